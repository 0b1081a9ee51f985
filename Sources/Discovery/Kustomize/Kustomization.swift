import SourceYAML

/// What a `kustomization.yaml` includes, and the namespace that it gives to all of it.
struct Kustomization: Sendable {
    let file: SourceFile
    let root: YAMLNode
    let namespace: String?
    let namePrefix: String
    let nameSuffix: String
    /// Files and folders of the tree, as paths from its top.
    let includes: [String]

    var directory: String { file.directory }

    var document: Int { file.stream.documents.first?.index ?? 0 }

    /// Parts for other kustomizations, which apply to what those include.
    var isComponent: Bool { root["kind"]?.text == "Component" }

    var owner: Owner {
        Owner(
            apiVersion: root["apiVersion"]?.text, kind: root["kind"]?.text ?? "Kustomization", namespace: namespace,
            name: root[["metadata", "name"]]?.text
        )
    }

    /// Nil when the file's first document is not a mapping, or is a Flux `Kustomization` under that name.
    init?(_ file: SourceFile) {
        guard FileKind.isKustomization(file.name), let document = file.stream.documents.first,
            document.root.kind == .mapping
        else { return nil }
        let apiVersion = document.root["apiVersion"]?.text ?? ""
        guard !apiVersion.hasPrefix("kustomize.toolkit.fluxcd.io/") else { return nil }
        self.file = file
        root = document.root
        var namespace: String?
        var paths: [String] = []
        var generated: [String] = []
        for (key, value) in root.pairs {
            switch key.text {
            case "namespace":
                namespace = value.text
            case "resources", "components", "bases", "patchesStrategicMerge", "generators", "transformers":
                paths += value.items.compactMap(\.text)
            case "patches":
                // Before version 2 they were paths alone.
                paths += value.items.compactMap { $0["path"]?.text ?? $0.text }
            case "patchesJson6902":
                paths += value.items.compactMap { $0["path"]?.text }
            case "configMapGenerator", "secretGenerator":
                generated += value.items.flatMap { Self.generatorFiles($0, in: file.directory).values }
            default:
                break
            }
        }
        self.namespace = namespace
        namePrefix = root["namePrefix"]?.text ?? ""
        nameSuffix = root["nameSuffix"]?.text ?? ""
        let directory = file.directory
        includes = paths.compactMap { Paths.isLocal($0) ? Paths.join(directory, $0) : nil } + generated
    }

    /// The files of a generator by their keys: `files` holds `path`, whose last segment is the key, or `key=path`.
    static func generatorFiles(_ generator: YAMLNode, in directory: String) -> [String: String] {
        var files: [String: String] = [:]
        for text in (generator["files"]?.items ?? []).compactMap(\.text) {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard let path = parts.last.flatMap({ Paths.join(directory, $0) }) else { continue }
            files[parts.count == 2 ? parts[0] : String(Paths.name(of: path))] = path
        }
        return files
    }
}
