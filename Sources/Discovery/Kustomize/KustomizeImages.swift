import SourceYAML

/// `images` of a kustomization (`imageTags` before version 2): `newTag` and `digest` of a name or new name.
///
/// `digest` beats `newTag`; together they pin the tag's bytes. A `tagSuffix` counts only where neither is written, and
/// pins nothing.
///
/// Source: kustomize, image transformer.
enum KustomizeImages {
    static func references(of kustomization: Kustomization) -> [ReferenceDraft] {
        ["images", "imageTags"].flatMap {
            references(
                in: kustomization.root[$0], file: kustomization.file, document: kustomization.document,
                owner: kustomization.owner
            )
        }
    }

    static func references(
        in images: YAMLNode?, file: SourceFile, document: Int, owner: Owner
    ) -> [ReferenceDraft] {
        (images?.items ?? []).compactMap { image in
            let newName = image["newName"].flatMap { $0.isNull || $0.text?.isEmpty != false ? nil : $0 }
            guard let name = (newName ?? image["name"])?.text else { return nil }
            var parts = TaggedImage(file: file.path)
            parts.read(tag: image["newTag"], digest: image["digest"])
            guard !parts.sites.isEmpty else { return nil }
            // A name may have a tag, and then means only images of that tag.
            let repository = ImageScalar(name).flatMap { $0.repository == nil ? nil : $0.prefix } ?? name
            return parts.draft(named: repository, file: file, document: document, owner: owner)
        }
    }
}
