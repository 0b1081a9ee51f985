import SourceYAML

/// ConfigMaps of a tree by name: objects, and what a `configMapGenerator` makes of literals.
struct VariableData: Sendable {
    private struct Entry: Sendable {
        let file: SourceFile
        let namespaces: Set<String?>
        let members: [String: VariableDefinition]
    }

    private let entries: [String: [Entry]]

    /// - Parameter wanted: The names that will be asked for.
    init(named wanted: Set<String>, files: [ParsedFile], namespaces: Namespaces) {
        var entries: [String: [Entry]] = [:]
        for resource in files.lazy.flatMap(\.resources) where resource.kind == "ConfigMap" {
            guard let name = resource.name else { continue }
            let names = namespaces.clusterNames(of: resource).union([name]).intersection(wanted)
            guard !names.isEmpty else { continue }
            let entry = Entry(
                file: resource.file, namespaces: namespaces.known(of: resource).names,
                members: Self.members(of: resource.node["data"], in: resource.file))
            for name in names { entries[name, default: []].append(entry) }
        }
        for kustomization in files.compactMap(\.kustomization) {
            for generator in kustomization.root["configMapGenerator"]?.items ?? [] {
                guard let name = generator["name"]?.text, wanted.contains(name) else { continue }
                let namespace = kustomization.namespace ?? generator["namespace"]?.text
                entries[name, default: []].append(
                    Entry(
                        file: kustomization.file, namespaces: [namespace],
                        members: Self.literals(of: generator, in: kustomization.file)))
            }
        }
        self.entries = entries
    }

    /// The variables that an object of the namespace of a Flux `Kustomization` defines. Where clusters have objects of the
    /// same name, the one whose folder is nearest to the Kustomization's is meant.
    func variables(of name: String, for kustomization: FluxKustomization) -> [String: VariableDefinition] {
        let own = kustomization.resource
        let fitting = (entries[name] ?? []).filter { entry in
            own.namespace == nil || entry.namespaces.contains(own.namespace) || entry.namespaces.contains(nil)
        }
        let ranked = fitting.map { ($0, Paths.sharedFolders(own.file.directory, $0.file.directory)) }
        guard let best = ranked.map(\.1).max() else { return [:] }
        let nearest = ranked.filter { $0.1 == best }
        // Several of them that are as near: none can be told.
        return nearest.count == 1 ? nearest[0].0.members : [:]
    }

    /// The members of a mapping whose values are written out.
    static func members(of mapping: YAMLNode?, in file: SourceFile) -> [String: VariableDefinition] {
        var members: [String: VariableDefinition] = [:]
        for (key, value) in mapping?.pairs ?? [] {
            guard let name = key.text, let text = value.text, !TemplateText.isEncrypted(text) else { continue }
            members[name] = VariableDefinition(
                file: file, node: value.resolved, value: String(text.unicodeScalars.filter { $0 != "\n" }))
        }
        return members
    }

    /// `literals` of a generator: `NAME=value`.
    static func literals(of generator: YAMLNode, in file: SourceFile) -> [String: VariableDefinition] {
        var members: [String: VariableDefinition] = [:]
        for literal in generator["literals"]?.items ?? [] {
            guard let text = literal.text, let equals = text.firstIndex(of: "=") else { continue }
            let value = text[text.index(after: equals)...]
            // A value in quotes of its own loses them.
            guard value.first != "\"", value.first != "'" else { continue }
            members[String(text[..<equals])] = VariableDefinition(
                file: file, node: literal.resolved, value: String(value), head: String(text[...equals]))
        }
        return members
    }
}
