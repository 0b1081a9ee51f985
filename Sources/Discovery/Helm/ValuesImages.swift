import Artifacts
import SourceYAML

/// Images in Helm values, by the shapes that charts use.
///
/// - `repository` (or `repo`) and `tag`, with `registry` before and `digest` or `sha` beside them;
/// - `image: repository:tag[@digest]` as one scalar; `image.reference`, as volumes have it;
/// - `image` with `tag` beside it; `tag` alone below a key that ends in `image`, where the chart has the repository;
/// - `imageTag` beside `image`, `imageRepository` or `imageName`, under any such prefix; alone, where the chart has the
///   repository.
///
/// The order of the keys does not matter, and a key that is an alias is walked like any other.
enum ValuesImages {
    /// - Parameter filling: What a template in the name of an image stands for, where that is known.
    static func references(
        in values: YAMLNode, file: SourceFile, document: Int, owner: Owner,
        filling: @escaping (String) -> String? = { _ in nil }
    ) -> [ReferenceDraft] {
        var walk = Walk(file: file, document: document, owner: owner, isOfObject: false)
        walk.filling = filling
        walk.globalRegistry = values[["global", "imageRegistry"]].flatMap { $0.isNull ? nil : $0.text } ?? ""
        walk.visit(values, key: "", depth: 0)
        return walk.drafts
    }

    /// Images in an object of a kind that is not known: the same shapes, but only under the key of an image.
    static func references(
        inObject object: YAMLNode, file: SourceFile, document: Int, owner: Owner
    ) -> [ReferenceDraft] {
        var walk = Walk(file: file, document: document, owner: owner, isOfObject: true)
        walk.visit(object, key: "", depth: 0)
        return walk.drafts
    }

    private struct Walk {
        let file: SourceFile
        let document: Int
        let owner: Owner
        let isOfObject: Bool
        /// `global.imageRegistry`, which charts take in place of the `registry` of each image.
        var globalRegistry = ""
        var filling: (String) -> String? = { _ in nil }
        var drafts: [ReferenceDraft] = []

        init(file: SourceFile, document: Int, owner: Owner, isOfObject: Bool) {
            self.file = file
            self.document = document
            self.owner = owner
            self.isOfObject = isOfObject
        }

        mutating func visit(_ node: YAMLNode, key: String, depth: Int) {
            // An alias is walked where its anchor stands.
            guard !node.isAlias, depth < DiscoveryLimits.depth else { return }
            switch node.kind {
            case .sequence:
                for item in node.items { visit(item, key: key, depth: depth + 1) }
            case .mapping:
                let pairs = node.pairs
                if !isOfObject || key.isImageKey, pairs.contains(where: { Self.mayPin($0.key) }),
                    let draft = image(in: node, key: key)
                {
                    drafts.append(draft)
                }
                for (name, value) in pairs {
                    guard value.kind == .scalar else {
                        visit(value, key: name.text ?? "", depth: depth + 1)
                        continue
                    }
                    // `image`, `imageName`, `reference` and what ends in `Tag`: of most keys no text is made.
                    guard "eEgG".unicodeScalars.contains(where: name.ends) else { continue }
                    let text = name.text ?? ""
                    if text.isImageKey || text == "imageName" || text == "reference" && key.isImageKey {
                        scalarImage(value, beside: node)
                    } else if !isOfObject, let draft = prefixedTag(value, key: text, in: node) {
                        drafts.append(draft)
                    }
                }
            case .scalar:
                break
            }
        }

        /// Keys without which a mapping pins nothing; a mapping that is merged in may hold them.
        private static func mayPin(_ key: YAMLNode) -> Bool {
            key.reads(as: "tag") || key.reads(as: "digest") || key.reads(as: "sha") || key.reads(as: "sha256")
                || key.reads(as: "<<")
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
            guard !parts.sites.isEmpty, parts.isLegal else { return nil }
            if let name = name(in: mapping, key: key) {
                return parts.draft(named: name, file: file, document: document, owner: owner)
            }
            let hasRepository = ["repository", "repo", "image", "name"].contains { text($0, in: mapping) != nil }
            guard !isOfObject, key.isImageKey, !hasRepository, parts.version != nil || parts.digest != nil else {
                return nil
            }
            return parts.draftWithoutRepository(file: file, document: document, owner: owner)
        }

