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
            } + upgrade(resource, in: model) + package(resource, in: model)
    }

    /// A package of Crossplane (`Provider`, `Function`, `Configuration`): an image under another name.
    private static func package(_ resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.group == "pkg.crossplane.io", let package = resource.spec?["package"],
            let image = package.text.flatMap(ImageScalar.init), image.tag != nil || image.digest != nil
        else { return [] }
        return [
            image.draft(package, file: resource.file, document: resource.document, owner: model.owner(resource))
        ]
    }

    /// The version that an upgrade of the nodes leads to (`TalosUpgrade`, `KubernetesUpgrade`), as the image that is
    /// installed then.
    private static func upgrade(_ resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard let (key, image) = upgrades[resource.kind], let version = resource.spec?[[key, "version"]] else {
            return []
        }
        var parts = TaggedImage(file: resource.file.path)
        parts.read(tag: version, digest: nil)
        let draft = parts.draft(
            named: image, file: resource.file, document: resource.document, owner: model.owner(resource)
        )
        return parts.sites.isEmpty || !parts.isLegal ? [] : [draft].compactMap { $0 }
    }

    /// Source: tuppr, the fields of its two kinds; Talos, the images of installer and kubelet.
    private static let upgrades = [
        "TalosUpgrade": ("talos", "ghcr.io/siderolabs/installer"),
        "KubernetesUpgrade": ("kubernetes", "ghcr.io/siderolabs/kubelet"),
    ]
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
