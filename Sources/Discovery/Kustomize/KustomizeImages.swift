import Artifacts
import SourceYAML

/// `images` of a kustomization: `newTag` and `digest` of a name or new name.
///
/// Source: kustomize, image transformer. `digest` beats `newTag` there; together they pin the tag's bytes.
enum KustomizeImages {
    static func references(of kustomization: Kustomization) -> [ReferenceDraft] {
        let owner = Owner(
            apiVersion: kustomization.root["apiVersion"]?.text, kind: "Kustomization",
            namespace: kustomization.namespace, name: kustomization.root[["metadata", "name"]]?.text
        )
        return references(
            in: kustomization.root["images"], file: kustomization.file,
            document: kustomization.file.stream.documents.first?.index ?? 0, owner: owner
        )
    }

    static func references(
        in images: YAMLNode?, file: SourceFile, document: Int, owner: Owner
    ) -> [ReferenceDraft] {
        (images?.items ?? []).compactMap { image in
            guard let name = (image["newName"] ?? image["name"])?.text else { return nil }
            var parts = TaggedImage(file: file.path)
            parts.read(tag: image["newTag"], digest: image["digest"])
            guard !parts.sites.isEmpty else { return nil }
            return parts.draft(named: name, file: file, document: document, owner: owner)
        }
    }
}
