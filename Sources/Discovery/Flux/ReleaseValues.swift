import SourceYAML

/// Values that a `HelmRelease` takes from ConfigMaps of the tree: objects, and what a kustomization generates of files.
///
/// Source: helm-controller, `spec.valuesFrom`: a key of a ConfigMap in the release's namespace holds values as YAML
/// (`values.yaml` unless told otherwise), or, with `targetPath`, one value. kustomize, `configMapGenerator`: `files` are
/// `path` or `key=path`.
struct ReleaseValues: Sendable {
    /// Something that has keys, by the name of the ConfigMap that it becomes.
    private struct Source: Sendable {
        let directory: String
        let namespaces: Set<String?>
        /// Key ⇒ path from the top of the tree.
        var files: [String: String] = [:]
        var object: Resource?

        func has(_ key: String) -> Bool { files[key] != nil || object?.node[["data", key]]?.kind == .scalar }
    }

    private let sources: [String: [Source]]
    private let files: [String: [SourceFile]]
    private let namespaces: Namespaces

    /// - Parameter files: As they are read: a file with variables once for each set of values.
    init(_ files: [ParsedFile], namespaces: Namespaces) {
        self.namespaces = namespaces
        var sources: [String: [Source]] = [:]
        var wanted: Set<String> = []
        var seen: Set<String> = []
        for kustomization in files.compactMap(\.kustomization) where seen.insert(kustomization.directory).inserted {
            for generator in kustomization.root["configMapGenerator"]?.items ?? [] {
                guard let name = generator["name"]?.text else { continue }
                let files = Kustomization.generatorFiles(generator, in: kustomization.directory)
                // Who applies the kustomization may put it anywhere.
                sources[name, default: []].append(
                    Source(directory: kustomization.directory, namespaces: [nil], files: files))
                wanted.formUnion(files.values)
            }
        }
        for object in files.lazy.flatMap(\.resources) where object.kind == "ConfigMap" && object.group.isEmpty {
            let place = namespaces.known(of: object).names
            for name in namespaces.clusterNames(of: object).union([object.name].compactMap { $0 }) {
                sources[name, default: []].append(
                    Source(directory: object.file.directory, namespaces: place, object: object))
            }
        }
        self.sources = sources
        self.files = Dictionary(grouping: files.lazy.map(\.file).filter { wanted.contains($0.path) }, by: \.path)
    }

    /// The references in the values of a release that stand elsewhere.
    func references(of release: Resource, owner: Owner) -> [ReferenceDraft] {
        var drafts: [ReferenceDraft] = []
        var parameters: [HelmParameters.Parameter] = []
        for item in release.spec?["valuesFrom"]?.items ?? [] {
            let key = item["valuesKey"]?.text ?? "values.yaml"
            guard item["kind"]?.reads(as: "ConfigMap") == true, let name = item["name"]?.text,
                let source = source(of: key, in: name, for: release)
            else { continue }
            if let path = item["targetPath"]?.text {
                guard let object = source.object, let node = object.node[["data", key]] else { continue }
                parameters.append(
                    .init(name: path, value: node, file: object.file, document: object.document))
            } else if let path = source.files[key], let file = reading(of: path, for: release) {
                drafts += file.stream.documents.prefix(1).flatMap { document in
                    ValuesImages.references(in: document.root, file: file, document: document.index, owner: owner)
                }
            } else if let object = source.object, let text = object.node[["data", key]],
                let values = EmbeddedValues(text, in: object.file)
            {
                drafts += values.roots.flatMap { root in
                    ValuesImages.references(in: root, file: values.file, document: object.document, owner: owner)
                }
            }
        }
        return drafts + HelmParameters.references(in: parameters, beside: release.spec?["values"], owner: owner)
    }

    /// Of ConfigMaps of one name that the release may mean, the one whose folder is nearest to the release's.
    private func source(of key: String, in name: String, for release: Resource) -> Source? {
        let directory = release.file.directory
        let own = namespaces.known(of: release).names
        return (sources[name] ?? []).filter { source in
            source.has(key)
                && (own.contains(nil) || source.namespaces.contains(nil) || !own.isDisjoint(with: source.namespaces))
        }.max { left, right in
            Paths.sharedFolders(directory, left.directory) < Paths.sharedFolders(directory, right.directory)
        }
    }

    private func reading(of path: String, for release: Resource) -> SourceFile? {
        let appliers = release.file.variables?.scope.appliers ?? []
        let readings = files[path] ?? []
        return readings.first { !appliers.isDisjoint(with: $0.variables?.scope.appliers ?? []) } ?? readings.first
    }
}
