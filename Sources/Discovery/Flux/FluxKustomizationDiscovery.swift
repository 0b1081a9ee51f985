import SourceYAML

/// Flux `Kustomization`: `spec.images`, as in a kustomization file.
enum FluxKustomizationDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.group == "kustomize.toolkit.fluxcd.io" else { return [] }
        return KustomizeImages.references(
            in: resource.spec?["images"], file: resource.file, document: resource.document,
            owner: model.owner(resource))
    }
}
