public import Artifacts
public import Charts
public import Discovery

/// What an upgrade of one chart changes, and what that means for a tree.
public struct ChartReview: Sendable {
    public let artifact: Artifact
    /// The versions as upstream publishes them.
    public let from: String
    public let to: String
    /// The references that would move, in the order of the tree.
    public let references: [Reference]
    /// The heaviest first, then by file, line and path.
    public let items: [ReviewItem]
    public let comparison: ChartComparison

    public var verdict: Verdict { items.map(\.verdict).max() ?? .safe }

    init(
        artifact: Artifact, from: String, to: String, references: [Reference], items: [ReviewItem],
        comparison: ChartComparison
    ) {
        self.artifact = artifact
        self.from = from
        self.to = to
        self.references = references
        var seen: Set<ReviewItem> = []
        self.items = items.filter { seen.insert($0).inserted }.sorted(by: Self.precedes)
        self.comparison = comparison
    }

    private static func precedes(_ left: ReviewItem, _ right: ReviewItem) -> Bool {
        if left.verdict != right.verdict { return left.verdict > right.verdict }
        let ranks = (order[left.code] ?? 0, order[right.code] ?? 0)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        if left.file != right.file { return (left.file ?? "") < (right.file ?? "") }
        if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
        return (left.path ?? "", left.message) < (right.path ?? "", right.message)
    }

    private static let order = Dictionary(
        uniqueKeysWithValues: ReviewItem.Code.allCases.enumerated().map { ($0.element, $0.offset) })
}

/// Why a chart could not be reviewed.
public struct ReviewFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
