import SourceYAML

/// Values that a `HelmRelease` takes from a ConfigMap which a kustomization generates from files of the tree: such a file
/// is a values file of the release.
///
/// Source: helm-controller, `spec.valuesFrom` (key `values.yaml` unless told otherwise); kustomize, `configMapGenerator`:
/// `files` are `path` or `key=path`.
struct GeneratedValues: Sendable {
    private struct Generator: Sendable {
        let directory: String
        /// Key ⇒ path from the top of the tree.
        let files: [String: String]
    }

    private let generators: [String: [Generator]]
    private let files: [String: [SourceFile]]

    /// - Parameter files: As they are read: a file with variables once for each set of values.
    init(_ files: [ParsedFile]) {
        var generators: [String: [Generator]] = [:]
        var wanted: Set<String> = []
        var seen: Set<String> = []
        for kustomization in files.compactMap(\.kustomization) where seen.insert(kustomization.directory).inserted {
            for generator in kustomization.root["configMapGenerator"]?.items ?? [] {
                guard let name = generator["name"]?.text else { continue }
                let files = Kustomization.generatorFiles(generator, in: kustomization.directory)
                generators[name, default: []].append(Generator(directory: kustomization.directory, files: files))
                wanted.formUnion(files.values)
            }
        }
        self.generators = generators
        self.files = Dictionary(grouping: files.lazy.map(\.file).filter { wanted.contains($0.path) }, by: \.path)
    }

    /// The references in the values files of a release.
    func references(of release: Resource, owner: Owner) -> [ReferenceDraft] {
        (release.spec?["valuesFrom"]?.items ?? []).flatMap { source -> [ReferenceDraft] in
            guard source["kind"]?.reads(as: "ConfigMap") == true, source["targetPath"] == nil,
                let name = source["name"]?.text,
                let path = path(of: source["valuesKey"]?.text ?? "values.yaml", in: name, for: release),
                let file = reading(of: path, for: release)
            else { return [] }
            return file.stream.documents.prefix(1).flatMap { document in
                ValuesImages.references(in: document.root, file: file, document: document.index, owner: owner)
            }
        }
    }

    /// Of generators of one name, the one whose folder is nearest to the release's.
    private func path(of key: String, in name: String, for release: Resource) -> String? {
        let own = release.file.directory
        let near = (generators[name] ?? []).filter { $0.files[key] != nil }.max { left, right in
            Paths.sharedFolders(own, left.directory) < Paths.sharedFolders(own, right.directory)
        }
        return near?.files[key]
    }

    private func reading(of path: String, for release: Resource) -> SourceFile? {
        let appliers = release.file.variables?.scope.appliers ?? []
        let readings = files[path] ?? []
        return readings.first { !appliers.isDisjoint(with: $0.variables?.scope.appliers ?? []) } ?? readings.first
    }
}
