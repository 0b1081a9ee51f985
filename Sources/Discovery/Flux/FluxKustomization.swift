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
        substituteFrom = Self.sources(of: spec)
    }

    /// What the object's patches add to `substituteFrom` of the Flux objects that it applies: the usual way to give all
    /// of them the settings of a cluster.
    var patchedSources: [Source] {
        (resource.spec?["patches"]?.items ?? []).flatMap { patch -> [Source] in
            guard let text = patch["patch"]?.text, let stream = try? YAMLStream(Array(text.utf8)) else { return [] }
            return stream.documents.map(\.root).filter { $0["kind"]?.reads(as: "Kustomization") ?? false }
                .flatMap { Self.sources(of: $0["spec"]) }
        }
    }

    private static func sources(of spec: YAMLNode?) -> [Source] {
        (spec?[["postBuild", "substituteFrom"]]?.items ?? []).compactMap { item in
            guard let kind = item["kind"]?.text, let name = item["name"]?.text else { return nil }
            return Source(kind: kind, name: name)
        }
    }

    /// True when the object applies all of a Git repository of these names: a path says nothing there.
    func appliesAll(of names: Set<String>) -> Bool {
        let source = resource.spec?["sourceRef"]
        return path.isEmpty && source?["kind"]?.reads(as: "GitRepository") == true
            && source?["name"]?.text.map(names.contains) == true
    }

    var label: String { [resource.namespace, resource.name].compactMap { $0 }.joined(separator: "/") }
}
