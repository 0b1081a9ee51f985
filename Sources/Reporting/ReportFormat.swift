public import Tracking

/// The values of `-o` for `astern report`.
public enum ReportFormat: String, CaseIterable, Sendable {
    case table, wide, json, yaml, markdown, name

    /// The whole of what goes to stdout, with its last line feed; may be empty for a tree without references.
    ///
    /// - Parameter color: Whether the tables may be painted; the other formats never are.
    public func text(of plan: Plan, color: Bool) -> String {
        switch self {
        case .table: TableReport.text(of: plan, wide: false, color: color)
        case .wide: TableReport.text(of: plan, wide: true, color: color)
        case .json: ReportDocument.value(of: plan).json
        case .yaml: ReportDocument.value(of: plan).yaml
        case .markdown: MarkdownReport.text(of: plan)
        case .name: NameReport.text(of: plan)
        }
    }
}
