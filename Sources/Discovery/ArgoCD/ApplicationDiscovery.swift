import Artifacts
import SourceYAML

/// `Application` of Argo CD: the revisions of its sources, and the images in what it gives to Helm and kustomize.
enum ApplicationDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.isOfArgo, let spec = resource.spec else { return [] }
        let owner = model.owner(resource)
        return ApplicationSource.all(in: spec).flatMap { node -> [ReferenceDraft] in
            let images = ApplicationImages.references(in: node, of: resource, owner: owner, model: model)
            guard let source = ApplicationSource(node) else {
                return patchedRevision(node, of: resource, model: model, owner: owner) + images
            }
            return [revision(of: source, resource: resource, owner: owner)].compactMap { $0 } + images
        }
    }

    private static func revision(of source: ApplicationSource, resource: Resource, owner: Owner) -> ReferenceDraft? {
        let names = [source.repository, source.chart].compactMap { $0 }
        let isTemplated = names.contains(where: TemplateText.isIn)
        let meaning: ApplicationSource.Meaning =
            isTemplated
            ? .none("what names the source is a variable")
            : ApplicationSource.meaning(repository: source.repository, chart: source.chart)
        guard let revision = source.targetRevision else {
            // Of files it is the default branch, which nobody wrote; of a chart the newest at every sync.
            guard case .chart(let artifact) = meaning, let chart = source.node["chart"] else { return nil }
            var draft = ReferenceDraft(
                file: resource.file, document: resource.document, kind: .helmChart, owner: owner,
                pin: Pin(constraint: "*"), sites: [], scheme: .chartIndex
            )
            draft.bindChart(artifact)
            draft.sites = [Site(file: resource.file.path, node: chart, role: .url, form: .none)]
            return draft
        }
        guard revision.kind == .scalar, !TemplateText.isEncrypted(revision.text ?? "") else { return nil }
        var draft = ReferenceDraft(
            revision: revision, of: meaning, file: resource.file, document: resource.document, owner: owner
        )
        if isTemplated {
            draft?.isTemplated = true
            if source.chart != nil { draft?.kind = .helmChart }
        }
        return draft
    }

    /// A patch that sets the revision of an Application which stands elsewhere in the tree.
    private static func patchedRevision(
        _ node: YAMLNode, of resource: Resource, model: TreeModel, owner: Owner
    ) -> [ReferenceDraft] {
        guard node.kind == .mapping, let revision = node["targetRevision"], revision.kind == .scalar, !revision.isNull,
            let name = resource.name
        else { return [] }
        var drafts: [ReferenceDraft] = []
        for other in model.applications(named: name) {
            guard let whole = other.spec?["source"].flatMap({ ApplicationSource($0) }) else { continue }
            let chart = node["chart"]?.text ?? whole.chart
            let meaning = ApplicationSource.meaning(repository: whole.repository, chart: chart)
            let found = ReferenceDraft(
                revision: revision, of: meaning, file: resource.file, document: resource.document, owner: owner
            )
            guard var draft = found else { return [] }
            draft.bound = draft.artifact == nil ? nil : .patchedObject
            if !drafts.contains(where: { $0.artifact == draft.artifact }) { drafts.append(draft) }
        }
        if drafts.count == 1 { return drafts }
        let unbound = ReferenceDraft(
            revision: revision, of: .none("no Application named \(name) with a source is in the tree"),
            file: resource.file, document: resource.document, owner: owner
        )
        guard var draft = unbound, !(drafts.isEmpty && GitRevision(revision.text ?? "") == .branch) else { return [] }
        draft.isTemplated = TemplateText.isIn(name)
        if drafts.count > 1 {
            draft.candidates = drafts.compactMap(\.artifact)
            draft.unbound = "several Applications named \(name) have different sources"
        }
        return [draft]
    }

    /// The files of the tree that sources name as values: beside the chart in the same repository, or in the repository
    /// that another source names (`$values/…`). The tree is taken for that repository.
    static func namedValues(of resource: Resource) -> [NamedValues] {
        let path = resource.kind == "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"]
        guard resource.isOfArgo, ["Application", "ApplicationSet"].contains(resource.kind),
            let spec = resource.node[path]
        else { return [] }
        let owner = Owner(
            apiVersion: resource.apiVersion, kind: resource.kind, namespace: resource.namespace, name: resource.name
        )
        return ApplicationSource.all(in: spec).flatMap { source in
            let folder = source["path"]?.text ?? ""
            return (source[["helm", "valueFiles"]]?.items ?? []).compactMap { file -> NamedValues? in
                guard let text = file.text, Paths.isLocal(text) else { return nil }
                let name = text.hasPrefix("$") ? text.firstIndex(of: "/").map { String(text[$0...]) } : text
                return name.flatMap { NamedValues($0.hasPrefix("/") ? $0 : "\(folder)/\($0)", in: "", owner: owner) }
            }
        }
    }
}

extension Resource {
    var isOfArgo: Bool { group == "argoproj.io" }
}
