import SourceYAML

/// Images of the templates of an Argo Workflow, also of those that a step or a task holds itself.
struct WorkflowImages {
    let resource: Resource
    let owner: Owner
    let model: TreeModel

    /// - Parameter spec: What holds `templates`; its volumes may be images, too.
    func references(in spec: YAMLNode) -> [ReferenceDraft] {
        let templates = (spec["templates"]?.items ?? []) + [spec["templateDefaults"]].compactMap { $0 }
        return templates.flatMap { references(inTemplate: $0, depth: 0) } + volumes(of: spec)
    }

    private func references(inTemplate template: YAMLNode, depth: Int) -> [ReferenceDraft] {
        guard depth < DiscoveryLimits.depth else { return [] }
        let lists = [template["initContainers"], template["sidecars"], template[["containerSet", "containers"]]]
        let containers =
            [template["container"], template["script"]].compactMap { $0 } + lists.flatMap { $0?.items ?? [] }
        let steps = (template["steps"]?.items ?? []).flatMap(\.items) + (template[["dag", "tasks"]]?.items ?? [])
        return WorkloadDiscovery.references(in: containers, of: resource, owner: owner) + volumes(of: template)
            + steps.compactMap { $0["inline"] }.flatMap { references(inTemplate: $0, depth: depth + 1) }
            + manifest(template[["resource", "manifest"]])
    }

    private func volumes(of holder: YAMLNode) -> [ReferenceDraft] {
        let images = (holder["volumes"]?.items ?? []).compactMap { $0["image"] }
        return WorkloadDiscovery.references(in: images, key: "reference", of: resource, owner: owner)
    }

    /// The object that a step creates, written as a text.
    private func manifest(_ text: YAMLNode?) -> [ReferenceDraft] {
        guard let text, text.style == .literal, let stream = try? YAMLStream(embeddedIn: text) else { return [] }
        return stream.documents.flatMap { document -> [ReferenceDraft] in
            Resource(file: resource.file, document: resource.document, node: document.root)
                .map { WorkloadDiscovery.references(of: $0, in: model) } ?? []
        }
    }
}
