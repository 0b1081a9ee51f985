import SourceYAML

/// Manifests that a machine's configuration takes from elsewhere: `extraManifests` of Talos and its tools.
///
/// Source: Talos, `cluster.extraManifests`; talhelper keeps patches of that configuration as texts.
enum ExtraManifests {
    static let word = "extraManifests"

    static func references(in file: SourceFile) -> [ReferenceDraft] {
        file.stream.documents.flatMap { document in
            references(in: document.root, file: file, document: document.index, depth: 0)
        }
    }

    private static func references(
        in node: YAMLNode, file: SourceFile, document: Int, depth: Int
    ) -> [ReferenceDraft] {
        guard !node.isAlias, depth < DiscoveryLimits.depth else { return [] }
        func inside(_ node: YAMLNode) -> [ReferenceDraft] {
            references(in: node, file: file, document: document, depth: depth + 1)
        }
        switch node.kind {
        case .mapping:
            return node.pairs.flatMap { key, value in
                key.reads(as: word)
                    ? value.items.compactMap {
                        KustomizeRemotes.draft(
                            $0, file: file, document: document,
                            owner: .none, needsVersion: true)
                    } : inside(value)
            }
        case .sequence:
            return node.items.flatMap(inside)
        case .scalar:
            guard node.style == .literal, node.text?.contains(word) ?? false,
                let stream = try? YAMLStream(embeddedIn: node)
            else { return [] }
            return stream.documents.flatMap { inside($0.root) }
        }
    }
}
