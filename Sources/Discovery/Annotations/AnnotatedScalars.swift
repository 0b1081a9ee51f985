import SourceYAML

/// The values of a file in the order of their bytes, to be found by their line.
struct AnnotatedScalars {
    private var values: [YAMLNode] = []
    private var blocks: [YAMLNode] = []

    init(_ stream: YAMLStream) {
        for document in stream.documents { collect(document.root, depth: 0) }
    }

    private mutating func collect(_ node: YAMLNode, depth: Int) {
        // What an alias stands for is met at its anchor.
        guard !node.isAlias, depth < DiscoveryLimits.depth else { return }
        switch node.kind {
        case .mapping:
            for (_, value) in node.pairs { collect(value, depth: depth + 1) }
        case .sequence:
            for item in node.items { collect(item, depth: depth + 1) }
        case .scalar where node.style.isBlock:
            blocks.append(node)
        case .scalar where !node.span.isEmpty:
            values.append(node)
        case .scalar:
            break
        }
    }

    /// The values on a line.
    func starting(in line: Range<Int>) -> ArraySlice<YAMLNode> {
        let first = Self.firstIndex(in: values, from: line.lowerBound)
        return values[first...].prefix { $0.span.lowerBound < line.upperBound }
    }

    /// The block scalar that a line is part of.
    func block(around line: Range<Int>) -> YAMLNode? {
        let next = Self.firstIndex(in: blocks, from: line.lowerBound + 1)
        guard next > 0 else { return nil }
        let block = blocks[next - 1]
        return line.upperBound <= block.span.upperBound ? block : nil
    }

    /// The first of the nodes, which are in the order of the text, that starts there or behind.
    private static func firstIndex(in nodes: [YAMLNode], from offset: Int) -> Int {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].span.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
