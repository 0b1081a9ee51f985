/// Text that came from a peer, made fit for a message or a terminal.
public enum RemoteText {
    /// Control characters (C0, C1, DEL), bidirectional overrides and line separators become spaces, runs of spaces
    /// one; the result is cut to `limit` characters.
    public static func clean(_ text: String, limit: Int = TransportLimits.messageCharacters) -> String {
        var result = String.UnicodeScalarView()
        var count = 0
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if isUnfit(scalar) || scalar == " " {
                pendingSpace = count > 0
                continue
            }
            if count >= limit {
                result.append("…")
                break
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
                count += 1
            }
            result.append(scalar)
            count += 1
        }
        return String(result)
    }

    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    func trimmingSpaces() -> String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
