/// The version-like of a constraint, matched without judging it: `v1.x-rc.1+b`.
///
///     v? part (.part)? (.part)? (-identifiers)? (+identifiers)?    part: one or more of 0-9 x X * |
///
/// Masterminds' character class really contains `|`; such parts match here and fail as a version afterwards.
struct VersionPattern {
    /// Up to three parts, without dots; empty when missing.
    var parts: (Range<Int>, Range<Int>, Range<Int>) = (0..<0, 0..<0, 0..<0)
    /// The pre-release with its hyphen; empty when there is none.
    var prerelease = 0..<0
    var range = 0..<0

    /// The longest match at `start`, or `nil`.
    ///
    /// What follows a version-like must be a blank, a comma or the end, so no shorter match ever needs a try.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var cursor = start
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "v") { cursor += 1 }
        guard let first = Self.part(bytes, &cursor) else { return nil }
        parts.0 = first
        if let second = Self.dottedPart(bytes, &cursor) {
            parts.1 = second
            if let third = Self.dottedPart(bytes, &cursor) { parts.2 = third }
        }
        prerelease = Self.identifiers(bytes, &cursor, after: UInt8(ascii: "-"))
        _ = Self.identifiers(bytes, &cursor, after: UInt8(ascii: "+"))
        range = start..<cursor
    }

    private static func part(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Range<Int>? {
        let start = cursor
        while cursor < bytes.count, bytes[cursor].isPartByte { cursor += 1 }
        return cursor > start ? start..<cursor : nil
    }

    private static func dottedPart(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Range<Int>? {
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") else { return nil }
        var behind = cursor + 1
        guard let found = part(bytes, &behind) else { return nil }
        cursor = behind
        return found
    }

    /// `mark identifier(.identifier)*`, or nothing with `cursor` unmoved.
    private static func identifiers(_ bytes: Span<UInt8>, _ cursor: inout Int, after mark: UInt8) -> Range<Int> {
        let start = cursor
        guard cursor < bytes.count, bytes[cursor] == mark else { return start..<start }
        var end = start
        var behind = start + 1
        while true {
            let first = behind
            while behind < bytes.count, bytes[behind].isIdentifier { behind += 1 }
            guard behind > first else { break }
            end = behind
            guard behind < bytes.count, bytes[behind] == UInt8(ascii: ".") else { break }
            behind += 1
        }
        cursor = end
        return start..<end
    }
}

extension UInt8 {
    fileprivate var isPartByte: Bool {
        isDigit || self == UInt8(ascii: "x") || self == UInt8(ascii: "X") || self == UInt8(ascii: "*")
            || self == UInt8(ascii: "|")
    }
}
