public import Charts

/// What changed in a version of a chart, as its annotation or its own changelog says.
public enum ChangesText {
    /// Nil where the chart says nothing of its changes.
    public static func text(of chart: Chart) -> String? {
        let changes = (try? chart.metadata.changes()) ?? []
        if !changes.isEmpty { return changes.map(line).joined() }
        return chart.changelog.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// `- added: what was added (https://…)`
    private static func line(_ change: ChartChange) -> String {
        let kind = change.kind.map { "\($0): " } ?? ""
        let links = change.links.isEmpty ? "" : " (\(change.links.map(\.url).joined(separator: ", ")))"
        return "- \(PlainText.line(kind + change.summary + links))\n"
    }
}
