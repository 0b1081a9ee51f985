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
        var mappingsLeft = YAMLLimits.mergedMappings
        return value(of: key, mappingsLeft: &mappingsLeft)
    }

    /// The value at the end of a chain of keys.
    public subscript(path: [String]) -> YAMLNode? {
        var node: YAMLNode? = self
        for key in path { node = node?[key] }
        return node
    }

    private func value(of key: String, mappingsLeft: inout Int) -> YAMLNode? {
        guard mappingsLeft > 0 else { return nil }
        mappingsLeft -= 1
        let (found, merged) = stream.values(of: key, in: resolved.id)
        if let found { return YAMLNode(stream: stream, id: found) }
        for source in merged.map({ YAMLNode(stream: stream, id: $0) }) {
            let mappings = source.kind == .sequence ? source.items : [source]
            for mapping in mappings {
                if let value = mapping.value(of: key, mappingsLeft: &mappingsLeft) { return value }
            }
        }
        return nil
    }

    /// True for a scalar with exactly this text; makes no string.
    public func reads(as text: String) -> Bool {
        stream.scalar(resolved.id, reads: text)
    }
}

extension YAMLStream {
    /// The last value under a key of a mapping, and what `<<` merges into it; handles are made for neither.
    fileprivate func values(of key: String, in mapping: Int32) -> (found: Int32?, merged: [Int32]) {
        guard records[Int(mapping)].kind == .mapping else { return (nil, []) }
        var found: Int32?
        var merged: [Int32] = []
        var id = records[Int(mapping)].first
        while id != NodeRecord.none {
            let value = records[Int(id)].next
            guard value != NodeRecord.none else { break }
            let record = records[Int(id)]
            let name = record.kind == .alias ? record.first : id
            if scalar(name, reads: key) { found = value }
            if record.end - record.start == 2, scalar(name, reads: "<<") { merged.append(value) }
            id = records[Int(value)].next
        }
        return (found, merged)
    }

    fileprivate func scalar(_ id: Int32, reads text: String) -> Bool {
        let record = records[Int(id)]
        guard record.kind == .scalar else { return false }
        if !decoded.isEmpty, let decoded = decoded[id] { return decoded == text }
        guard Int(record.end - record.start) == text.utf8.count else { return false }
        return bytes[Int(record.start)..<Int(record.end)].elementsEqual(text.utf8)
    }
}
