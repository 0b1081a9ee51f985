import SourceYAML

/// Where a variable gets its value: the scalar that an update edits.
struct VariableDefinition: Sendable {
    let file: SourceFile
    let node: YAMLNode
    let value: String
    /// What stands before the value in the scalar: `NAME=` of a `configMapGenerator`'s literal.
    var head = ""
    /// What stands behind it.
    var tail = ""

    /// Tells definitions apart.
    var place: String { "\(file.path):\(node.span.lowerBound)" }
}

/// The variables that are defined for a file, and for whom.
struct VariableScope: Sendable {
    let syntax: VariableText.Syntax
    let definitions: [String: VariableDefinition]
    /// Why a variable that is not among them has no value.
    let explanation: String
    /// The Flux `Kustomization` objects (by index) whose variables these are.
    var appliers: Set<Int> = []

    func undefined(_ name: String) -> String {
        syntax == .flux ? "\(name) has no value: \(explanation)" : "the input \(name) has no value: \(explanation)"
    }
}
