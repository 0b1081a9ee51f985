import Charts

/// What is to be said of the charts themselves, whatever the tree sets.
enum ChartRule {
    static func items(_ comparison: ChartComparison) -> [ReviewItem] {
        notes(comparison) + subcharts(comparison) + templates(comparison) + problems(comparison)
    }

    private static func notes(_ comparison: ChartComparison) -> [ReviewItem] {
        comparison.notes.filter(\.isBreaking).map { note in
            let kind = note.kind.map { "\($0): " } ?? ""
            return ReviewItem(
                .releaseNote, .check, "the notes of \(note.version) say: \(kind)\(note.text)", path: note.source)
        }
    }

    private static func subcharts(_ comparison: ChartComparison) -> [ReviewItem] {
        let before = Set(comparison.oldDefaults.unknown)
        let after = comparison.newDefaults.unknown
        // An archive that lacks a chart which it declares does not install. Where the older one lacks some, too, both were
        // packed without.
        let missing = before.isEmpty ? after : []
        let items = missing.map { path in
            ReviewItem(
                .subchartMissing, .breaks,
                "the archive of \(comparison.new.version) lacks the sub-chart \(path), which it declares: Helm refuses it",
                path: "\(path)")
        }
        let unknown = before.isEmpty ? [] : after.map(\.description)
        guard let first = unknown.first else { return items }
        let what = unknown.count == 1 ? "the sub-chart \(first)" : "the sub-charts \(unknown.joined(separator: ", "))"
        return items + [
            ReviewItem(
                .subchartUnknown, .safe,
                "the archives lack \(what): what changes below \(unknown.count == 1 ? "its key" : "their keys") is not known"
            )
        ]
    }

    private static func templates(_ comparison: ChartComparison) -> [ReviewItem] {
        let changes = comparison.templates
        guard !changes.isEmpty else { return [] }
        let parts = [
            (changes.changed.count, "changed"), (changes.added.count, "added"), (changes.removed.count, "removed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return [
            ReviewItem(
                .templates, .safe, "templates: \(parts.joined(separator: ", ")); they are not rendered here",
                path: "templates/")
        ]
    }

    private static func problems(_ comparison: ChartComparison) -> [ReviewItem] {
        comparison.problems.map { ReviewItem(.fileUnreadable, .safe, "a file of a chart: \($0)", path: $0.file) }
    }
}