        /// `sidecarImageTag` with what stands beside it. Alone it is a tag of the chart's own image; a `sidecarTag` beside
        /// no image may be the tag of anything.
        private func prefixedTag(_ tag: YAMLNode, key: String, in mapping: YAMLNode) -> ReferenceDraft? {
            guard let ending = ["Tag", "_tag", "-tag"].first(where: key.hasSuffix) else { return nil }
            let stem = String(key.dropLast(ending.count))
            let joint = ending == "Tag" ? "" : String(ending.prefix(1))
            func beside(_ word: String) -> String { stem + joint + (joint.isEmpty ? word.capitalizedFirst : word) }
            let keys =
                stem.isImageKey
                ? [stem, beside("repository"), beside("repo"), beside("name")]
                : [beside("image"), beside("repository"), beside("repo")]
            var parts = TaggedImage(file: file.path)
            parts.read(tag: tag, digest: nil)
            guard parts.isLegal, !parts.sites.isEmpty else { return nil }
            guard let name = keys.lazy.compactMap({ text($0, in: mapping) }).first else {
                let isAlone = stem.isImageKey && !keys.contains { mapping[$0] != nil } && parts.version != nil
                return isAlone ? parts.draftWithoutRepository(file: file, document: document, owner: owner) : nil
            }
            guard TemplateText.isIn(name) || ImageScalar(name).map({ $0.tag == nil }) ?? false else { return nil }
            let registry = text(beside("registry"), in: mapping)
            return parts.draft(named: joined(registry, name), file: file, document: document, owner: owner)
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
            let named = key.isImageKey ? text("name", in: mapping) : nil
            let repository = text("repository", in: mapping)
            guard var name = repository ?? text("repo", in: mapping) ?? text("image", in: mapping) ?? named else {
                return nil
            }
            if repository != nil, let image = text("image", in: mapping), !image.contains(":") { name += "/\(image)" }
            // `repository: quay.io/org` with `name: app`. One that ends in the name, or is longer, is whole already.
            if let repository, let named, Self.isOnlyOwner(repository), !repository.hasSuffix("/\(named)"),
                repository != named, !TemplateText.isIn(named)
            {
                name = "\(repository)/\(named)"
            }
            return joined(text("registry", in: mapping), name)
        }

        /// True for `org` and `quay.io/org`: images of all registries but Docker Hub have a segment more.
        private static func isOnlyOwner(_ repository: String) -> Bool {
            let segments = repository.split(separator: "/")
            let hasHost = segments.first?.contains { $0 == "." || $0 == ":" } ?? false
            return segments.count == (hasHost ? 2 : 1)
        }

        private func joined(_ registry: String?, _ name: String) -> String {
            guard let written = registry else { return name }
            let registry = globalRegistry.isEmpty ? written : globalRegistry
            return registry.hasSuffix("/") ? registry + name : "\(registry)/\(name)"
        }

        private func text(_ key: String, in mapping: YAMLNode) -> String? {
            mapping[key].flatMap { node -> String? in
                let fallback = node.stream.isTemplate ? TemplateDefault.literal(of: node)?.text : nil
                return node.isNull ? nil : fallback ?? node.text.flatMap { filling($0) ?? $0 }
            }.flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}

extension String {
    /// `image`, `baseImage`, `init_image`, `SIDECAR_IMAGE`: a key that charts use for an image.
    var isImageKey: Bool {
        self == "image" || hasSuffix("Image") || hasSuffix("_image") || hasSuffix("-image") || hasSuffix("_IMAGE")
    }

    fileprivate var capitalizedFirst: String { isEmpty ? self : prefix(1).uppercased() + dropFirst() }
}
