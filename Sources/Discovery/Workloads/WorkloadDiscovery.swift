import SourceYAML

/// Images of the Kubernetes workloads: every container of a pod, wherever the kind keeps its pod.
enum WorkloadDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard let path = podPaths[resource.kind], let pod = resource.node[path] else { return [] }
        let owner = model.owner(resource)
        return ["initContainers", "containers", "ephemeralContainers"].flatMap { list in
            (pod[list]?.items ?? []).compactMap { container in
                guard let image = container["image"], let text = image.text, let scalar = ImageScalar(text) else {
                    return nil
                }
                return scalar.draft(image, file: resource.file, document: resource.document, owner: owner)
            }
        }
    }

    /// Source: the API reference of Kubernetes, `PodTemplateSpec`.
    private static let podPaths: [String: [String]] = {
        let template = ["spec", "template", "spec"]
        return [
            "Pod": ["spec"], "PodTemplate": ["template", "spec"], "Deployment": template, "StatefulSet": template,
            "DaemonSet": template, "ReplicaSet": template, "ReplicationController": template, "Job": template,
            "CronJob": ["spec", "jobTemplate"] + template,
        ]
    }()
}
