/// Reads constraints byte by byte, in the order in which Masterminds v3.5.0 judges them.
enum ConstraintParser {
    /// Masterminds' `MaxConstraintLen`: bytes as written, before hyphen ranges grow.
    static let maxBytes = 512

    /// Masterminds' `MaxConstraintGroups`: alternatives between `||`.
    static let maxGroups = 32

    static func parse(_ text: String) throws(ConstraintError) -> [Constraint.Group] {
        let bytes = text.utf8Span.span
        guard bytes.count <= maxBytes else { throw ConstraintError(maxBytes, .atMost512Bytes) }
        if let rewritten = HyphenRange.rewrite(bytes) { return try groups(rewritten.span) }
        return try groups(bytes)
    }

    private static func groups(_ bytes: Span<UInt8>) throws(ConstraintError) -> [Constraint.Group] {
        var pieces: [Range<Int>] = []
        var start = 0
        var cursor = 0
        while cursor < bytes.count {
            if cursor + 1 < bytes.count, bytes[cursor] == UInt8(ascii: "|"), bytes[cursor + 1] == UInt8(ascii: "|") {
                pieces.append(start..<cursor)
                cursor += 2
                start = cursor
            } else {
                cursor += 1
            }
        }
        pieces.append(start..<bytes.count)
        guard pieces.count <= maxGroups else { throw ConstraintError(pieces[maxGroups].lowerBound, .atMost32Groups) }

        var groups: [Constraint.Group] = []
        for piece in pieces {
            groups.append(Constraint.Group(try comparisons(bytes, piece)))
        }
        return groups
    }

    /// The comparisons of one alternative: the first after optional blanks, others after blanks or one comma.
    private static func comparisons(
        _ whole: Span<UInt8>,
        _ piece: Range<Int>,
    ) throws(ConstraintError) -> [Comparison] {
        let bytes = whole.extracting(0..<piece.upperBound)
        var comparisons: [Comparison] = []
        var cursor = bytes.skipBlanks(from: piece.lowerBound)
        while true {
            comparisons.append(try comparison(bytes, &cursor))
            let next = bytes.skipBlanks(from: cursor)
            if next == bytes.count { return comparisons }
            if bytes[next] == UInt8(ascii: ",") {
                cursor = bytes.skipBlanks(from: next + 1)
            } else if next > cursor {
                cursor = next
            } else {
                throw ConstraintError(next, .separator)
            }
        }
    }

    private static func comparison(
        _ bytes: Span<UInt8>,
        _ cursor: inout Int,
    ) throws(ConstraintError) -> Comparison {
        let start = cursor
        let (op, width) = self.operator(bytes, at: start)
        let versionStart = bytes.skipBlanks(from: start + width)
        guard let pattern = VersionPattern(bytes, at: versionStart) else {
            throw ConstraintError(versionStart, .version)
        }
        cursor = pattern.range.upperBound
        let (text, wild) = version(bytes, pattern)
        do {
            return Comparison(text: bytes.string(start..<cursor), operator: op, version: try Version(text), wild: wild)
        } catch {
            throw ConstraintError(versionStart + error.position, .validVersion(error.expected))
        }
    }

    private static func `operator`(_ bytes: Span<UInt8>, at start: Int) -> (Comparison.Operator, width: Int) {
        let first = start < bytes.count ? bytes[start] : 0
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        return switch (first, second) {
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): (.notEqual, 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: ">")): (.greaterOrEqual, 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: "<")): (.lessOrEqual, 2)
        case (UInt8(ascii: "~"), UInt8(ascii: ">")): (.tilde, 2)
        case (UInt8(ascii: ">"), _): (.greater, 1)
        case (UInt8(ascii: "<"), _): (.less, 1)
        case (UInt8(ascii: "~"), _): (.tilde, 1)
        case (UInt8(ascii: "^"), _): (.caret, 1)
        case (UInt8(ascii: "="), _): (.equal, 1)
        default: (.equal, 0)
        }
    }

    /// The text that stands for a version-like: a wildcard voids all parts to its right, and the build with them.
    private static func version(_ bytes: Span<UInt8>, _ pattern: VersionPattern) -> (String, Comparison.Wild) {
        let (major, minor, patch) = pattern.parts
        let prerelease = bytes.string(pattern.prerelease)
        if bytes.isWild(major) { return ("0.0.0" + prerelease, .major) }
        if bytes.isWild(minor) { return (bytes.string(major) + ".0.0" + prerelease, .minor) }
        if bytes.isWild(patch) {
            return (bytes.string(major) + "." + bytes.string(minor) + ".0" + prerelease, .patch)
        }
        return (bytes.string(pattern.range), .none)
    }
}

extension Span<UInt8> {
    func string(_ range: Range<Int>) -> String {
        String(decoding: range.map { self[$0] }, as: UTF8.self)
    }

    /// Missing, or exactly one of `x`, `X`, `*`.
    fileprivate func isWild(_ part: Range<Int>) -> Bool {
        guard let first = part.first else { return true }
        let byte = self[first]
        return part.count == 1 && (byte.lowered == UInt8(ascii: "x") || byte == UInt8(ascii: "*"))
    }
}
