/// A version as Masterminds semver v3.5.0 reads it: the text as published, and what it means.
///
/// Order is semver precedence: build metadata never counts, so `1.2.3`, `v1.2.3` and `1.2.3+a` are equal (`==`) and
/// hash alike. Compare `text` where the spelling matters.
///
/// A value is 32 bytes and comparing two of them allocates nothing.
///
/// Source: <https://github.com/Masterminds/semver>, <https://semver.org/#spec-item-11>.
public struct Version: Sendable {
    /// The version as it was published, never normalised.
    public let text: String

    /// Order-preserving summary of the three numbers; see `VersionKey`.
    let key: VersionKey

    /// Byte range of the pre-release in `text`; empty when there is none.
    private let prereleaseStart: UInt16
    private let prereleaseEnd: UInt16

    /// Reads a version loosely: optional lower-case `v`, one to three numbers, optional pre-release and build.
    ///
    /// Missing numbers are zero and leading zeros of the three numbers are dropped, so `v1.02` is `1.2.0`.
    ///
    /// - Throws: `VersionError` with the byte position and what was expected there.
    public init(_ text: String) throws(VersionError) {
        self.init(text, try VersionParser.loose(text))
    }

    /// Reads a version strictly: exactly three numbers without leading zeros, and no `v`.
    ///
    /// - Throws: `VersionError` with the byte position and what was expected there.
    public init(strict text: String) throws(VersionError) {
        self.init(text, try VersionParser.strict(text))
    }

    /// Reads a version as Flux does: at least two dots anywhere in the text, and then loosely.
    ///
    /// `1.2-x.y` therefore passes, as `1.2.0-x.y`, and `1.2` does not.
    ///
    /// - Throws: `VersionError` with the byte position and what was expected there.
    public init(threePart text: String) throws(VersionError) {
        self.init(text, try VersionParser.threePart(text))
    }

    private init(_ text: String, _ fields: VersionFields) {
        self.text = text
        key = fields.key
        prereleaseStart = UInt16(truncatingIfNeeded: fields.prerelease.lowerBound)
        prereleaseEnd = UInt16(truncatingIfNeeded: fields.prerelease.upperBound)
    }

    var prereleaseRange: Range<Int> { Int(prereleaseStart)..<Int(prereleaseEnd) }

    /// The three numbers, from the key or, when they are too big for it, from the text.
    var numbers: VersionNumbers {
        key.isSaturated ? VersionParser.numbers(in: text) : key.numbers
    }
}

extension Version {
    /// The first number.
    public var major: UInt64 { numbers.major }
    /// The second number, zero when missing.
    public var minor: UInt64 { numbers.minor }
    /// The third number, zero when missing.
    public var patch: UInt64 { numbers.patch }

    /// The pre-release without its hyphen, empty for a release.
    public var prerelease: Substring { text.slice(prereleaseRange) }

    /// The build metadata without its plus sign, empty when there is none.
    public var metadata: Substring {
        let bytes = text.utf8Span.span
        var plus = isPrerelease ? prereleaseRange.upperBound : 0
        while plus < bytes.count, bytes[plus] != UInt8(ascii: "+") { plus += 1 }
        return text.slice(min(plus + 1, bytes.count)..<bytes.count)
    }

    /// Whether a pre-release follows the numbers, as in `1.2.3-rc.1`.
    public var isPrerelease: Bool { prereleaseStart != prereleaseEnd }

    /// `major.minor.patch[-prerelease][+metadata]`, without `v` and with missing numbers filled in.
    public var canonical: String {
        let numbers = numbers
        var out = "\(numbers.major).\(numbers.minor).\(numbers.patch)"
        if isPrerelease { out += "-" + prerelease }
        let metadata = metadata
        if !metadata.isEmpty { out += "+" + metadata }
        return out
    }
}

extension Version: CustomStringConvertible {
    /// The text as published.
    public var description: String { text }
}
