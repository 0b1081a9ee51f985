import SourceYAML

/// Values that a text in a file holds, read with the variables with which the file is read.
struct EmbeddedValues {
    let file: SourceFile
    let roots: [YAMLNode]

    /// Nil where the text cannot be edited in place, or is no YAML.
    init?(_ text: YAMLNode, in file: SourceFile) {
        let written = file.variables.map { text.counterpart(in: $0.original) } ?? text
        guard let stream = try? YAMLStream(embeddedIn: written) else { return nil }
        let plain = SourceFile(path: file.path, stream: stream, signs: file.signs)
        let roots = stream.documents.map(\.root)
        self.file = file.variables.flatMap { FileVariables.read(plain, below: roots, $0.scope) } ?? plain
        self.roots = roots.map { [stream = self.file.stream] in $0.counterpart(in: stream) }
    }
}
