import SourceYAML

/// The variables of a file that is read with their values: which scalars hold them, and what they stand for.
struct FileVariables: Sendable {
    /// The file as it is.
    let original: YAMLStream
    let scope: VariableScope
    /// By the nodes of the original.
    private let texts: [YAMLNode: VariableText]

    /// Reads a file with the values of a scope; nil when none of its scalars holds a variable.
    static func read(_ file: SourceFile, below roots: [YAMLNode], _ scope: VariableScope) -> SourceFile? {
        var texts: [YAMLNode: VariableText] = [:]
        var readings: [YAMLNode: String] = [:]
        for node in roots.flatMap({ $0.scalarValues(holding: scope.syntax.start) }) {
            guard let text = node.text, let parsed = VariableText(text, scope.syntax) else { continue }
            texts[node] = parsed
            readings[node] = parsed.pieces.map { Self.value(of: $0, in: scope) ?? $0.literal }.joined()
        }
        guard !texts.isEmpty else { return nil }
        let variables = FileVariables(original: file.stream, scope: scope, texts: texts)
        return SourceFile(
            path: file.path, stream: file.stream.reading(readings), signs: file.signs, variables: variables)
    }

    /// Reads a file with copies of fields from elsewhere; what it reads with variables stays.
    ///
    /// - Parameter texts: By nodes of the file as it is written.
    static func read(
        _ file: SourceFile, texts: [YAMLNode: VariableText], definitions: [String: VariableDefinition]
    ) -> SourceFile {
        let base = file.variables
        let scope = VariableScope(
            syntax: base?.scope.syntax ?? .flux,
            definitions: (base?.scope.definitions ?? [:]).merging(definitions) { $1 },
            explanation: base?.scope.explanation ?? "", appliers: base?.scope.appliers ?? [])
        let variables = FileVariables(
            original: base?.original ?? file.stream, scope: scope, texts: (base?.texts ?? [:]).merging(texts) { $1 })
        let readings = variables.texts.mapValues { text in
            text.pieces.map { Self.value(of: $0, in: scope) ?? $0.literal }.joined()
        }
        return SourceFile(
            path: file.path, stream: variables.original.reading(readings), signs: file.signs, variables: variables)
    }

    func text(of node: YAMLNode) -> VariableText? { texts[node.resolved.counterpart(in: original)] }

    /// What a piece reads as; nil for a variable without a value.
    func value(of piece: VariableText.Piece) -> String? { Self.value(of: piece, in: scope) }

    private static func value(of piece: VariableText.Piece, in scope: VariableScope) -> String? {
        guard let variable = piece.variable else { return piece.literal }
        guard !variable.isChanged else { return nil }
        return scope.definitions[variable.name]?.value ?? variable.fallback
    }
}
