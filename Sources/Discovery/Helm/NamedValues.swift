/// A file of the tree that something names as values of a chart, whether the file is there or not.
struct NamedValues: Hashable, Sendable {
    /// Relative to the tree.
    let path: String
    /// What installs the chart.
    let owner: Owner
}
