import Tracking

/// The columns of the tables; the raw values are their headings.
enum ReportColumn: String, CaseIterable {
    case namespace = "NAMESPACE"
    case name = "NAME"
    case kind = "KIND"
    case current = "CURRENT"
    case wanted = "WANTED"
    case latest = "LATEST"
    case change = "CHANGE"
    case status = "STATUS"
    case artifact = "ARTIFACT"
    case place = "FILE:LINE"
    case policy = "POLICY"
    case findings = "FINDINGS"
    case review = "REVIEW"

    /// `-o table`.
    static let narrow: [ReportColumn] = [.namespace, .name, .kind, .current, .wanted, .latest, .change, .status]
    /// `-o wide` and `-o markdown`.
    static let wide = narrow + [.artifact, .place, .policy, .findings]

    /// The wide columns, with that of the reviews where any was made.
    static func wide(for plan: Plan) -> [ReportColumn] {
        plan.decisions.contains { $0.verdict != nil } ? wide + [.review] : wide
    }
}
