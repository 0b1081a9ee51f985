import Artifacts
import SourceYAML
import Versioning

/// `FluxInstance` of the flux-operator: the version of Flux, and the artifact that holds its manifests.
///
/// Source: flux-operator, `spec.distribution`: `version` is a version or a range of Flux (`2.7.x`), without the `v` of its
/// tags; `artifact` is an `oci://` URL that may end in a tag or a digest. The images of the components follow from both
/// and are not written.
enum FluxInstanceDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.kind == "FluxInstance", resource.group == "fluxcd.controlplane.io",
            let distribution = resource.spec?["distribution"]
        else { return [] }
        return [version(in: distribution, of: resource, model: model), artifact(in: distribution, of: resource, model)]
            .compactMap { $0 }
    }

    private static func version(
        in distribution: YAMLNode, of resource: Resource, model: TreeModel
    ) -> ReferenceDraft? {
        guard let node = distribution["version"], let text = node.text, !text.isEmpty, !node.isNull else { return nil }
        let isPinned = (try? Version(threePart: text)) != nil || TemplateText.isIn(text)
        let isRange = !isPinned && (try? Constraint(text)) != nil
        return ReferenceDraft(
            file: resource.file, document: resource.document, kind: .gitTag,
            artifact: releases(of: distribution["registry"]?.text ?? ""), owner: model.owner(resource),
            pin: isRange ? Pin(constraint: text) : Pin(version: text),
            sites: [
                Site(
                    file: resource.file.path, node: node, role: .version,
                    form: isRange ? .none : text.hasPrefix("v") ? .tag : .bareVersion)
            ], scheme: .release
        )
    }

    /// Where the distribution whose images lie in a registry is released: Flux itself, or ControlPlane's builds.
    private static func releases(of registry: String) -> Artifact? {
        let url =
            registry.contains("controlplaneio-fluxcd")
            ? "https://github.com/controlplaneio-fluxcd/distribution" : "https://github.com/fluxcd/flux2"
        return GitRepositoryName(url).map { .git($0) }
    }

    private static func artifact(
        in distribution: YAMLNode, of resource: Resource, _ model: TreeModel
    ) -> ReferenceDraft? {
        let scheme = "oci://"
        guard let node = distribution["artifact"], let text = node.text, text.hasPrefix(scheme),
            let image = ImageScalar(String(text.dropFirst(scheme.count)))
        else { return nil }
        var draft = image.draft(
            node, file: resource.file, document: resource.document, owner: model.owner(resource))
        draft.kind = .ociArtifact
        draft.scheme = .artifactTag
        let isPinned = image.tag != nil || image.digest != nil
        let form = isPinned ? WriteForm.image(prefix: scheme + image.prefix) : .none
        draft.sites = [
            Site(file: resource.file.path, node: node, role: isPinned ? .image : .url, form: form)
        ]
        return draft
    }
}
