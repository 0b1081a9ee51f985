extension YAMLNode {
    /// Every scalar below the node that is a value of a mapping or an item of a sequence, in the order of the text.
    ///
    /// Keys are not among them, nor are aliases: what they stand for is met where the anchor is.
    public var scalarValues: [YAMLNode] {
        var found: [YAMLNode] = []
        var open = [self]
        while let node = open.popLast() {
            guard !node.isAlias else { continue }
            switch node.kind {
            case .scalar: found.append(node)
            case .sequence: open += node.items.reversed()
            case .mapping: open += node.pairs.map(\.value).reversed()
            }
        }
        return found
    }
}

extension YAMLNode {
    /// Those of ``scalarValues`` whose text holds an ASCII character; the others are not looked at any closer.
    public func scalarValues(holding character: Unicode.Scalar) -> [YAMLNode] {
        let byte = UInt8(ascii: character)
        guard !isAlias else { return [] }
        return stream.bytes.withUnsafeBufferPointer { bytes in
            (id..<stream.end(ofSubtree: id)).compactMap { id -> YAMLNode? in
                let record = stream.records[Int(id)]
                guard record.kind == .scalar else { return nil }
                if let decoded = stream.decoded.isEmpty ? nil : stream.decoded[id] {
                    guard decoded.utf8.contains(byte) else { return nil }
                } else {
                    guard bytes[Int(record.start)..<Int(record.end)].contains(byte) else { return nil }
                }
                let node = YAMLNode(stream: stream, id: id)
                return node.pair?.key.id == id ? nil : node
            }
        }
    }
}

extension YAMLStream {
    /// The number behind the last node below one: nodes are numbered in the order of the text.
    fileprivate func end(ofSubtree id: Int32) -> Int32 {
        var node = id
        while node != NodeRecord.none {
            let record = records[Int(node)]
            if record.next != NodeRecord.none { return record.next }
            node = record.parent
        }
        let root = roots.firstIndex { $0.node > id }
        return root.map { roots[$0].node } ?? Int32(records.count)
    }
}

extension YAMLNode {
    /// True for a scalar whose text ends in an ASCII character; makes no string.
    public func ends(in character: Unicode.Scalar) -> Bool {
        let node = resolved
        guard node.record.kind == .scalar else { return false }
        if let decoded = stream.decoded.isEmpty ? nil : stream.decoded[node.id] {
            return decoded.utf8.last == UInt8(ascii: character)
        }
        return stream.bytes[node.span].last == UInt8(ascii: character)
    }
}
