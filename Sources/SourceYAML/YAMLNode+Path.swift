extension YAMLNode {
    /// The place of the node in its document as an RFC 6901 pointer; the root is the empty text.
    ///
    /// Of an alias it is the place of the alias, not of the anchor. Where there are no pointers,
    /// inside of a block scalar and in a template, it is `@LINE`.
    public var pointer: String {
        guard stream.container == nil, !stream.isTemplate else {
            return stream.position(of: Int(record.start)).line.atLine
        }
        var segments: [String] = []
        var child = id
        while true {
            let parent = stream.records[Int(child)].parent
            guard parent != NodeRecord.none else { break }
            segments.append(segment(of: child, in: parent))
            child = parent
        }
        return segments.reversed().map { "/" + $0 }.joined()
    }

    /// The index of the document that holds the node, from 0.
    public var documentIndex: Int {
        var root = id
        while stream.records[Int(root)].parent != NodeRecord.none { root = stream.records[Int(root)].parent }
        return stream.roots.first { $0.node == root }?.document ?? 0
    }

    private func segment(of child: Int32, in parent: Int32) -> String {
        let record = stream.records[Int(parent)]
        var index = 0
        var node = record.first
        var previous = NodeRecord.none
        while node != NodeRecord.none, node != child {
            previous = node
            node = stream.records[Int(node)].next
            index += 1
        }
        guard record.kind == .mapping else { return String(index) }
        // Keys have even, values odd places; a value is named by the key before it.
        let key = index % 2 == 1 ? previous : child
        let name = YAMLNode(stream: stream, id: key).text ?? ""
        return name.pointerEscaped
    }
}

extension Int {
    /// The path of a place on this line that no pointer can name (section 6 of the design).
    var atLine: String { "@\(self)" }
}

extension String {
    /// `~` and `/` escaped as RFC 6901 section 3 says.
    var pointerEscaped: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return self }
        // By scalars, not by characters: a combining mark behind a slash makes it no other slash.
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
