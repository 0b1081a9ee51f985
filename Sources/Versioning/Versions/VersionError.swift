/// Why a text is not a version: where the reader stopped, and what it wanted there.
public struct VersionError: Error, Hashable, Sendable {
    /// Offset in bytes of the UTF-8 text, from 0.
    public let position: Int
    /// What should have stood there.
    public let expected: Expected

    /// What a version wants at some place; the raw value is the phrase for a message.
    public enum Expected: String, Hashable, Sendable {
        case atMost256Bytes = "at most 256 bytes"
        case digit = "a digit"
        case dot = "a dot and the next number"
        case numberBelow2To64 = "a number below 2^64"
        case noLeadingZero = "a number without a leading zero"
        case identifier = "a letter, digit or hyphen"
        case threeParts = "three parts separated by dots"
        case end = "a pre-release, build metadata or the end"
    }

    init(_ position: Int, _ expected: Expected) {
        self.position = position
        self.expected = expected
    }
}

extension VersionError: CustomStringConvertible {
    /// `byte 3: expected a digit`
    public var description: String { "byte \(position): expected \(expected.rawValue)" }
}
