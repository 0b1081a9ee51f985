import Artifacts
import Git
public import SourceYAML

extension DiscoveredTree {
    /// What installs the chart that a reference pins, with its values: a release, an Application, a chart that depends on
    /// it, several releases where an `OCIRepository` is shared.
    ///
    /// Empty for a reference that nothing of the tree installs.
    public func installations(of reference: Reference) async -> [ChartInstallation] {
        guard let context else { return [] }
        return await ChartInstallations(context).find(reference)
    }

    /// The objects of the tree whose `apiVersion` is of one of the groups; each file is read for it.
    public func objects(ofGroups groups: Set<String>) async -> [TreeObject] {
        guard let context, !groups.isEmpty else { return [] }
        let files = await context.files(holding: groups.map { "\($0)/" })
        return files.flatMap(\.resources).compactMap { resource in
            guard let apiVersion = resource.apiVersion, groups.contains(String(resource.group)) else { return nil }
            return TreeObject(
                apiVersion: apiVersion, kind: resource.kind, namespace: resource.namespace, name: resource.name,
                file: resource.file.path, line: resource.node.position.line, node: resource.node)
        }
    }
}

/// An object of a tree.
public struct TreeObject: Hashable, Sendable {
    public let apiVersion: String
    public let kind: String
    public let namespace: String?
    public let name: String?
    public let file: String
    public let line: Int
    public let node: YAMLNode

    /// What the object has at a field: `spec.items[].name`, `*` for any key; the first of several.
    public func value(ofField field: String) -> YAMLNode? {
        var nodes = [node]
        for part in field.split(separator: ".") {
            var name = part
            var depth = 0
            while name.hasSuffix("[]") {
                name = name.dropLast(2)
                depth += 1
            }
            nodes = nodes.flatMap { node in
                name == "*" ? node.pairs.map(\.value) : [node[String(name)]].compactMap { $0 }
            }
            for _ in 0..<depth { nodes = nodes.flatMap(\.items) }
        }
        return nodes.first
    }
}

/// What was read of a tree, for questions that come later.
struct TreeContext: Sendable {
    let model: TreeModel
    let reader: TreeReader
    let git: GitClient?
    private let searches = TreeSearches()

    init(model: TreeModel, reader: TreeReader, git: GitClient?) {
        self.model = model
        self.reader = reader
        self.git = git
    }

    /// The files with documents that hold one of the words, whatever else is in them; the tree is read once for the words.
    func files(holding words: [String]) async -> [ParsedFile] {
        await searches.files(holding: words.sorted()) { [reader, git] in
            let documents = ParsedDocuments.holding(ByteWords(words))
            return (try? await TreeReader(path: reader.path, git: git, parsing: documents))?.files ?? []
        }
    }
}

/// What was looked for in a tree, so that each search is made once however many ask for it.
private actor TreeSearches {
    private var searches: [[String]: Task<[ParsedFile], Never>] = [:]

    func files(
        holding words: [String], read: @escaping @Sendable () async -> [ParsedFile]
    ) async -> [ParsedFile] {
        if let known = searches[words] { return await known.value }
        let search = Task { await read() }
        searches[words] = search
        return await search.value
    }
}
