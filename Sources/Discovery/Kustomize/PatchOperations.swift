import Artifacts
import SourceYAML

/// Versions and images that the operations of a JSON patch set.
struct PatchOperations {
    private let operations: [PatchOperation]
    /// Stands for the objects that are changed.
    private let object: Resource

    init(_ list: YAMLNode, file: SourceFile, document: Int, targets: [PatchTarget]) {
        operations = list.items.compactMap { PatchOperation($0) }
        object = Resource(fragment: list, file: file, document: document, targets: targets)
    }

    func references(in model: TreeModel, namedByReleases: Set<ResourceKey>, owner: Owner? = nil) -> [ReferenceDraft] {
        let owner = owner ?? model.owner(object)
        var drafts: [ReferenceDraft] = []
        var ref: [String: YAMLNode] = [:]
        for operation in operations {
            switch operation.path {
            case ["spec", "chart", "spec", "version"]:
                drafts +=
                    HelmReleaseDiscovery.patchedVersion(operation.value, of: object, model: model).map { [$0] } ?? []
            case ["spec", "chart", "spec"]:
                drafts +=
                    operation.value["version"].flatMap {
                        HelmReleaseDiscovery.patchedVersion($0, of: object, model: model)
                    }.map { [$0] } ?? []
            case ["spec", "ref"]:
                for (key, value) in operation.value.pairs { ref[key.text ?? ""] = value }
            case let path where path.count == 3 && path.starts(with: ["spec", "ref"]):
                ref[path[2]] = operation.value
            case let path where path.starts(with: ["spec", "values"]):
                drafts += values(operation, owner: owner, model: model)
            default:
                drafts += images(operation, owner: owner)
            }
        }
        let isOfOCI = object.targets.contains { $0.kind == "OCIRepository" }
        if !ref.isEmpty, isOfOCI {
            drafts += OCIRepositoryDiscovery.patch(
                ref, of: object, model: model, namedByReleases: namedByReleases)
        }
        return drafts
    }

    /// `/spec/template/spec/containers/0/image`, a container, a list of them, or a pod.
    private func images(_ operation: PatchOperation, owner: Owner) -> [ReferenceDraft] {
        let (path, value) = (operation.path, operation.value)
        let (file, document) = (object.file, object.document)
        if path.last?.isImageKey ?? false, value.kind == .scalar {
            guard let image = value.text.flatMap(ImageScalar.init), image.tag != nil || image.digest != nil else {
                return []
            }
            return [image.draft(value, file: file, document: document, owner: owner)]
        }
        let lists = WorkloadDiscovery.containerLists
        var containers: [YAMLNode] = []
        if let last = path.last, lists.contains(last) {
            containers = value.items
        } else if path.count > 1, lists.contains(path[path.count - 2]) {
            containers = [value]
        } else {
            let pods = [value, value["spec"], value[["template", "spec"]], value[["spec", "template", "spec"]]]
            containers = pods.compactMap { $0 }.flatMap { pod in lists.flatMap { pod[$0]?.items ?? [] } }
        }
        return WorkloadDiscovery.references(in: containers, of: object, owner: owner)
    }

    /// Values of a release: whole images, and tags whose image the release names.
    private func values(_ operation: PatchOperation, owner: Owner, model: TreeModel) -> [ReferenceDraft] {
        let (path, value) = (operation.path, operation.value)
        let (file, document) = (object.file, object.document)
        guard value.kind == .scalar else {
            return ValuesImages.references(in: value, file: file, document: document, owner: owner)
        }
        if path.last?.isImageKey ?? false { return images(operation, owner: owner) }
        guard path.last == "tag" else { return [] }
        let names = Set(
            model.patched(by: object, kind: "HelmRelease").compactMap { release -> String? in
                guard let image = release.node[path.dropLast()] else { return nil }
                func text(_ key: String) -> String? { image[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
                guard let name = text("repository") ?? text("repo") else { return nil }
                return text("registry").map { "\($0)/\(name)" } ?? name
            })
        var parts = TaggedImage(file: file.path)
        parts.read(tag: value, digest: nil)
        guard !parts.sites.isEmpty else { return [] }
        guard let name = names.first, names.count == 1 else {
            guard path.dropLast().last?.isImageKey ?? false else { return [] }
            var draft = parts.draftWithoutRepository(file: file, document: document, owner: owner)
            draft.candidates = names.sorted().compactMap {
                OCIReference.repository($0, hubDefaults: true).map { .oci($0) }
            }
            return [draft]
        }
        var draft = parts.draft(named: name, file: file, document: document, owner: owner)
        draft?.bound = .patchedObject
        return [draft].compactMap { $0 }
    }
}
