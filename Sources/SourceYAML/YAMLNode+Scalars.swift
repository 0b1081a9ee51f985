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
