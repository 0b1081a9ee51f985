/// Why a text is not a constraint: where the reader stopped, and what it wanted there.
public struct ConstraintError: Error, Hashable, Sendable {
    /// Offset in bytes of the UTF-8 text; for texts with a hyphen range, of the text after its rewriting.
    public let position: Int
    /// What should have stood there.
    public let expected: Expected

    /// What a constraint wants at some place.
    public enum Expected: Hashable, Sendable {
        /// The text is longer than 512 bytes.
        case atMost512Bytes
        /// More than 32 alternatives between `||`.
        case atMost32Groups
        /// A version, possibly partial or with wildcards, perhaps after an operator.
        case version
        /// A blank or a comma before the next comparison.
        case separator
        /// The comparison's version does not parse.
        case validVersion(VersionError.Expected)
    }

    init(_ position: Int, _ expected: Expected) {
        self.position = position
        self.expected = expected
    }
}

extension ConstraintError: CustomStringConvertible {
    /// `byte 3: expected a blank, a comma, `||` or the end`
    public var description: String { "byte \(position): expected \(expected)" }
}

extension ConstraintError.Expected: CustomStringConvertible {
    /// The phrase for a message.
    public var description: String {
        switch self {
        case .atMost512Bytes: "at most 512 bytes"
        case .atMost32Groups: "at most 32 alternatives"
        case .version: "a version such as `1.2.3`, `1.x` or `*`, after an optional operator"
        case .separator: "a blank, a comma, `||` or the end"
        case .validVersion(let expected): expected.rawValue
        }
    }
}
