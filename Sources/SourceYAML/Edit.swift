/// A change of bytes in one file: range, the bytes that must stand there, and what replaces them.
public struct Edit: Hashable, Sendable {
    /// Relative to the tree, with `/`.
    public let file: String
    public let range: Range<Int>
    public let old: String
    public let new: String

    public init(file: String, range: Range<Int>, old: String, new: String) {
        self.file = file
        self.range = range
        self.old = old
        self.new = new
    }

    /// An edit that makes a scalar read as `value`, or nil when the scalar's style cannot carry it.
    public init?(file: String, scalar: YAMLNode, value: String) {
        guard scalar.isVerbatim, let spelled = Quoting.spell(value, inside: scalar.style), let old = scalar.text else {
            return nil
        }
        self.init(file: file, range: scalar.span, old: old, new: spelled)
    }
}

/// Why an edit is not made; nothing was written.
public struct EditRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let reason: String

    public init(file: String, reason: String) {
        self.file = file
        self.reason = reason
    }

    public var description: String { "\(file): \(reason)" }
}
