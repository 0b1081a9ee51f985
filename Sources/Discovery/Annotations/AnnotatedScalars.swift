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
        case .scalar:
            values.append(node)
        }
    }

    /// The values on a line.
    func starting(in line: Range<Int>) -> [YAMLNode] {
        values.filter { line.contains($0.span.lowerBound) && !$0.span.isEmpty }
    }

    /// The block scalar that a line is part of.
    func block(around line: Range<Int>) -> YAMLNode? {
        blocks.first { $0.span.lowerBound <= line.lowerBound && line.upperBound <= $0.span.upperBound }
    }
}
