import Artifacts
public import Tracking

/// `-o markdown` of `astern review`: the body of a pull request.
public enum ReviewMarkdown {
    public static func text(of review: ChartReview) -> String {
        let outline = ReviewOutline(review: review)
        var lines = [
            "## \(escaped(review.artifact.lastSegment)) \(code(review.from)) → \(code(review.to)): \(review.verdict.rawValue)",
            "", code(review.artifact.identity), "",
        ]
        lines += outline.places.map { "- \(code($0))" }
        if review.items.isEmpty { lines += ["", "Nothing found that touches this tree."] }
        for group in outline.groups {
            let heading = "\(group.title) (\(Counted.number(group.items.count + group.more)))"
            // What is good to know is folded away: the rest is what a person must read.
            lines +=
                group.verdict == .safe
                ? ["", "<details><summary>\(heading)</summary>", ""] : ["", "### \(heading)", ""]
            for item in group.items {
                let place = item.file.map { file in " (\(code("\(file):\(item.line ?? 1)")))" } ?? ""
                lines.append("- **\(item.code.rawValue)**: \(escaped(item.message))\(place)")
            }
            lines += more(group.more)
            if group.verdict == .safe { lines += ["", "</details>"] }
        }
        for changes in outline.changes {
            lines += ["", "<details><summary>\(changes.title)</summary>", ""]
            lines += changes.lines.map { "- \(code($0))" } + more(changes.more)
            lines += ["", "</details>"]
        }
        if let notes = outline.notes {
            lines += ["", "### \(notes.title)", ""] + notes.lines.map { "- \(escaped($0))" } + more(notes.more)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func more(_ count: Int) -> [String] { count == 0 ? [] : ["- and \(Counted.number(count)) more"] }

    private static func escaped(_ text: String) -> String { MarkdownReport.escaped(PlainText.line(text)) }

    /// A span of code; one mark more around it than the text has in a row (CommonMark, "Code spans").
    private static func code(_ text: String) -> String {
        let line = PlainText.line(text)
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return longest == 0 ? "`\(line)`" : "\(fence) \(line) \(fence)"
    }
}
