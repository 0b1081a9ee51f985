import SourceYAML

/// Images that patches set in what something else renders: a chart behind a `HelmRelease`, Flux's own components, the
/// files of an Argo CD Application.
enum RenderedPatches {
    /// - Parameters:
    ///   - root: What holds `patches` (or the two keys before it), as a kustomization does.
    ///   - resource: The object that the patches stand in.
    static func images(
        in root: YAMLNode, of resource: Resource, owner: Owner, model: TreeModel
    ) -> [ReferenceDraft] {
        KustomizePatch.all(in: root, directory: resource.file.directory).flatMap { patch -> [ReferenceDraft] in
            guard case .written(let nodes) = patch.content else { return [] }
            return nodes.flatMap { node -> [ReferenceDraft] in
                let (file, document) = (resource.file, resource.document)
                if PatchOperation.areAll(in: node) {
                    return PatchOperations(node, file: file, document: document, targets: [])
                        .references(in: model, namedByReleases: [], owner: owner)
                }
                guard let object = Resource(file: file, document: document, node: node) else { return [] }
                return images(of: object, model).map { draft in
                    var draft = draft
                    draft.owner = owner
                    return draft
                }
            }
        }
    }

    private static func images(of object: Resource, _ model: TreeModel) -> [ReferenceDraft] {
        if object.isOfArgo { return ArgoWorkloads.references(of: object, in: model) }
        return object.isCustom
            ? CustomResourceDiscovery.references(of: object, in: model)
            : WorkloadDiscovery.references(of: object, in: model)
    }
}
