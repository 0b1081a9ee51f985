import SourceYAML

/// Fields that kustomizations fill in from elsewhere: `replacements`, and the `vars` before them.
///
/// What a copied field holds where it stands does not count, and the field that it is copied from is what gets edited. A
/// file that several kustomizations take in, each with copies of its own, is read once for each of them.
///
/// Source: kustomize, "replacements", "vars".
struct KustomizeCopies {
    private var filled: [String: [CopiedFields]] = [:]
    private let graph: KustomizationGraph

    /// - Parameter read: Gives a file of the tree with all its documents.
    init(_ files: [ParsedFile], read: @escaping (String) -> SourceFile?) {
        let kustomizations = files.compactMap(\.kustomization)
        let copying = kustomizations.filter { $0.root["replacements"] != nil || $0.root["vars"] != nil }
        graph = KustomizationGraph(copying.isEmpty ? [] : kustomizations)
        guard !copying.isEmpty else { return }
        let resources = files.flatMap(\.resources)
        for kustomization in copying {
            let scope = CopyScope(
                kustomization, graph: graph, resources: resources, kustomizations: kustomizations, read: read)
            var own: [String: CopiedFields] = [:]
            for replacement in Self.replacements(of: kustomization, read) {
                Self.fill(&own, replacement, scope)
            }
            Self.fillVariables(&own, scope)
            for (path, fields) in own where !fields.texts.isEmpty { filled[path, default: []].append(fields) }
        }
    }

    /// The files as they are read once the copies are made.
    func readings(of files: [ParsedFile]) -> [ParsedFile] {
        guard !filled.isEmpty else { return files }
        return files.flatMap { file -> [ParsedFile] in
            let written = file.file.variables?.original ?? file.file.stream
            // What a text in the file holds is read as a file of its own.
            guard let own = filled[file.path], own[0].texts.keys.contains(where: { $0.stream === written }) else {
                return [file]
            }
            let contexts = contexts(own)
            let read = contexts.map {
                ParsedFile(FileVariables.read(file.file, texts: $0.texts, definitions: $0.definitions))
            }
            return graph.isCovered(file.path, by: Set(contexts.map(\.kustomization.directory))) ? read : [file] + read
        }
    }

    /// What each kustomization that no other one of them takes in makes of a file, with the copies of those within.
    private func contexts(_ own: [CopiedFields]) -> [CopiedFields] {
        let reaches = own.map { KustomizationReach(of: $0.kustomization, in: graph) }
        return own.indices.compactMap { index in
            let file = own[index].kustomization.file.path
            let isInner = own.indices.contains {
                $0 != index && reaches[$0].holds(file: file)
                    && !reaches[index].holds(file: own[$0].kustomization.file.path)
            }
            guard !isInner else { return nil }
            var whole = CopiedFields(kustomization: own[index].kustomization)
            for inner in own.indices
            where inner != index && reaches[index].holds(file: own[inner].kustomization.file.path) {
                whole.add(own[inner])
            }
            whole.add(own[index])
            return whole
        }
    }

    /// Written in place, or in files of one or several.
    private static func replacements(
        of kustomization: Kustomization, _ read: (String) -> SourceFile?
    ) -> [YAMLNode] {
        (kustomization.root["replacements"]?.items ?? []).flatMap { item -> [YAMLNode] in
            guard let path = item["path"]?.text else { return [item] }
            guard Paths.isLocal(path), let file = Paths.join(kustomization.directory, path).flatMap(read) else {
                return []
            }
            return file.stream.documents.map(\.root).flatMap { $0.kind == .sequence ? $0.items : [$0] }
        }
    }

    private static func fill(_ own: inout [String: CopiedFields], _ replacement: YAMLNode, _ scope: CopyScope) {
        guard let source = CopySource(replacement: replacement) else { return }
        let definition = source.definition(in: scope)
        for target in replacement["targets"]?.items ?? [] {
            for object in scope.targets(target["select"], rejecting: target["reject"]?.items ?? []) {
                for path in (target["fieldPaths"]?.items ?? []).compactMap(\.text) {
                    for node in FieldPath(path).scalars(in: object.node) {
                        own[object.file.path, default: CopiedFields(kustomization: scope.kustomization)].fill(
                            node, from: source, definition, CopyOptions(target["options"]))
                    }
                }
            }
        }
    }

    private static func fillVariables(_ own: inout [String: CopiedFields], _ scope: CopyScope) {
        var variables: [String: VariableText.Variable] = [:]
        var definitions: [String: VariableDefinition] = [:]
        for item in scope.kustomization.root["vars"]?.items ?? [] {
            guard let name = item["name"]?.text, let source = CopySource(variable: item) else { continue }
            let copied = source.variable(in: scope.kustomization)
            variables[name] = copied
            definitions[copied.name] = source.definition(in: scope)
        }
        guard !variables.isEmpty else { return }
        for file in scope.files where ByteWords(["$("]).occur(in: file.stream.bytes) {
            var fields = own[file.path] ?? CopiedFields(kustomization: scope.kustomization)
            for node in file.stream.documents.flatMap({ $0.root.scalarValues }) {
                guard let text = node.text.flatMap({ VariableText($0, vars: variables) }) else { continue }
                fields.texts[node] = text
                fields.definitions.merge(definitions) { $1 }
            }
            own[file.path] = fields
        }
    }
}
