import SourceYAML

/// One version of a chart in an index.
public struct IndexEntry: Hashable, Sendable {
    /// As the index has it, `v` and all.
    public let version: String
    public let appVersion: String?
    public let kubeVersion: String?
    /// As written; RFC 3339 by convention.
    public let created: String?
    public let deprecated: Bool
    /// SHA-256 of the archive in hex, without a prefix.
    public let digest: String?
    /// Where the archive lies: absolute, relative to the repository, or `oci://`.
    public let urls: [String]
    /// Name, version and repository alone: what the entry says of the charts that this one is put together from.
    public var dependencies: [ChartDependency] = []
    public var isLibrary = false

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The spellings of true that Helm's reader of YAML takes.
    private static func isTrue(_ node: YAMLNode?) -> Bool {
        switch node?.text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": true
        default: false
        }
    }

    static func read(_ node: YAMLNode) -> Result<IndexEntry, Problem> {
        guard node.kind == .mapping else { return .failure(.init(description: "the entry is not a mapping")) }
        func text(_ key: String) -> String? {
            node[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let version = text("version") else {
            return .failure(.init(description: "the entry has no version"))
        }
        return .success(
            IndexEntry(
                version: version, appVersion: text("appVersion"), kubeVersion: text("kubeVersion"),
                created: text("created"), deprecated: isTrue(node["deprecated"]), digest: text("digest"),
                urls: node["urls"]?.items.compactMap(\.text) ?? [],
                dependencies: (node["dependencies"]?.items ?? []).compactMap(dependency),
                isLibrary: text("type") == "library"
            )
        )
    }

    private static func dependency(_ node: YAMLNode) -> ChartDependency? {
        guard let name = node["name"]?.text, !name.isEmpty else { return nil }
        return ChartDependency(
            name: name, version: node["version"]?.text ?? "", repository: node["repository"]?.text ?? "")
    }
}
