import SourceYAML

/// The values that environments give to a Helmfile (`.Values.x` in its templates), and where they are written.
///
/// They stand in place or in files that `environments` and `values` name, of the file itself and of its bases. Each
/// environment may have its own: each is a place to edit. Source: helmfile, "Environment Values".
struct HelmfileState: Sendable {
    struct Place: Sendable {
        let file: SourceFile
        let document: Int
        let node: YAMLNode
    }

    private let files: [String: SourceFile]

    /// - Parameter read: Gives a file of the tree with all its documents; nil where there is none or it is not YAML.
    init(_ helmfiles: [Helmfile], read: (String) -> SourceFile?) {
        var files: [String: SourceFile] = [:]
        for path in Set(helmfiles.flatMap { $0.stateFiles }) { files[path] = read(path) }
        self.files = files
    }

    /// The scalars that a version's template stands for, each once; empty for any other text.
    func places(of text: String, in helmfiles: [Helmfile]) -> [Place] {
        guard let path = Self.path(of: text) else { return [] }
        var places: [Place] = []
        func add(_ root: YAMLNode, _ file: SourceFile, _ document: Int) {
            guard let node = root[path], node.kind == .scalar, !node.isNull, node.text?.isEmpty == false,
                !places.contains(where: { $0.node == node })
            else { return }
            places.append(Place(file: file, document: document, node: node))
        }
        for helmfile in helmfiles {
            for value in helmfile.stateValues { add(value.node, helmfile.file, value.document) }
            for file in helmfile.stateFiles.compactMap({ files[$0] }) {
                for document in file.stream.documents { add(document.root, file, document.index) }
            }
        }
        return places
    }

    /// `a.b` of `{{ .Values.a.b | quote }}`, `{{ .StateValues.a.b }}` and `{{ $.Environment.Values.a.b }}`.
    private static func path(of text: String) -> [String]? {
        var bare = text.replacing("{{ $.", with: "{{ .")
        for ending in ["| quote }}", "|quote }}", "| quote}}", "| squote }}"] where bare.hasSuffix(ending) {
            bare = bare.dropLast(ending.count) + "}}"
        }
        guard var path = TemplateParameter.path(of: bare), path.count >= 2 else { return nil }
        if path.first == "Environment" { path.removeFirst() }
        guard path.count >= 2, path[0] == "Values" || path[0] == "StateValues" else { return nil }
        return Array(path.dropFirst())
    }
}
