/// A password, token or other text that must never be printed.
///
/// Every way of turning it into text gives `‹redacted›`; only ``reveal()`` gives the value, so that a search for that
/// word finds each place where a secret leaves its box.
public struct Secret: Hashable, Sendable {
    private let value: String

    public init(_ value: String) {
        self.value = value
    }

    public var isEmpty: Bool { value.isEmpty }

    /// The secret itself, for the request that needs it and for nothing else.
    public func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹redacted›" }

    public var debugDescription: String { description }

    /// `dump` and string interpolation of a containing type go through the mirror: it shows no children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
