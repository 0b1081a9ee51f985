/// Bounds on what is read from a tree.
enum DiscoveryLimits {
    /// The largest hand-kept YAML files of 98 real trees are below 3 MB; generated bundles reach a few more.
    static let fileBytes = 16 << 20
    /// A file without any word of ours is parsed only to say that it is broken; beyond this size it is left unread.
    static let quietFileBytes = 64 << 10
    /// Folders inside folders: far beyond any real tree, and short of the system's limit on paths.
    static let depth = 128
    /// Names of Kubernetes objects are DNS subdomains.
    static let nameBytes = 253
    /// Sets of variables that one file is read with. A base that more clusters share with values of their own is read
    /// with the first of them.
    static let scopes = 64
    /// Lines of one `.asternignore`: every file of the tree is held against each.
    static let ignoreRules = 1_000
}
