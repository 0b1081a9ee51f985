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
        let owner = model.owner(resource)
        func images(inPods pods: [YAMLNode?]) -> [ReferenceDraft] {
            pods.compactMap { $0 }.flatMap { WorkloadDiscovery.references(inPod: $0, of: resource, owner: owner) }
        }
        switch resource.kind {
        case "Rollout":
            return images(inPods: [spec[["template", "spec"]]])
        case "AnalysisTemplate", "ClusterAnalysisTemplate":
            return images(
                inPods: (spec["metrics"]?.items ?? []).map { $0[["provider", "job", "spec", "template", "spec"]] })
        case "Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate":
            return WorkflowImages(resource: resource, owner: owner, model: model).references(in: spec)
        case "CronWorkflow":
            let workflow = WorkflowImages(resource: resource, owner: owner, model: model)
            return spec["workflowSpec"].map(workflow.references(in:)) ?? []
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
            let own = [spec[["template", "container"]]].compactMap { $0 }
            return triggered + WorkloadDiscovery.references(in: own, of: resource, owner: owner)
        default:
            return []
        }
    }
}
