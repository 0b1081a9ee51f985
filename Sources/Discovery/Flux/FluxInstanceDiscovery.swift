import Artifacts
import SourceYAML
import Versioning

/// `FluxInstance` of the flux-operator: the version of Flux, the artifact that holds its manifests, what the cluster is
/// synced from, and images that its patches set.
///
/// Source: flux-operator, `spec.distribution`: `version` is a version or a range of Flux (`2.7.x`), without the `v` of its
/// tags; `artifact` is an `oci://` URL that may end in a tag or a digest. The images of the components follow from both
/// and are not written. `spec.sync.ref` is the tag of an `OCIRepository`, of a `GitRepository` a name like `refs/heads/main`.
enum FluxInstanceDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.kind == "FluxInstance", resource.group == "fluxcd.controlplane.io", let spec = resource.spec
        else { return [] }
        let owner = model.owner(resource)
        let drafts = [
            spec["distribution"].flatMap { version(in: $0, of: resource, owner) },
            spec["distribution"].flatMap { artifact(in: $0, of: resource, owner) },
            spec["sync"].flatMap { sync($0, of: resource, owner) },
        ]
        let patches = spec["kustomize"].map {
            RenderedPatches.images(in: $0, of: resource, owner: owner, model: model)
        }
        return drafts.compactMap { $0 } + (patches ?? [])
    }

    private static func version(in distribution: YAMLNode, of resource: Resource, _ owner: Owner) -> ReferenceDraft? {
        guard let node = distribution["version"], let text = node.text, !text.isEmpty, !node.isNull else { return nil }
        let isPinned = (try? Version(threePart: text)) != nil || TemplateText.isIn(text)
        let isRange = !isPinned && (try? Constraint(text)) != nil
        return ReferenceDraft(
            file: resource.file, document: resource.document, kind: .gitTag,
            artifact: releases(of: distribution["registry"]?.text ?? ""), owner: owner,
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

    private static func artifact(in distribution: YAMLNode, of resource: Resource, _ owner: Owner) -> ReferenceDraft? {
        let scheme = "oci://"
        guard let node = distribution["artifact"], let text = node.text, text.hasPrefix(scheme),
            let image = ImageScalar(String(text.dropFirst(scheme.count)))
        else { return nil }
        var draft = image.draft(node, file: resource.file, document: resource.document, owner: owner)
        draft.kind = .ociArtifact
        draft.scheme = .artifactTag
        let isPinned = image.tag != nil || image.digest != nil
        let form = isPinned ? WriteForm.image(prefix: scheme + image.prefix) : .none
        draft.sites = [
            Site(file: resource.file.path, node: node, role: isPinned ? .image : .url, form: form)
        ]
        return draft
    }

    private static func sync(_ sync: YAMLNode, of resource: Resource, _ owner: Owner) -> ReferenceDraft? {
        guard let ref = sync["ref"], ref.kind == .scalar, !ref.isNull, let text = ref.text, !text.isEmpty,
            !TemplateText.isEncrypted(text), let url = sync["url"]?.text
        else { return nil }
        let kind = sync["kind"]?.text ?? "GitRepository"
        guard kind == "GitRepository" || kind == "OCIRepository" else { return nil }
        let isTemplated = TemplateText.isIn(url)
        var meaning = ApplicationSource.Meaning.none("the url of sync is a variable")
        if !isTemplated {
            let fits = (kind == "OCIRepository") == url.hasPrefix("oci://")
            meaning =
                fits
                ? ApplicationSource.meaning(repository: url, chart: nil)
                : .none("'\(RedactedURL.text(url))' is no \(kind)")
        }
        var draft = ReferenceDraft(
            revision: ref, of: meaning, file: resource.file, document: resource.document, owner: owner)
        draft?.isTemplated = isTemplated
        return draft
    }
}
