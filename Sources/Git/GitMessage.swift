/// What `git` wrote to its error stream, made fit for a message.
enum GitMessage {
    /// What follows when `ssh` failed, and says nothing.
    private static let empty = [
        "Could not read from remote repository.", "Please make sure you have the correct access rights",
        "and the repository exists.",
    ]

    /// The lines that say why: `fatal:` lines, else all that is not a hint.
    static func text(_ bytes: [UInt8]) -> String {
        let lines = lines(bytes)
        let fatal = lines.filter { $0.hasPrefix("fatal: ") }
        return clean((fatal.isEmpty ? lines : fatal.map { String($0.dropFirst(7)) }).joined(separator: "; "))
    }

    /// Everything that was said and means something, for recognizing known phrases.
    static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map(String.init)
            .filter { line in
                !line.hasPrefix("hint:") && !line.hasPrefix("warning:") && !line.allSatisfy(\.isWhitespace)
                    && !empty.contains { line == $0 || line == "fatal: \($0)" }
            }
    }

    /// No user information in URLs, no control characters, at most ``GitLimits/messageCharacters``.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in withoutUserInformation(text).unicodeScalars {
            guard count < GitLimits.messageCharacters else {
                result.append("…")
                break
            }
            result.append(isUnfit(scalar) ? " " : scalar)
            count += 1
        }
        return String(result)
    }

    /// Control characters (C0, C1, DEL), bidirectional marks and overrides, line separators.
    static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// What stands between `://` and the last `@` before a slash, a blank or a quote is left out, wherever it occurs.
    private static func withoutUserInformation(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let authority = rest.prefix { !"/ \t\n'\"<>".contains($0) }
            if let at = authority.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        }
        return result + rest
    }
}
