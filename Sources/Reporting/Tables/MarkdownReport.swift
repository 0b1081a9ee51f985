public import Tracking

/// `-o markdown`: a table as GitHub and GitLab show it, for comments and job summaries.
public enum MarkdownReport {
    /// A heading, the line of sum, a table with the columns of `-o wide`, and the findings as a list.
    public static func text(of plan: Plan) -> String {
        var text = "## Pinned versions\n\n\(ReportSummary.line(for: plan))\n"
        guard !plan.decisions.isEmpty else { return text }
        let columns = ReportColumn.wide
        text += "\n" + row(columns.map(\.rawValue)) + row(columns.map { _ in "---" })
        for reportRow in ReportRow.rows(of: plan) {
            text += row(columns.map { escaped(reportRow.text($0, versionWidth: VersionWidth.wide)) })
        }
        return text + findings(of: plan)
    }

    private static func findings(of plan: Plan) -> String {
        guard !plan.findings.isEmpty else { return "" }
        let items = plan.findings.map { finding in
            let sentence = escaped(PlainText.line(finding.message))
            return "- \(finding.severity.rawValue), \(finding.code.rawValue): \(sentence) "
                + "(\(escaped("\(finding.file):\(finding.line)")))\n"
        }
        return "\n## Findings\n\n\(items.joined())"
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }

    /// What the tree spells never becomes markup. A `_` within a word is none, and stays so that addresses still work.
    static func escaped(_ text: String) -> String {
        let characters = Array(PlainText.cell(text))
        return characters.indices.reduce(into: "") { output, index in
            let character = characters[index]
            let isInWord =
                index > 0 && index < characters.count - 1
                && characters[index - 1].isWordPart && characters[index + 1].isWordPart
            if "\\`*[]<>|~&".contains(character) || (character == "_" && !isInWord) { output += "\\" }
            output.append(character)
        }
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber }
}
