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

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    static func read(_ node: YAMLNode) -> Result<IndexEntry, Problem> {
        guard node.kind == .mapping else { return .failure(.init(description: "the entry is not a mapping")) }
        guard let version = node["version"]?.text, !version.isEmpty else {
            return .failure(.init(description: "the entry has no version"))
        }
        func text(_ key: String) -> String? {
            node[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
        }
        return .success(
            IndexEntry(
                version: version, appVersion: text("appVersion"), kubeVersion: text("kubeVersion"),
                created: text("created"), deprecated: text("deprecated") == "true", digest: text("digest"),
                urls: node["urls"]?.items.compactMap(\.text) ?? []
            )
        )
    }
}
