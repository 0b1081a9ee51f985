import SourceYAML

/// Images in objects of kinds that others define: operators' resources, pipelines, databases.
///
/// Nothing is known of such a kind but what its text says: a key `image`, `imageName` or `…Image` with an image reference
/// that has a tag or a digest is one, and so is a repository with its tag below such a key.
enum CustomResourceDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        // `metadata` names objects, and `status` is what a controller found.
        resource.node.pairs.filter { !["apiVersion", "kind", "metadata", "status"].contains($0.key.text ?? "") }
            .flatMap {
                ValuesImages.references(
                    inObject: $0.value, file: resource.file, document: resource.document, owner: model.owner(resource)
                )
            }
    }
}

extension Resource {
    /// True for a kind that is none of Kubernetes itself, and that nothing else here reads.
    ///
    /// The groups of Kubernetes have no dot, or end in `.k8s.io`. Policies name images as patterns, not as what runs.
    var isCustom: Bool {
        guard group.contains("."), !group.hasSuffix(".k8s.io") else { return false }
        let others = [
            "toolkit.fluxcd.io", "fluxcd.controlplane.io", "kyverno.io", "gatekeeper.sh", "kubewarden.io",
            "sigstore.dev", "argoproj.io",
        ]
        return !others.contains { group == $0 || group.hasSuffix(".\($0)") }
    }
}
