/// Why a text is not a Go regular expression.
public struct PatternError: Error, Hashable, Sendable {
    /// Offset in bytes of the part that is wrong, as far as it can be told.
    public let position: Int
    /// What is wrong, in the words of RE2.
    public let message: String

    init(_ position: Int, _ message: String) {
        self.position = position
        self.message = message
    }
}

extension PatternError: CustomStringConvertible {
    /// `byte 3: missing )`
    public var description: String { "byte \(position): \(message)" }
}
