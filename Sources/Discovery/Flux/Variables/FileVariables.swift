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

    func text(of node: YAMLNode) -> VariableText? { texts[node.resolved.counterpart(in: original)] }

    /// What a piece reads as; nil for a variable without a value.
    func value(of piece: VariableText.Piece) -> String? { Self.value(of: piece, in: scope) }

    private static func value(of piece: VariableText.Piece, in scope: VariableScope) -> String? {
        guard let variable = piece.variable else { return piece.literal }
        guard !variable.isChanged else { return nil }
        return scope.definitions[variable.name]?.value ?? variable.fallback
    }
}
