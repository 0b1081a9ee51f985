import SourceYAML

/// Every node of a stream on a line of its own: what two ways to read one text must agree on.
enum Outline {
    static func lines(of stream: YAMLStream) -> [String] {
        var lines: [String] = []
        for document in stream.documents {
            forEachNode(under: document.root) { node, pointer in lines.append(line(node, document.index, pointer)) }
        }
        return lines
    }

    /// Each node that stands in the text, keys included; aliases are not followed.
    static func forEachNode(under root: YAMLNode, _ body: (YAMLNode, _ pointer: String) -> Void) {
        // The pointer is carried along: asking each node for its own costs a walk over all its siblings.
        var open = [(node: root, pointer: "")]
        while let (node, pointer) = open.popLast() {
            body(node, pointer)
            guard !node.isAlias else { continue }
            var children: [(YAMLNode, String)] = []
            for (key, value) in node.pairs {
                let below = "\(pointer)/\(key.text ?? "")"
                children += [(key, below), (value, below)]
            }
            for (index, item) in node.items.enumerated() { children.append((item, "\(pointer)/\(index)")) }
            open += children.reversed()
        }
    }

    private static func line(_ node: YAMLNode, _ document: Int, _ pointer: String) -> String {
        let alias = node.isAlias ? "*" : ""
        let tag = node.hasTag ? "!" : ""
        return "\(document)\(pointer) \(alias)\(node.kind)\(tag) \(node.style) \(node.span) \(node.text ?? "")"
    }
}

extension [UInt8] {
    /// The bytes of a range as text.
    subscript(text range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
