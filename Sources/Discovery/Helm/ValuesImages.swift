import Artifacts
import SourceYAML

/// Images in Helm values, by the shapes that charts use.
///
/// - `repository` (or `repo`) and `tag`, with `registry` before and `digest` or `sha` beside them;
/// - `image: repository:tag[@digest]` as one scalar;
/// - `image` with `tag` beside it; `tag` alone below a key that ends in `image`, where the chart has the repository.
///
/// The order of the keys does not matter, and a key that is an alias is walked like any other.
enum ValuesImages {
    static func references(in values: YAMLNode, file: SourceFile, document: Int, owner: Owner) -> [ReferenceDraft] {
        var walk = Walk(file: file, document: document, owner: owner)
        walk.visit(values, key: "", depth: 0)
        return walk.drafts
    }

    private struct Walk {
        let file: SourceFile
        let document: Int
        let owner: Owner
        var drafts: [ReferenceDraft] = []

        mutating func visit(_ node: YAMLNode, key: String, depth: Int) {
            // An alias is walked where its anchor stands.
            guard !node.isAlias, depth < DiscoveryLimits.depth else { return }
            switch node.kind {
            case .sequence:
                for item in node.items { visit(item, key: key, depth: depth + 1) }
            case .mapping:
                if let draft = image(in: node, key: key) { drafts.append(draft) }
                for (name, value) in node.pairs {
                    let text = name.text ?? ""
                    if text.isImageKey, value.kind == .scalar {
                        scalarImage(value, beside: node)
                    } else {
                        visit(value, key: text, depth: depth + 1)
                    }
                }
            case .scalar:
                break
            }
        }

        private mutating func scalarImage(_ node: YAMLNode, beside mapping: YAMLNode) {
            guard mapping["repository"] == nil, let text = node.text, let scalar = ImageScalar(text),
                scalar.tag != nil || scalar.digest != nil
            else { return }
            drafts.append(scalar.draft(node, file: file, document: document, owner: owner))
        }

        private func image(in mapping: YAMLNode, key: String) -> ReferenceDraft? {
            guard let tag = mapping["tag"] ?? digest(in: mapping), tag.kind == .scalar else { return nil }
            var parts = TaggedImage(file: file.path)
            parts.read(tag: mapping["tag"], digest: digest(in: mapping))
            guard !parts.sites.isEmpty else { return nil }
            if let name = name(in: mapping, key: key) {
                return parts.draft(named: name, file: file, document: document, owner: owner)
            }
            let hasRepository = ["repository", "repo", "image", "name"].contains { mapping[$0] != nil }
            guard key.isImageKey, !hasRepository, parts.version != nil || parts.digest != nil else { return nil }
            return parts.draftWithoutRepository(file: file, document: document, owner: owner)
        }

        private func digest(in mapping: YAMLNode) -> YAMLNode? {
            for key in ["digest", "sha", "sha256"] {
                if let node = mapping[key], let text = node.text, !text.isEmpty { return node }
            }
            return nil
        }

        /// The image's name from `registry`, `repository` and `image`, as charts join them; a `name` is one only below
        /// the key of an image.
        private func name(in mapping: YAMLNode, key: String) -> String? {
            func text(_ key: String) -> String? {
                mapping[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
            }
            let named = key.isImageKey ? text("name") : nil
            guard var name = text("repository") ?? text("repo") ?? text("image") ?? named else { return nil }
            if text("repository") != nil, let image = text("image"), !image.contains(":") { name += "/\(image)" }
            guard let registry = text("registry") else { return name }
            return registry.hasSuffix("/") ? registry + name : "\(registry)/\(name)"
        }
    }
}

extension String {
    /// `image`, `baseImage`, `initImage`: a key that charts use for an image.
    var isImageKey: Bool { self == "image" || hasSuffix("Image") }
}
