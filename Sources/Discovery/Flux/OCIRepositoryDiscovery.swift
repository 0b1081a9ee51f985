import Artifacts
import SourceYAML

/// `OCIRepository`: an artifact in a registry by tag, range, or digest.
///
/// Of `ref`, a digest beats a range and a range beats a tag (source-controller). A digest beside a tag pins the bytes
/// that the tag names: they move together.
enum OCIRepositoryDiscovery {
    static let helmLayer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

    /// The `OCIRepository` objects that a `HelmRelease` names by `chartRef`: they hold charts.
    static func namedByReleases(in model: TreeModel) -> Set<ResourceKey> {
        var named: Set<ResourceKey> = []
        for resource in model.resources where resource.kind == "HelmRelease" {
            guard let reference = resource.spec?["chartRef"], reference["kind"]?.text == "OCIRepository",
                let name = reference["name"]?.text
            else { continue }
            let target = SourceIndex.Target(
                kind: "OCIRepository", name: name, namespace: reference["namespace"]?.text
            )
            if case .bound(_, _, let objects) = model.sources.resolve(target, from: resource, meaning: { $0.url }) {
                named.formUnion(objects.map { ResourceKey($0.resource) })
            }
        }
        return named
    }

    static func references(
        of resource: Resource, in model: TreeModel, namedByReleases: Set<ResourceKey>
    ) -> [ReferenceDraft] {
        guard resource.kind == "OCIRepository", let spec = resource.spec else { return [] }
        guard let url = spec["url"] else {
            return patch(spec, of: resource, model: model, namedByReleases: namedByReleases)
        }
        guard !isEncrypted(spec["ref"]) else { return [] }
        let isChart = isChart(resource, namedByReleases)
        var draft = self.draft(fields(spec["ref"]), url: url, of: resource, model: model, isChart: isChart)
        let text = url.text ?? ""
        draft.artifact = OCIReference(url: text).map { .oci($0.repository) }
        if draft.artifact == nil {
            draft.isTemplated = TemplateText.isIn(text)
            draft.unbound =
                draft.isTemplated ? "the url is a variable" : "'\(RedactedURL.text(text))' is not an oci:// URL"
        }
        return [draft]
    }

    /// A patch that sets the `ref` of an object which stands elsewhere in the tree.
    private static func patch(
        _ spec: YAMLNode, of resource: Resource, model: TreeModel, namedByReleases: Set<ResourceKey>
    ) -> [ReferenceDraft] {
        guard let ref = spec["ref"], !isEncrypted(ref) else { return [] }
        guard model.patchTargets(of: resource).isEmpty else {
            return patch(fields(ref), of: resource, model: model, namedByReleases: namedByReleases)
        }
        guard let name = resource.name else { return [] }
        var draft = self.draft(
            fields(ref), url: ref, of: resource, model: model, isChart: isChart(resource, namedByReleases)
        )
        guard draft.sites.contains(where: { $0.role != .url }) else { return [] }
        let target = SourceIndex.Target(kind: "OCIRepository", name: name, namespace: nil)
        let meaning: (SourceObject) -> Artifact? = { object in
            object.url.flatMap(OCIReference.init(url:)).map { .oci($0.repository) }
        }
        switch model.sources.resolve(target, from: resource, meaning: meaning) {
        case .bound(let artifact, _, let objects):
            draft.artifact = artifact
            draft.bound = .patchedObject
            if objects.contains(where: { isChart($0.resource, namedByReleases) }) {
                draft.kind = .ociChart
                draft.scheme = .chartTag
            }
        case .ambiguous(let artifacts):
            draft.candidates = artifacts
            draft.unbound = "several OCIRepository objects named \(name) fit"
        case .meaningless(let objects) where objects.contains(where: { $0.url.map(TemplateText.isIn) ?? false }):
            draft.unbound = "the url of OCIRepository \(name) is a variable"
            draft.isTemplated = true
        case .meaningless, .missing:
            draft.unbound = "no OCIRepository named \(name) with a url is in the tree"
            draft.isTemplated = TemplateText.isIn(name)
        }
        return [draft]
    }

