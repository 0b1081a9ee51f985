import Artifacts
import Charts
public import Tracking

/// `-o table` of `astern review`: the verdict, what touches the tree, then what the chart changes.
public enum ReviewTable {
    /// - Parameter color: Paints the verdict.
    public static func text(of review: ChartReview, color: Bool) -> String {
        let outline = ReviewOutline(review: review)
        let verdict = review.verdict.rawValue
        let title = PlainText.line("\(review.artifact.lastSegment) \(review.from) -> \(review.to):")
        var lines = ["  \(review.artifact.identity)"]
        lines += outline.places.map { "  \($0)" }
        if review.items.isEmpty { lines += ["", "Nothing found."] }
        for group in outline.groups {
            lines += ["", "\(group.title) (\(Counted.number(group.items.count + group.more)))"]
            for item in group.items {
                lines.append("  \(item.code.rawValue): \(item.message)")
                if let file = item.file, let line = item.line { lines.append("    \(file):\(line)") }
            }
            lines += more(group.more)
        }
        for changes in outline.changes + [outline.notes].compactMap({ $0 }) {
            lines += ["", changes.title]
            lines += changes.lines.map { "  \($0)" }
            lines += more(changes.more)
        }
        let painted = color ? TerminalColor(review.verdict).paint(verdict) : verdict
        return "\(title) \(painted)\n" + lines.map { PlainText.indented($0) + "\n" }.joined()
    }

    private static func more(_ count: Int) -> [String] {
        count == 0 ? [] : ["  and \(Counted.number(count)) more: -o json has all"]
    }
}

extension TerminalColor {
    fileprivate init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .safe: .green
            case .check: .yellow
            case .breaks: .red
            }
    }
}

extension PlainText {
    /// A line of prose behind the blanks that it begins with.
    fileprivate static func indented(_ text: String) -> String {
        let indent = text.prefix { $0 == " " }
        return indent + line(String(text.dropFirst(indent.count)))
    }
}
