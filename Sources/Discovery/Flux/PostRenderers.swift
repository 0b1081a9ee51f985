import SourceYAML

/// Images that a `HelmRelease` sets behind the chart: `postRenderers[].kustomize`.
///
/// Source: helm-controller: `images` and `patches` as in a kustomization; `patchesStrategicMerge` and `patchesJson6902` of
/// v2beta1 hold objects and operations.
enum PostRenderers {
    static func references(of resource: Resource, spec: YAMLNode, in model: TreeModel) -> [ReferenceDraft] {
        let owner = model.owner(resource)
        return (spec["postRenderers"]?.items ?? []).compactMap { $0["kustomize"] }.flatMap { renderer in
            KustomizeImages.references(
                in: renderer["images"], file: resource.file, document: resource.document, owner: owner)
                + RenderedPatches.images(in: renderer, of: resource, owner: owner, model: model)
        }
    }
}
