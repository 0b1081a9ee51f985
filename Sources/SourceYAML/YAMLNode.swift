/// A node of a stream: a small handle, free to copy.
public struct YAMLNode: Sendable, Hashable {
    public let stream: YAMLStream
    let id: Int32

    public enum Kind: Sendable {
        case scalar, mapping, sequence
    }

    var record: NodeRecord { stream.records[Int(id)] }

    public static func == (left: Self, right: Self) -> Bool { left.id == right.id && left.stream === right.stream }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// An alias is what it stands for; everything else is itself.
    public var resolved: YAMLNode {
        var node = self
        // An alias names an anchor before it, which is never an alias itself: one step is enough.
        if node.record.kind == .alias { node = YAMLNode(stream: stream, id: node.record.first) }
        return node
    }

    public var isAlias: Bool { record.kind == .alias }

    public var kind: Kind {
        switch resolved.record.kind {
        case .mapping: .mapping
        case .sequence: .sequence
        case .scalar, .alias: .scalar
        }
    }

    /// The value of a scalar as YAML reads it, without type; nil for collections.
    public var text: String? {
        let node = resolved
        let record = node.record
        guard record.kind == .scalar else { return nil }
        if !stream.decoded.isEmpty, let decoded = stream.decoded[node.id] { return decoded }
        return String(decoding: stream.bytes[node.span], as: UTF8.self)
    }

    /// True when a scalar reads as null: nothing, `~` or `null`, unquoted.
    public var isNull: Bool {
        let node = resolved
        guard node.record.kind == .scalar, node.record.style == .plain, node.record.tag == .none else { return false }
        switch node.text {
        case "", "~", "null", "Null", "NULL": return true
        default: return false
        }
    }

    /// The bytes of the file that hold the node: a scalar's inside without quotes, anchor and tag.
    ///
    /// The span of an alias is that of what it stands for.
    public var span: Range<Int> {
        let record = resolved.record
        return Int(record.start)..<Int(record.end)
    }

    public var style: ScalarStyle { resolved.record.style }

    /// True for a scalar whose bytes are its value: what can be edited in place.
    public var isVerbatim: Bool {
        let node = resolved
        return node.record.kind == .scalar && stream.decoded[node.id] == nil && !node.record.style.isBlock
            && !node.holdsTemplate
    }

    /// True when actions of a template stand in the scalar: what it reads as is not known.
    var holdsTemplate: Bool { stream.isTemplate && stream.parsed[span] != stream.bytes[span] }

    /// True when the scalar carries an explicit tag (`!!str`, `!env_var`).
    public var hasTag: Bool { resolved.record.tag != .none }

    public var position: SourcePosition { stream.position(of: span.lowerBound) }
}
