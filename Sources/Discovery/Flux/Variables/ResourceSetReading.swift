import SourceYAML

/// The objects that a flux-operator `ResourceSet` makes: its `resources`, once for each of its `inputs`.
///
/// Source: flux-operator, `fluxcd.controlplane.io` `ResourceSet`: `<< inputs.name >>` in any text of `resources`. What a
/// `resourcesTemplate` or an input provider makes is not seen.
enum ResourceSetReading {
    static func readings(of file: ParsedFile) -> [ParsedFile] {
        file.resources.filter { $0.kind == "ResourceSet" && $0.group == "fluxcd.controlplane.io" }.flatMap {
            readings(of: $0)
        }
    }

    private static func readings(of set: Resource) -> [ParsedFile] {
        guard let resources = set.spec?["resources"], resources.kind == .sequence else { return [] }
        let inputs = set.spec?["inputs"]?.items ?? []
        let explanation = "no inputs of ResourceSet \(set.name ?? "") give it"
        let scopes = (inputs.isEmpty ? [nil] : inputs.map(Optional.some)).prefix(DiscoveryLimits.scopes).map { input in
            VariableScope(
                syntax: .inputs, definitions: input.map { definitions($0, in: set.file) } ?? [:],
                explanation: explanation)
        }
        let read = scopes.map { FileVariables.read(set.file, below: [resources], $0) ?? set.file }
        // Objects without inputs are the same whatever the inputs are.
        let files = read.contains { $0.variables != nil } ? read : Array(read.prefix(1))
        return files.map { file in
            let items = resources.items.map { $0.counterpart(in: file.stream) }
            return ParsedFile(
                file, resources: items.compactMap { Resource(file: file, document: set.document, node: $0) })
        }
    }

    /// `inputs.a.b`: members of mappings in mappings.
    private static func definitions(_ input: YAMLNode, in file: SourceFile) -> [String: VariableDefinition] {
        var found: [String: VariableDefinition] = [:]
        var open = [(prefix: "", node: input)]
        while let (prefix, node) = open.popLast() {
            for (key, value) in node.pairs {
                guard let name = key.text else { continue }
                if value.kind == .mapping, !value.isAlias {
                    open.append((prefix + name + ".", value))
                } else if let text = value.text, !TemplateText.isEncrypted(text) {
                    found[prefix + name] = VariableDefinition(file: file, node: value.resolved, value: text)
                }
            }
        }
        return found
    }
}
