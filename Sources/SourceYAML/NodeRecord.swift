/// A node in the arena of a stream: 24 bytes, children linked by index.
struct NodeRecord: Sendable {
    enum Kind: UInt8, Sendable {
        case scalar, mapping, sequence, alias
    }

    static let none: Int32 = -1

    /// Bytes of the file. Scalars: what stands inside the quotes, without anchor and tag. Collections: from the first
    /// to the last mark. Aliases: the name with its star.
    var start: UInt32
    var end: UInt32
    var parent: Int32
    var next: Int32 = none
    /// First child of a collection, target of an alias.
    var first: Int32 = none
    var kind: Kind
    var style: ScalarStyle
    var tag = Tag.none

    /// What an explicit tag makes of a scalar: `!!str` and `!` a string, any other something else.
    enum Tag: UInt8, Sendable {
        case none, string, other
    }
}

/// How a scalar is written.
public enum ScalarStyle: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded

    /// Block scalars have an indicator and an indentation: their inside is a text of its own.
    public var isBlock: Bool { self == .literal || self == .folded }
}