    /// A patch that sets fields of the `ref` of the objects that a kustomization selects.
    static func patch(
        _ ref: [String: YAMLNode], of resource: Resource, model: TreeModel, namedByReleases: Set<ResourceKey>
    ) -> [ReferenceDraft] {
        guard let any = ref.values.first, !ref.values.contains(where: { TemplateText.isEncrypted($0.text ?? "") })
        else { return [] }
        var draft = self.draft(ref, url: any, of: resource, model: model, isChart: false)
        guard draft.sites.contains(where: { $0.role != .url }) else { return [] }
        let objects = model.patched(by: resource, kind: "OCIRepository").filter { $0.spec?["url"] != nil }
        var artifacts: [Artifact] = []
        for url in objects.compactMap({ $0.spec?["url"]?.text }) {
            guard let artifact = OCIReference(url: url).map({ Artifact.oci($0.repository) }) else { continue }
            if !artifacts.contains(artifact) { artifacts.append(artifact) }
        }
        if objects.contains(where: { isChart($0, namedByReleases) }) {
            draft.kind = .ociChart
            draft.scheme = .chartTag
        }
        if let only = artifacts.first, artifacts.count == 1 {
            draft.artifact = only
            draft.bound = .patchedObject
        } else if artifacts.isEmpty {
            draft.isTemplated = objects.contains { $0.spec?["url"]?.text.map(TemplateText.isIn) ?? false }
            draft.unbound = "no OCIRepository with a url that the patch selects is in the tree"
        } else {
            draft.candidates = artifacts
            draft.unbound = "the patch selects OCIRepository objects of several artifacts"
        }
        return [draft]
    }

    private static func fields(_ ref: YAMLNode?) -> [String: YAMLNode] {
        var fields: [String: YAMLNode] = [:]
        for key in ["tag", "semver", "semverFilter", "digest"] { fields[key] = ref?[key] }
        return fields
    }

    private static func draft(
        _ ref: [String: YAMLNode], url: YAMLNode, of resource: Resource, model: TreeModel, isChart: Bool
    ) -> ReferenceDraft {
        let file = resource.file.path
        var draft = ReferenceDraft(
            file: resource.file, document: resource.document, kind: isChart ? .ociChart : .ociArtifact,
            owner: model.owner(resource), pin: Pin(), sites: [], scheme: isChart ? .chartTag : .artifactTag
        )
        let digest = ref["digest"].flatMap { node in node.text.flatMap(Digest.init).map { (node, $0) } }
        if let (node, _) = digest { draft.sites.append(Site(file: file, node: node, role: .digest, form: .digest)) }
        if let semver = ref["semver"], let text = semver.text, !text.isEmpty, !semver.isNull {
            let filter = ref["semverFilter"].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
            // What holds a variable is no range yet.
            draft.pin =
                TemplateText.isIn(text)
                ? Pin(version: text, digest: digest?.1)
                : Pin(digest: digest?.1, constraint: text, filter: filter)
            draft.sites.append(Site(file: file, node: semver, role: .version, form: .none))
        } else if let tag = ref["tag"], let text = tag.text, !text.isEmpty, !tag.isNull {
            draft.pin = Pin(version: text, digest: digest?.1)
            draft.sites.append(Site(file: file, node: tag, role: .tag, form: .tag))
        } else {
            draft.pin = Pin(digest: digest?.1)
        }
        if draft.sites.isEmpty { draft.sites = [Site(file: file, node: url, role: .url, form: .none)] }
        draft.sites.sort { $0.range.lowerBound < $1.range.lowerBound }
        return draft
    }

    private static func isChart(_ resource: Resource, _ namedByReleases: Set<ResourceKey>) -> Bool {
        resource.spec?[["layerSelector", "mediaType"]]?.text == helmLayer
            || namedByReleases.contains(ResourceKey(resource))
    }

    private static func isEncrypted(_ ref: YAMLNode?) -> Bool {
        ["tag", "semver", "digest"].contains { key in ref?[key]?.text.map(TemplateText.isEncrypted) ?? false }
    }
}

/// Tells the objects of a tree apart.
struct ResourceKey: Hashable, Sendable {
    private let file: String
    private let start: Int

    init(_ resource: Resource) {
        file = resource.file.path
        start = resource.node.span.lowerBound
    }
}
