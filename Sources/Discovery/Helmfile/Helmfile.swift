import Artifacts
import SourceYAML

/// What a Helmfile says: where its charts come from, and which releases it makes of them.
///
/// A Helmfile is a Go template before it is YAML, and its documents are read one after the other: what one says holds
/// for the next. Source: helmfile, "Configuration" and "Multi-part helmfiles".
struct Helmfile: Sendable {
    let file: SourceFile
    let repositories: [Repository]
    let releases: [Release]
    /// What releases may inherit.
    let templates: [YAMLNode]
    /// Files of the tree whose content is part of this one (`bases`).
    let bases: [String]
    /// Values for its templates that stand in place, whatever the environment.
    let stateValues: [Release]
    /// Files of the tree with values for its templates.
    let stateFiles: [String]

    /// Where helmfile keeps the versions that it has resolved: beside the file, under its name without extensions.
    var lock: String {
        var base = file.name
        for ending in [".gotmpl", ".yaml", ".yml"] where base.hasSuffix(ending) { base = base.dropLast(ending.count) }
        return file.directory.isEmpty ? "\(base).lock" : "\(file.directory)/\(base).lock"
    }

    struct Repository: Sendable {
        let name: String
        let url: String
        let isOCI: Bool
    }

    struct Release: Sendable {
        let document: Int
        let node: YAMLNode
    }

    /// Nil when no document has the shape: a list of releases with charts, or of repositories with URLs, and neither
    /// `kind` nor `apiVersion`.
    init?(_ file: SourceFile) {
        let documents = file.stream.documents.filter { Self.isNoObject($0.root) }
        guard documents.contains(where: { Self.hasShape($0.root) }) else { return nil }
        self.file = file
        repositories = documents.flatMap { Self.lists("repositories", in: $0.root) }.compactMap(Repository.init)
        releases = documents.flatMap { document in
            Self.lists("releases", in: document.root).filter { $0["chart"] != nil }
                .map { Release(document: document.index, node: $0) }
        }
        templates = documents.flatMap { $0.root["templates"]?.pairs ?? [] }.map(\.value)
        let folder = file.directory
        let path = { (text: String) -> String? in
            TemplateText.isIn(text) || !Paths.isLocal(text) ? nil : Paths.join(folder, text)
        }
        bases = documents.flatMap { $0.root["bases"]?.items ?? [] }.compactMap(\.text).compactMap(path)
        let state = documents.flatMap { document in
            Self.state(in: document.root).map { Release(document: document.index, node: $0) }
        }
        stateValues = state.filter { $0.node.kind == .mapping }
        stateFiles = state.compactMap(\.node.text).compactMap(path)
    }

    /// The items of `values` and of the `values` of each environment.
    private static func state(in root: YAMLNode) -> [YAMLNode] {
        let environments = (root["environments"]?.pairs ?? []).map(\.value)
        return ([root] + environments).flatMap { $0["values"]?.items ?? [] }
    }

    private static func isNoObject(_ root: YAMLNode) -> Bool {
        root.kind == .mapping && root["kind"] == nil && root["apiVersion"] == nil
    }

    private static func hasShape(_ root: YAMLNode) -> Bool {
        lists("releases", in: root).contains { $0["chart"]?.text != nil }
            || lists("repositories", in: root).contains { Repository($0) != nil }
            || (root["bases"] ?? root["helmfiles"])?.kind == .sequence
            || (root["environments"]?.pairs ?? []).contains { $0.value["values"]?.kind == .sequence }
    }

    /// The items of all lists under a key: both branches of a condition may have it.
    private static func lists(_ key: String, in root: YAMLNode) -> [YAMLNode] {
        root.pairs.filter { $0.key.reads(as: key) }.flatMap(\.value.items)
    }
}

extension Helmfile.Repository {
    init?(_ node: YAMLNode) {
        guard let name = node["name"]?.text, let url = node["url"]?.text else { return nil }
        self.name = name
        self.url = url
        isOCI = node["oci"]?.text == "true" || url.hasPrefix("oci://")
    }

    /// The artifact that a chart of this repository is.
    func chart(named name: String) -> Artifact? {
        isOCI ? .chart(inRegistry: url, named: name) : ChartRepository(url).map { .chart($0, name: name) }
    }
}

extension Artifact {
    /// A chart below a place in a registry, which may be written with or without `oci://`.
    static func chart(inRegistry place: String, named name: String) -> Artifact? {
        var base = place.hasPrefix("oci://") ? place[...].dropFirst("oci://".count) : place[...]
        while base.hasSuffix("/") { base = base.dropLast() }
        return OCIReference(url: "oci://\(base)/\(name)").map { .oci($0.repository) }
    }
}
