public import Tracking

/// The values of `-o` for `astern review`.
public enum ReviewFormat: String, CaseIterable, Sendable {
    case table, markdown, json

    /// The whole of what goes to stdout, with its last line feed.
    public func text(of reviews: [ChartReview], failures: [ReviewProblem], color: Bool) -> String {
        switch self {
        case .table: reviews.map { ReviewTable.text(of: $0, color: color) }.joined(separator: "\n")
        case .markdown: reviews.map(ReviewMarkdown.text).joined(separator: "\n")
        case .json: ReviewDocument.value(of: reviews, failures: failures).json
        }
    }
}
