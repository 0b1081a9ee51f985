/// What parsing a version finds: the key, and where the pre-release stands.
struct VersionFields {
    var key: VersionKey
    var prerelease: Range<Int>
}

/// Reads versions byte by byte, as Masterminds semver v3.5.0 does with regular expressions.
enum VersionParser {
    /// Masterminds' `MaxVersionLen`: bytes, checked before anything else, so that hostile texts cost nothing.
    static let maxBytes = 256

    static func loose(_ text: String) throws(VersionError) -> VersionFields {
        try parse(text.utf8Span.span, strict: false)
    }

    static func strict(_ text: String) throws(VersionError) -> VersionFields {
        try parse(text.utf8Span.span, strict: true)
    }

    static func threePart(_ text: String) throws(VersionError) -> VersionFields {
        let bytes = text.utf8Span.span
        guard bytes.count <= maxBytes else { throw VersionError(maxBytes, .atMost256Bytes) }
        var dots = 0
        for i in bytes.indices where bytes[i] == UInt8(ascii: ".") { dots += 1 }
        guard dots >= 2 else { throw VersionError(bytes.count, .threeParts) }
        return try parse(bytes, strict: false)
    }

    /// The numbers of a text that has parsed before.
    static func numbers(in text: String) -> VersionNumbers {
        let bytes = text.utf8Span.span
        var cursor = bytes.count > 0 && bytes[0] == UInt8(ascii: "v") ? 1 : 0
        return (try? numbers(bytes, &cursor, strict: false)) ?? VersionNumbers()
    }

    private static func parse(_ bytes: Span<UInt8>, strict: Bool) throws(VersionError) -> VersionFields {
        guard bytes.count <= maxBytes else { throw VersionError(maxBytes, .atMost256Bytes) }
        var cursor = 0
        if !strict, bytes.count > 0, bytes[0] == UInt8(ascii: "v") { cursor = 1 }
        let numbers = try numbers(bytes, &cursor, strict: strict)

        var prerelease = 0..<0
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "-") {
            let start = cursor + 1
            cursor = start
            try identifiers(bytes, &cursor, allowLeadingZeros: false)
            prerelease = start..<cursor
        }
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "+") {
            cursor += 1
            try identifiers(bytes, &cursor, allowLeadingZeros: true)
        }
        guard cursor == bytes.count else { throw VersionError(cursor, .end) }
        return VersionFields(key: VersionKey(numbers, isPrerelease: !prerelease.isEmpty), prerelease: prerelease)
    }

    private static func numbers(
        _ bytes: Span<UInt8>,
        _ cursor: inout Int,
        strict: Bool,
    ) throws(VersionError) -> VersionNumbers {
        var numbers = VersionNumbers()
        numbers.major = try number(bytes, &cursor, strict: strict)
        guard try dot(bytes, &cursor, required: strict) else { return numbers }
        numbers.minor = try number(bytes, &cursor, strict: strict)
        guard try dot(bytes, &cursor, required: strict) else { return numbers }
        numbers.patch = try number(bytes, &cursor, strict: strict)
        return numbers
    }

    private static func dot(_ bytes: Span<UInt8>, _ cursor: inout Int, required: Bool) throws(VersionError) -> Bool {
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") {
            cursor += 1
            return true
        }
        if required { throw VersionError(cursor, .dot) }
        return false
    }

    private static func number(
        _ bytes: Span<UInt8>,
        _ cursor: inout Int,
        strict: Bool,
    ) throws(VersionError) -> UInt64 {
        let start = cursor
        guard let value = bytes.digits(&cursor) else { throw VersionError(start, .numberBelow2To64) }
        guard cursor > start else { throw VersionError(start, .digit) }
        if strict, cursor - start > 1, bytes[start] == UInt8(ascii: "0") { throw VersionError(start, .noLeadingZero) }
        return value
    }

    /// Dot-separated, non-empty identifiers; numeric ones without leading zeros unless allowed.
    private static func identifiers(
        _ bytes: Span<UInt8>,
        _ cursor: inout Int,
        allowLeadingZeros: Bool,
    ) throws(VersionError) {
        while true {
            let start = cursor
            var numeric = true
            while cursor < bytes.count, bytes[cursor].isIdentifier {
                if !bytes[cursor].isDigit { numeric = false }
                cursor += 1
            }
            guard cursor > start else { throw VersionError(start, .identifier) }
            if !allowLeadingZeros, numeric, cursor - start > 1, bytes[start] == UInt8(ascii: "0") {
                throw VersionError(start, .noLeadingZero)
            }
            guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") else { return }
            cursor += 1
        }
    }
}
