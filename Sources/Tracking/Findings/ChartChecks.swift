public import Configuration

/// What charts are held against, and what may be asked for it.
public struct ChartChecks: Sendable {
    /// The clusters that the tree is for; nil when they are not known.
    public var clusters: ClusterVersions?
    /// The present, in seconds since 1970, by which a repository's silence is measured.
    public var now: Int64
    /// Archives are fetched, and the listings of sub-charts.
    public var fetches: Bool

    public init(clusters: ClusterVersions? = nil, now: Int64, fetches: Bool = false) {
        self.clusters = clusters
        self.now = now
        self.fetches = fetches
    }
}
