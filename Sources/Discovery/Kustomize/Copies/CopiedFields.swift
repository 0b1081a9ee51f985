import SourceYAML

/// The fields of one file that one kustomization fills in from elsewhere.
struct CopiedFields {
    let kustomization: Kustomization
    /// By nodes of the file as it is written.
    var texts: [YAMLNode: VariableText] = [:]
    var definitions: [String: VariableDefinition] = [:]

    /// Takes over what a kustomization nearer to the cluster fills in, which holds.
    mutating func add(_ other: CopiedFields) {
        texts.merge(other.texts) { $1 }
        definitions.merge(other.definitions) { $1 }
    }

    /// Copies into a field, or into a part of it.
    mutating func fill(
        _ node: YAMLNode, from source: CopySource, _ definition: VariableDefinition?, _ options: CopyOptions
    ) {
        var variable = source.variable(in: kustomization)
        if options.isEncoded { variable = source.variable(in: kustomization, isChanged: true) }
        let text = node.text ?? ""
        // Several replacements may each fill in a part.
        let pieces = texts[node]?.pieces ?? [VariableText.Piece(raw: text, literal: text, variable: nil)]
        texts[node] = .copying(variable, into: pieces, delimiter: options.delimiter, index: options.index)
        definitions[variable.name] = definition
    }
}

extension CopySource {
    func variable(in kustomization: Kustomization, isChanged: Bool = false) -> VariableText.Variable {
        VariableText.Variable(
            name: "\(name), which \(kustomization.file.path) copies there,", fallback: nil, head: "", tail: "",
            isChanged: isChanged || isEncoded, isCopied: true)
    }
}
