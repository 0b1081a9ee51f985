import SourceYAML

/// The objects that a flux-operator `ResourceSet` makes: its `resources` and what its `resourcesTemplate` holds, once for
/// each of its inputs.
///
/// Source: flux-operator, `fluxcd.controlplane.io`: `<< inputs.name >>` in any text of `resources`; `resourcesTemplate` is a
/// text, a Go template around documents. Inputs stand in `inputs`, or come from the `ResourceSetInputProvider` objects that
/// `inputsFrom` names or selects: of those, `defaultValues` are in the tree; what a provider finds elsewhere is not.
struct ResourceSetReading: Sendable {
    private let providers: [Resource]

    init(_ files: [ParsedFile]) {
        providers = files.flatMap(\.resources).filter {
            $0.kind == "ResourceSetInputProvider" && $0.group == Self.group
        }
    }

    func readings(of file: ParsedFile) -> [ParsedFile] {
        file.resources.filter { $0.kind == "ResourceSet" && $0.group == Self.group }.flatMap(readings)
    }

    private static let group = "fluxcd.controlplane.io"

    private func readings(of set: Resource) -> [ParsedFile] {
        let scopes = scopes(of: set)
        var found: [ParsedFile] = []
        if let resources = set.spec?["resources"], resources.kind == .sequence {
            found += Self.readings(of: set.file, below: [resources], scopes).map { file in
                let items = resources.items.map { $0.counterpart(in: file.stream) }
                return ParsedFile(
                    file, resources: items.compactMap { Resource(file: file, document: set.document, node: $0) })
            }
        }
        if let text = set.spec?["resourcesTemplate"],
            let stream = try? YAMLStream(embeddedIn: text, coveringTemplates: .resourceSet)
        {
            let roots = stream.documents.map(\.root)
            let template = SourceFile(path: set.file.path, stream: stream, signs: set.file.signs)
            found += Self.readings(of: template, below: roots, scopes).map { file in
                let objects = roots.map { $0.counterpart(in: file.stream) }
                return ParsedFile(
                    file, resources: objects.compactMap { Resource(file: file, document: set.document, node: $0) })
            }
        }
        return found
    }

    /// A file with the values of each scope; objects without inputs are the same whatever the inputs are.
    private static func readings(
        of file: SourceFile, below roots: [YAMLNode], _ scopes: [VariableScope]
    ) -> [SourceFile] {
        let read = scopes.map { FileVariables.read(file, below: roots, $0) ?? file }
        return read.contains { $0.variables != nil } ? read : Array(read.prefix(1))
    }

    private func scopes(of set: Resource) -> [VariableScope] {
        let written = (set.spec?["inputs"]?.items ?? []).map { Self.definitions($0, in: set.file) }
        let provided = (set.spec?["inputsFrom"]?.items ?? []).flatMap { source in
            providers.filter { Self.isMeant($0, by: source, of: set) }.map { provider in
                provider.spec?["defaultValues"].map { Self.definitions($0, in: provider.file) } ?? [:]
            }
        }
        let all = written + provided
        let explanation = "no inputs of ResourceSet \(set.name ?? "") that the tree holds give it"
        return (all.isEmpty ? [[:]] : all).prefix(DiscoveryLimits.scopes).map {
            VariableScope(syntax: .inputs, definitions: $0, explanation: explanation)
        }
    }

    /// Whether an item of `inputsFrom` means a provider: by name, or by labels; of the set's own namespace.
    private static func isMeant(_ provider: Resource, by source: YAMLNode, of set: Resource) -> Bool {
        if let own = set.namespace, let other = provider.namespace, own != other { return false }
        if let name = source["name"]?.text, !name.isEmpty { return name == provider.name }
        let labels = provider.node[["metadata", "labels"]]
        let wanted = source[["selector", "matchLabels"]]?.pairs ?? []
        return !wanted.isEmpty
            && wanted.allSatisfy { key, value in key.text.flatMap { labels?[$0]?.text } == value.text }
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
