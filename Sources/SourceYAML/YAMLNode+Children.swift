extension YAMLNode {
    /// The pairs of a mapping in the order of the text, duplicates included; empty for anything else.
    ///
    /// A key that is an alias is a key like any other: `key.text` is what it stands for.
    public var pairs: [(key: YAMLNode, value: YAMLNode)] {
        let node = resolved
        guard node.record.kind == .mapping else { return [] }
        var pairs: [(key: YAMLNode, value: YAMLNode)] = []
        var key = node.record.first
        while key != NodeRecord.none {
            let value = stream.records[Int(key)].next
            guard value != NodeRecord.none else { break }
            pairs.append((YAMLNode(stream: stream, id: key), YAMLNode(stream: stream, id: value)))
            key = stream.records[Int(value)].next
        }
        return pairs
    }

    /// The items of a sequence; empty for anything else.
    public var items: [YAMLNode] {
        let node = resolved
        guard node.record.kind == .sequence else { return [] }
        var items: [YAMLNode] = []
        var child = node.record.first
        while child != NodeRecord.none {
            items.append(YAMLNode(stream: stream, id: child))
            child = stream.records[Int(child)].next
        }
        return items
    }

    /// The value under a key. Of duplicate keys the last counts, as in every loader that accepts them; a key that is
    /// absent is looked for in what `<<` merges.
    public subscript(key: String) -> YAMLNode? {
        value(of: key, mergesLeft: 8)
    }

    /// The value at the end of a chain of keys.
    public subscript(path: [String]) -> YAMLNode? {
        var node: YAMLNode? = self
        for key in path { node = node?[key] }
        return node
    }

    private func value(of key: String, mergesLeft: Int) -> YAMLNode? {
        let node = resolved
        guard node.record.kind == .mapping else { return nil }
        var found: YAMLNode?
        var merged: [YAMLNode] = []
        var id = node.record.first
        while id != NodeRecord.none {
            let value = stream.records[Int(id)].next
            guard value != NodeRecord.none else { break }
            let name = YAMLNode(stream: stream, id: id)
            if name.reads(as: key) { found = YAMLNode(stream: stream, id: value) }
            if name.reads(as: "<<") { merged.append(YAMLNode(stream: stream, id: value)) }
            id = stream.records[Int(value)].next
        }
        if let found { return found }
        guard mergesLeft > 0 else { return nil }
        for source in merged {
            let mappings = source.kind == .sequence ? source.items : [source]
            for mapping in mappings {
                if let value = mapping.value(of: key, mergesLeft: mergesLeft - 1) { return value }
            }
        }
        return nil
    }

    /// True for a scalar with exactly this text; makes no string.
    public func reads(as text: String) -> Bool {
        let node = resolved
        guard node.record.kind == .scalar else { return false }
        if let decoded = stream.decoded[node.id] { return decoded == text }
        let span = node.span
        guard span.count == text.utf8.count else { return false }
        return stream.bytes.withUnsafeBufferPointer { bytes in
            var index = span.lowerBound
            for byte in text.utf8 {
                if bytes[index] != byte { return false }
                index += 1
            }
            return true
        }
    }
}
