/// What lies between Go's syntax of regular expressions and that of the RE2 library.
enum GoPattern {
    /// Far above what a Kubernetes object holds; bounds the time to compile.
    static let maxBytes = 1 << 20

    /// Go's limit on the height of an expression; keeps RE2's recursion shallow too.
    static let maxDepth = 1000

    /// The pattern as RE2 takes it: `(?<name>` becomes `(?P<name>`, and what only RE2 knows is refused.
    ///
    /// Source: <https://pkg.go.dev/regexp/syntax>; this RE2 is older than `(?<name>`.
    static func rewritten(_ pattern: String) throws(PatternError) -> [UInt8] {
        let bytes = pattern.utf8Span.span
        guard bytes.count <= maxBytes else { throw PatternError(maxBytes, "expected at most \(maxBytes) bytes") }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 8)
        var cursor = 0
        var depth = 0
        while cursor < bytes.count {
            if bytes[cursor] == UInt8(ascii: "(") { depth += 1 }
            if bytes[cursor] == UInt8(ascii: ")") { depth -= 1 }
            if depth >= maxDepth { throw PatternError(cursor, "expression nests too deeply") }
            switch bytes[cursor] {
            case UInt8(ascii: "\\"):
                let end = try endOfEscape(bytes, cursor)
                for i in cursor..<end { out.append(bytes[i]) }
                cursor = end
            case UInt8(ascii: "["):
                let end = endOfClass(bytes, cursor)
                for i in cursor..<end { out.append(bytes[i]) }
                cursor = end
            case UInt8(ascii: "(") where bytes.starts(at: cursor, "(?<"):
                for byte in "(?P<".utf8 { out.append(byte) }
                cursor += 3
            default:
                out.append(bytes[cursor])
                cursor += 1
            }
        }
        return out
    }

    /// The end of an escape; of the whole quotation for `\Q…\E`.
    private static func endOfEscape(_ bytes: Span<UInt8>, _ start: Int) throws(PatternError) -> Int {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        if next == UInt8(ascii: "C") { throw PatternError(start, "invalid escape sequence: \\C") }
        guard next == UInt8(ascii: "Q") else { return min(start + 2, bytes.count) }
        var end = start + 2
        while end < bytes.count, !bytes.starts(at: end, "\\E") { end += 1 }
        return min(end + 2, bytes.count)
    }

    /// The end of `[…]`; where there is none, RE2 will say so. A `]` right behind the opening is a member.
    private static func endOfClass(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        if end < bytes.count, bytes[end] == UInt8(ascii: "^") { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: "]") { end += 1 }
        while end < bytes.count, bytes[end] != UInt8(ascii: "]") {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
            } else if bytes.starts(at: end, "[:") {
                var name = end + 2
                while name < bytes.count, bytes[name].isLower || bytes[name] == UInt8(ascii: "^") { name += 1 }
                end = bytes.starts(at: name, ":]") ? name + 2 : end + 1
            } else {
                end += 1
            }
        }
        return min(end + 1, bytes.count)
    }

    /// Where the part that RE2 complains of first stands; 0 when it was rewritten.
    static func position(of part: String, in pattern: String) -> Int {
        let (needle, hay) = (Array(part.utf8), Array(pattern.utf8))
        guard !needle.isEmpty, needle.count <= hay.count else { return 0 }
        return (0...(hay.count - needle.count)).first { hay[$0..<$0 + needle.count].elementsEqual(needle) } ?? 0
    }
}

extension Span<UInt8> {
    func starts(at start: Int, _ text: StaticString) -> Bool {
        guard start + text.utf8CodeUnitCount <= count else { return false }
        for i in 0..<text.utf8CodeUnitCount where self[start + i] != text.utf8Start[i] { return false }
        return true
    }
}
