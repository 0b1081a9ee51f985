import SourceYAML

/// Images of Argo Workflows, Events and Rollouts.
///
/// Source: the field references of Argo Workflows (`Template`), Argo Events (`Trigger`) and Argo Rollouts.
enum ArgoWorkloads {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        references(of: resource, in: model, depth: 0)
    }

    private static func references(of resource: Resource, in model: TreeModel, depth: Int) -> [ReferenceDraft] {
        guard resource.isOfArgo, let spec = resource.spec, depth < 3 else { return [] }
        func images(in containers: [YAMLNode?]) -> [ReferenceDraft] {
            WorkloadDiscovery.references(in: containers.compactMap { $0 }, of: resource, owner: model.owner(resource))
        }
        switch resource.kind {
        case "Rollout":
            return images(in: containers(ofPod: spec[["template", "spec"]]))
        case "AnalysisTemplate", "ClusterAnalysisTemplate":
            return images(
                in: (spec["metrics"]?.items ?? []).flatMap {
                    containers(ofPod: $0[["provider", "job", "spec", "template", "spec"]])
                })
        case "Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate":
            return workflow(spec, of: resource, in: model, images: images(in:))
        case "CronWorkflow":
            return spec["workflowSpec"].map { workflow($0, of: resource, in: model, images: images(in:)) } ?? []
        case "Sensor", "EventSource":
            let triggered = (spec["triggers"]?.items ?? []).flatMap { trigger -> [ReferenceDraft] in
                ["k8s", "argoWorkflow"].flatMap { kind -> [ReferenceDraft] in
                    // A whole object stands inside of the trigger.
                    guard let node = trigger[["template", kind, "source", "resource"]],
                        let inner = Resource(file: resource.file, document: resource.document, node: node)
                    else { return [] }
                    return inner.isOfArgo
                        ? references(of: inner, in: model, depth: depth + 1)
                        : WorkloadDiscovery.references(of: inner, in: model)
                }
            }
            return triggered + images(in: [spec[["template", "container"]]])
        default:
            return []
        }
    }

    private static func workflow(
        _ spec: YAMLNode, of resource: Resource, in model: TreeModel, images: ([YAMLNode?]) -> [ReferenceDraft]
    ) -> [ReferenceDraft] {
        let templates = (spec["templates"]?.items ?? []) + [spec["templateDefaults"]].compactMap { $0 }
        return templates.flatMap { template -> [ReferenceDraft] in
            let lists = [template["initContainers"], template["sidecars"], template[["containerSet", "containers"]]]
            return images([template["container"], template["script"]] + lists.flatMap { $0?.items ?? [] })
                + manifest(template[["resource", "manifest"]], of: resource, in: model)
        }
    }

    /// The object that a step creates, written as a text.
    private static func manifest(_ text: YAMLNode?, of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard let text, text.style == .literal, let stream = try? YAMLStream(embeddedIn: text) else { return [] }
        return stream.documents.flatMap { document -> [ReferenceDraft] in
            Resource(file: resource.file, document: resource.document, node: document.root)
                .map { WorkloadDiscovery.references(of: $0, in: model) } ?? []
        }
    }

    private static func containers(ofPod pod: YAMLNode?) -> [YAMLNode?] {
        WorkloadDiscovery.containerLists.flatMap { pod?[$0]?.items ?? [] }
    }
}
