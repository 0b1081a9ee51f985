import Artifacts
import SourceYAML

/// Images of the Kubernetes workloads: every container of a pod, wherever the kind keeps its pod.
enum WorkloadDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard let path = podPaths[resource.kind], let pod = resource.node[path] else { return [] }
        return references(inPod: pod, of: resource, owner: model.owner(resource))
    }

    /// The images of containers, and of volumes whose files come out of an image.
    static func references(inPod pod: YAMLNode, of resource: Resource, owner: Owner) -> [ReferenceDraft] {
        let containers = containerLists.flatMap { pod[$0]?.items ?? [] }
        let volumes = (pod["volumes"]?.items ?? []).compactMap { $0["image"] }
        return references(in: containers, of: resource, owner: owner)
            + references(in: volumes, key: "reference", of: resource, owner: owner)
    }

    static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

    /// The images of containers, and of anything that has its image under the same key.
    static func references(
        in containers: [YAMLNode], key: String = "image", of resource: Resource, owner: Owner
    ) -> [ReferenceDraft] {
        containers.compactMap { container in
            guard let image = container[key], let text = image.text, !text.isEmpty, !TemplateText.isEncrypted(text)
            else { return nil }
            return ImageScalar(text)?.draft(image, file: resource.file, document: resource.document, owner: owner)
                ?? unreadable(image, text: text, resource, owner)
        }
    }

    /// An image that no registry could serve: a mistake in the tree, which must not look like no image at all.
    private static func unreadable(
        _ image: YAMLNode, text: String, _ resource: Resource, _ owner: Owner
    ) -> ReferenceDraft {
        ReferenceDraft(
            file: resource.file, document: resource.document, kind: .image, owner: owner, pin: Pin(),
            sites: [Site(file: resource.file.path, node: image, role: .image, form: .none)], scheme: .tag,
            unbound: "'\(text)' is not an image reference"
        )
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
