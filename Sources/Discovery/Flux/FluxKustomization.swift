import SourceYAML

/// A Flux `Kustomization`: the folder that it applies, the namespace that it gives to all of it, and the variables.
///
/// Source: kustomize-controller: `spec.path`, `targetNamespace`, `namePrefix`, `nameSuffix`, `postBuild`.
struct FluxKustomization: Sendable {
    let resource: Resource
    /// Relative to the tree.
    let path: String
    let targetNamespace: String?
    let namePrefix: String
    let nameSuffix: String
    let substitute: YAMLNode?
    let substituteFrom: [Source]

    /// An object whose data are variables.
    struct Source: Sendable {
        let kind: String
        let name: String
    }

    init?(_ resource: Resource, in folders: TreeFolders) {
        guard resource.kind == "Kustomization", resource.group == "kustomize.toolkit.fluxcd.io" else { return nil }
        let spec = resource.spec
        guard let path = folders.path(spec?["path"]?.text ?? ".", namedIn: resource.file.directory) else { return nil }
        self.resource = resource
        self.path = path
        targetNamespace = spec?["targetNamespace"]?.text
        namePrefix = spec?["namePrefix"]?.text ?? ""
        nameSuffix = spec?["nameSuffix"]?.text ?? ""
        substitute = spec?[["postBuild", "substitute"]]
        substituteFrom = (spec?[["postBuild", "substituteFrom"]]?.items ?? []).compactMap { item in
            guard let kind = item["kind"]?.text, let name = item["name"]?.text else { return nil }
            return Source(kind: kind, name: name)
        }
    }

    var label: String { [resource.namespace, resource.name].compactMap { $0 }.joined(separator: "/") }
}
