import SourceYAML

/// What a `kustomization.yaml` includes, and the namespace that it gives to all of it.
struct Kustomization: Sendable {
    let file: SourceFile
    let root: YAMLNode
    let namespace: String?
    /// Files and folders of the tree, as paths from its top.
    let includes: [String]

    var directory: String { file.directory }

    /// Nil when the file's first document is not a mapping, or is a Flux `Kustomization` under that name.
    init?(_ file: SourceFile) {
        guard FileKind.isKustomization(file.name), let document = file.stream.documents.first,
            document.root.kind == .mapping
        else { return nil }
        let apiVersion = document.root["apiVersion"]?.text ?? ""
        guard !apiVersion.hasPrefix("kustomize.toolkit.fluxcd.io/") else { return nil }
        self.file = file
        root = document.root
        namespace = root["namespace"]?.text
        let directory = file.directory
        var paths: [String] = []
        for key in ["resources", "components", "bases", "patchesStrategicMerge", "generators", "transformers"] {
            paths += root[key]?.items.compactMap(\.text) ?? []
        }
        paths += root["patches"]?.items.compactMap { $0["path"]?.text } ?? []
        includes = paths.compactMap { Paths.isLocal($0) ? Paths.join(directory, $0) : nil }
    }
}
