/// Bounds on what a configuration file can make us do: it comes with the tree, which may be anybody's.
enum ConfigurationLimits {
    /// Long lists of rules with comments stay below 100 kB.
    static let fileBytes = 1 << 20
    /// Items of one list: each pattern is held against each file or artifact.
    static let items = 1_000
    /// Bytes of one text; the longest paths and artifacts have some hundreds.
    static let textBytes = 1_024
    /// Problems that are told: more say nothing new.
    static let problems = 20
    /// Folders from the tree up to the top of its repository.
    static let folders = 128
    /// Lookups at the same time: beyond it only sockets are used up.
    static let concurrency = 1_024
}
