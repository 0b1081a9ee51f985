/// What `git` wrote to its error stream, made fit for a message.
enum GitMessage {
    /// The lines that say why, the last first in weight: `fatal:` lines, else the last line.
    static func text(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
            .map(String.init)
        let fatal = lines.filter { $0.hasPrefix("fatal: ") }.map { String($0.dropFirst(7)) }
        let telling = lines.filter { !$0.hasPrefix("remote:") && !$0.hasPrefix("hint:") && !$0.hasPrefix("warning:") }
        return clean(fatal.isEmpty ? telling.last ?? lines.last ?? "" : fatal.joined(separator: "; "))
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
