extension EditProof {
    /// Proves edits among which keys appear or go: with these put aside, the texts differ in the edited values alone.
    static func compareSiblings(
        _ before: YAMLStream, _ after: YAMLStream, edits: [Edit], file: String
    ) throws(EditRefusal) {
        var appeared: Set<Int32> = []
        var gone: Set<Int32> = []
        var shift = 0
        for edit in edits {
            let start = edit.range.lowerBound + shift
            shift += edit.new.utf8.count - edit.range.count
            switch edit.change {
            case .value: break
            case .insertion(let key, let value):
                let pair = try pair(in: after, start..<start + edit.new.utf8.count, key: key, file: file)
                let node = YAMLNode(stream: after, id: pair + 1)
                guard node.text == value, node.style != .plain || PlainScalar.staysString(value) else {
                    throw EditRefusal(file: file, reason: "the new key '\(key)' would have another value")
                }
                appeared.formUnion([pair, pair + 1])
            case .removal(let key):
                let pair = try pair(in: before, edit.range, key: key, file: file)
                gone.formUnion([pair, pair + 1])
            }
        }
        try compare(
            before.erasing(gone), after.erasing(appeared), edits: edits.filter { $0.change == .value }[...], file: file)
    }

    /// The key of the one pair whose scalars start in the range.
    private static func pair(
        in stream: YAMLStream, _ range: Range<Int>, key: String, file: String
    ) throws(EditRefusal) -> Int32 {
        // Nodes stand in the order of the text.
        let records = stream.records
        var low = 0
        var high = records.count
        while low < high {
            let middle = (low + high) / 2
            if Int(records[middle].start) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        // The mapping itself starts where its first key does, and ends behind it.
        while low < records.count, records[low].kind == .mapping || records[low].kind == .sequence,
            Int(records[low].end) > range.upperBound
        {
            low += 1
        }
        let inside = records[low...].prefix { Int($0.start) < range.upperBound }
        let node = YAMLNode(stream: stream, id: Int32(min(low, records.count - 1)))
        guard inside.count == 2, inside.allSatisfy({ $0.kind == .scalar && $0.tag == .none }),
            inside.first?.next == Int32(low + 1), let pair = node.pair, pair.key.id == node.id, node.text == key,
            node.anchor == nil, YAMLNode(stream: stream, id: Int32(low + 1)).anchor == nil
        else { throw EditRefusal(file: file, reason: "the edit would change more than the key '\(key)'") }
        return Int32(low)
    }
}

extension YAMLStream {
    /// The stream as it would read without some scalars, all of them keys with their values.
    func erasing(_ ids: Set<Int32>) -> YAMLStream {
        ids.isEmpty ? self : YAMLStream(self, erasing: ids)
    }
}

extension [NodeRecord] {
    /// The records without some of them, and what became of the indices of the others.
    func erasing(_ ids: Set<Int32>) -> (records: [NodeRecord], index: (Int32) -> Int32) {
        var places: [Int32] = []
        places.reserveCapacity(count)
        var kept: Int32 = 0
        for id in indices {
            places.append(kept)
            if !ids.contains(Int32(id)) { kept += 1 }
        }
        func next(_ id: Int32) -> Int32 {
            var id = id
            while id != NodeRecord.none, ids.contains(id) { id = self[Int(id)].next }
            return id
        }
        let index = { (id: Int32) in id == NodeRecord.none ? id : places[Int(id)] }
        var result: [NodeRecord] = []
        result.reserveCapacity(Int(kept))
        for id in indices where !ids.contains(Int32(id)) {
            var record = self[id]
            record.parent = index(record.parent)
            record.next = index(next(record.next))
            record.first = index(next(record.first))
            result.append(record)
        }
        return (result, index)
    }
}
