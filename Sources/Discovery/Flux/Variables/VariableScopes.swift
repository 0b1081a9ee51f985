import SourceYAML

/// The sets of variables that the files of a tree are read with.
///
/// Source: kustomize-controller, `postBuild`: `substitute` beats `substituteFrom`, of which a later object beats an
/// earlier one; `${VAR:=default}` holds where none defines the variable; objects that say
/// `kustomize.toolkit.fluxcd.io/substitute: disabled` are left alone. Secrets are not read: in a tree they are encrypted.
struct VariableScopes: Sendable {
    private let namespaces: Namespaces
    /// What each Flux `Kustomization` defines, in the order of `namespaces.flux`.
    private let definitions: [[String: VariableDefinition]]
    private let sets: ResourceSetReading

    init(files: [ParsedFile], namespaces: Namespaces) {
        self.namespaces = namespaces
        sets = ResourceSetReading(files)
        guard files.contains(where: \.mayHoldVariables) else {
            definitions = []
            return
        }
        let patched = namespaces.flux.map(\.patchedSources)
        let sources = namespaces.flux.map { kustomization in
            let inherited = namespaces.appliers(ofFile: kustomization.resource.file.path).sorted().flatMap {
                patched[$0]
            }
            return (inherited + kustomization.substituteFrom).filter { $0.kind == "ConfigMap" }.map(\.name)
        }
        let data = VariableData(named: Set(sources.joined()), files: files, namespaces: namespaces)
        definitions = zip(namespaces.flux, sources).map { kustomization, sources in
            var known: [String: VariableDefinition] = [:]
            for name in sources { known.merge(data.variables(of: name, for: kustomization)) { $1 } }
            known.merge(VariableData.members(of: kustomization.substitute, in: kustomization.resource.file)) { $1 }
            return known
        }
    }

    /// A file as its readers see it: as it is, or once for each set of values that differs in what the file uses.
    func readings(of file: ParsedFile) -> [ParsedFile] {
        let own = file.mayHoldVariables ? substituted(file) : []
        let written = own.isEmpty ? [file] : own
        return written + sets.readings(of: file)
    }

    private func substituted(_ file: ParsedFile) -> [ParsedFile] {
        let roots = file.file.stream.documents.map(\.root).filter { !Self.isDisabled($0) }
        let variables = roots.flatMap { $0.scalarValues(holding: VariableText.Syntax.flux.start) }.compactMap {
            $0.text.flatMap { VariableText($0, .flux) }
        }
        .flatMap(\.variables)
        let used = Set(variables.map(\.name))
        guard !used.isEmpty else { return [] }
        let appliers = namespaces.appliers(ofFile: file.path).sorted()
        // Appliers that give the same values are one.
        var scopes: [[String: String]: VariableScope] = [:]
        var order: [[String: String]] = []
        for index in appliers {
            let known = definitions[index].filter { used.contains($0.key) }
            let key = known.mapValues(\.place)
            if scopes[key] == nil { order.append(key) }
            scopes[key, default: scope(known, appliers)].appliers.insert(index)
        }
        // Who gives no value where one is needed applies the file in name only: a folder above it, for another source.
        if order.count > 1, variables.contains(where: { $0.fallback == nil }) { order.removeAll(where: \.isEmpty) }
        if order.isEmpty { return [read(file, roots, scope([:], appliers))].compactMap { $0 } }
        return order.prefix(DiscoveryLimits.scopes).compactMap { key in
            scopes[key].flatMap { read(file, roots, $0) }
        }
    }

    private func read(_ file: ParsedFile, _ roots: [YAMLNode], _ scope: VariableScope) -> ParsedFile? {
        FileVariables.read(file.file, below: roots, scope).map(ParsedFile.init)
    }

    private func scope(_ known: [String: VariableDefinition], _ appliers: [Int]) -> VariableScope {
        let labels = appliers.prefix(3).map { namespaces.flux[$0].label }.joined(separator: ", ")
        let explanation =
            appliers.isEmpty
            ? "no Flux Kustomization of the tree applies the file; its postBuild would define it"
            : "postBuild of Kustomization \(labels) defines it neither in substitute nor in a ConfigMap of the tree"
        return VariableScope(syntax: .flux, definitions: known, explanation: explanation)
    }

    private static func isDisabled(_ root: YAMLNode) -> Bool {
        ["annotations", "labels"].contains { key in
            root[["metadata", key, "kustomize.toolkit.fluxcd.io/substitute"]]?.reads(as: "disabled") ?? false
        }
    }
}
