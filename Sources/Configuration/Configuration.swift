import Versioning

/// What a tree's `.astern.yaml` and the user's `config.yaml` say; nil where neither says anything.
///
/// Every value knows its line. The tree's file wins over the user's, key by key; flags and environment, which win over
/// both, are not known here.
public struct Configuration: Sendable {
    /// The clusters that the tree is for.
    public var kubeVersion: Setting<ClusterVersions>?
    /// Which files beside YAML are read for annotation comments.
    public var annotatedFiles: Setting<PathPatterns>?
    public var update = UpdateSection()
    public var selection = SelectionSection()
    public var network = NetworkSection()
    public var checks = CheckSection()

    public init() {}

    /// The same, with what `other` says where this one says nothing.
    public func over(_ other: Configuration) -> Configuration {
        var result = self
        result.kubeVersion = kubeVersion ?? other.kubeVersion
        result.annotatedFiles = annotatedFiles ?? other.annotatedFiles
        result.update = update.over(other.update)
        result.selection = selection.over(other.selection)
        result.network = network.over(other.network)
        result.checks = checks.over(other.checks)
        return result
    }
}

extension Configuration {
    /// The keys of a file, in the order of the documentation.
    static let keys =
        ["apiVersion", "kubeVersion", "annotations"] + UpdateSection.keys + SelectionSection.keys + NetworkSection.keys
        + CheckSection.keys
    static let apiVersion = "astern/v1"
}
