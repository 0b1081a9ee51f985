import Artifacts
import SourceYAML
public import Versioning

/// `kubeVersion`: the versions of the clusters that a tree is for.
///
///     kubeVersion: "1.31"
///
///     kubeVersion:
///       - path: clusters/prod/**
///         version: "1.30"
///       - path: [clusters/staging/**, clusters/dev/**]
///         version: "1.31"
///       - version: ["1.30", "1.31"]
///
/// The first item whose `path` fits a file decides; one without `path` fits every file. A file that several clusters
/// take has several versions, and a chart in it should suit them all. It is a list, and no mapping from globs to
/// versions, because mappings have no order: a tool that sorts keys would change what such a file means.
public struct ClusterVersions: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        /// Nil: every file.
        public let path: PathPatterns?
        public let versions: [KubernetesVersion]
        fileprivate let globs: [GlobPattern]

        init(path: PathPatterns?, versions: [KubernetesVersion]) {
            self.path = path
            self.versions = versions
            globs = path?.globs ?? []
        }

        public static func == (left: Item, right: Item) -> Bool {
            left.path == right.path && left.versions == right.versions
        }
    }

    public let items: [Item]

    public init(_ items: [Item]) { self.items = items }

    /// The same version for every file.
    public init(_ versions: [KubernetesVersion]) { items = [Item(path: nil, versions: versions)] }

    /// The versions of the clusters that a file of the tree is for; empty where none is given.
    public func versions(for file: String) -> [KubernetesVersion] {
        let item = items.first { item in item.path == nil || item.globs.contains { $0.matches(path: file) } }
        return item?.versions ?? []
    }
}

extension ClusterVersions {
    static func read(_ node: YAMLNode?, base: String, _ reader: inout SectionReader) -> Setting<ClusterVersions>? {
        guard let node else { return nil }
        var items: [Item] = []
        var everywhere: [KubernetesVersion] = []
        for entry in reader.items(node, key) {
            guard entry.kind == .mapping else {
                everywhere += versions(entry, key, &reader)
                continue
            }
            let members = reader.members(of: entry, keys: ["path", "version"], in: key)
            guard let version = members["version"] else {
                reader.fail(entry, "an item of `kubeVersion` has no `version`")
                continue
            }
            let paths = members["path"].map { reader.texts($0, "path", expected: "a glob of files: clusters/prod/**") }
            items.append(
                Item(
                    path: paths.map { PathPatterns($0, base: base) },
                    versions: versions(version, "version", &reader)))
        }
        if !everywhere.isEmpty { items.append(Item(path: nil, versions: everywhere)) }
        return Setting(ClusterVersions(items), reader.origin(node))
    }

    private static func versions(
        _ node: YAMLNode, _ name: String, _ reader: inout SectionReader
    ) -> [KubernetesVersion] {
        var versions: [KubernetesVersion] = []
        for item in reader.items(node, name) {
            let version = reader.setting(item, name, expected: "the version of a cluster: \"1.31\" or v1.31.2") {
                KubernetesVersion($0)
            }
            if let version { versions.append(version.value) }
        }
        return versions
    }

    private static let key = "kubeVersion"
}
