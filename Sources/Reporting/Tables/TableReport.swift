public import Tracking

/// `-o table` and `-o wide`.
public enum TableReport {
    /// The decisions in the order of the plan, one a line under a line of headings; empty without decisions.
    ///
    /// - Parameters:
    ///   - wide: Adds artifact, place, policy and the codes of findings.
    ///   - color: Paints the status; the columns stand the same with it and without.
    public static func text(of plan: Plan, wide: Bool, color: Bool) -> String {
        guard !plan.decisions.isEmpty else { return "" }
        let columns = wide ? ReportColumn.wide(for: plan) : ReportColumn.narrow
        let width = wide ? VersionWidth.wide : VersionWidth.narrow
        let rows = ReportRow.rows(of: plan).map { row in
            columns.map { column in
                TextTable.Cell(
                    row.text(column, versionWidth: width),
                    color: color && column == .status ? TerminalColor(row.decision.status) : nil
                )
            }
        }
        return TextTable(header: columns.map(\.rawValue), rows: rows).render()
    }
}

/// How many cells a version may take.
enum VersionWidth {
    /// Three such columns and the others still fit a wide terminal; a date, a hash and their prefix fit too.
    static let narrow = 40
    /// The longest tag that a registry takes (distribution-spec: 128 characters).
    static let wide = 128
}
