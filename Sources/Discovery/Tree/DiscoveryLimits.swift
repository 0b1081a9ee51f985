/// Bounds on what is read from a tree.
enum DiscoveryLimits {
    /// The largest hand-kept YAML files of 98 real trees are below 3 MB; generated bundles reach a few more.
    static let fileBytes = 16 << 20
    /// A file without any word of ours is parsed only to say that it is broken; beyond this size it is left unread.
    static let quietFileBytes = 64 << 10
    /// Folders inside folders: far beyond any real tree, and short of the system's limit on paths.
    static let depth = 128
    /// Lines of one `.asternignore`: every file of the tree is held against each.
    static let ignoreRules = 1_000
}
