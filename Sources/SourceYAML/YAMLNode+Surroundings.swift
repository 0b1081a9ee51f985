extension YAMLNode {
    /// The collection that holds the node; nil for a root. Of an alias it is where the alias stands.
    public var parent: YAMLNode? {
        let parent = record.parent
        return parent == NodeRecord.none ? nil : YAMLNode(stream: stream, id: parent)
    }

    /// The key of a mapping's value; nil for anything else.
    public var key: YAMLNode? {
        guard let (_, key) = pair, key.id != id else { return nil }
        return key
    }

    /// The name of the node's own anchor (`&name`), of an alias that of what it stands for.
    public var anchor: String? { stream.anchors[resolved.id] }

    /// True for a mapping or sequence in braces or brackets.
    public var isFlow: Bool {
        let record = resolved.record
        guard record.kind == .mapping || record.kind == .sequence else { return false }
        let bracket = record.kind == .mapping ? UInt8(ascii: "{") : UInt8(ascii: "[")
        let at = stream.parsed.withUnsafeBufferPointer {
            ScalarBounds.skipProperties($0, from: Int(record.start), to: Int(record.end))
        }
        guard at < record.end, stream.parsed[at] == bracket else { return false }
        // Of a block mapping it may be the first key that starts with a brace.
        return record.first == NodeRecord.none || stream.records[Int(record.first)].start > at
    }

    /// The pair of a mapping that the node is the key or the value of, by the pair's place.
    var pair: (index: Int, key: YAMLNode)? {
        guard let parent, parent.record.kind == .mapping else { return nil }
        for (index, pair) in parent.pairs.enumerated() where pair.key.id == id || pair.value.id == id {
            return (index, pair.key)
        }
        return nil
    }

    /// The node's bytes with the quotes around them.
    var outerSpan: Range<Int> {
        let isQuoted = style == .singleQuoted || style == .doubleQuoted
        return isQuoted ? span.lowerBound - 1..<span.upperBound + 1 : span
    }
}
