import Artifacts
import Charts
import Discovery
import SourceYAML
import Tracking

/// What both readable forms of a review show, and how much of it.
struct ReviewOutline {
    let review: ChartReview

    struct Group {
        let verdict: Verdict
        let title: String
        let items: [ReviewItem]
        /// Items that are not shown.
        let more: Int
    }

    /// Items by what they make of the verdict, the heaviest first. Whoever upgrades must see all that breaks.
    var groups: [Group] {
        [(Verdict.breaks, "Breaks", 200), (.check, "To check", 40), (.safe, "Good to know", 20)].compactMap {
            verdict, title, limit in
            let items = review.items.filter { $0.verdict == verdict }
            return items.isEmpty
                ? nil
                : Group(
                    verdict: verdict, title: title, items: Array(items.prefix(limit)), more: max(0, items.count - limit)
                )
        }
    }

    /// `apps/a.yaml:12 HelmRelease apps/podinfo` for each reference that would move.
    var places: [String] {
        review.references.map { reference in
            let site = reference.mainSite
            let label = reference.owner.label
            return "\(site.file):\(site.position.line)\(label.isEmpty ? "" : " \(label)")"
        }
    }

    /// Lines of changes of one sort.
    struct Changes {
        let title: String
        let lines: [String]
        let more: Int
    }

    private static let changesShown = 15

    /// What differs between the charts, whatever the tree sets.
    var changes: [Changes] {
        let comparison = review.comparison
        // Images have lines of their own.
        let values = comparison.values.filter { change in
            !comparison.images.contains { $0.covers(change.path) }
        }.enumerated().sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }.map(\.element)
        return [
            Self.changes("Values", values.map(Self.line)),
            Self.changes("Schema", comparison.schema.map(Self.line)),
            Self.changes("Custom resources", comparison.resources.map(Self.line)),
            Self.changes("Images", comparison.images.map(Self.line)),
            Self.changes("Sub-charts", comparison.dependencies.map(Self.line)),
        ].compactMap { $0 }
    }

    /// What may take something away comes first, new keys that say nothing last.
    private static func rank(_ change: ValuesChange) -> Int {
        switch change.kind {
        case .removed, .moved: 0
        case .type: 1
        case .default: 2
        case .added: change.new?.isBlank ?? true ? 4 : 3
        }
    }

    var notes: Changes? {
        Self.changes(
            "Release notes",
            review.comparison.notes.map { note in
                "\(note.version): \(note.kind.map { "\($0): " } ?? "")\(note.text)"
            })
    }

    private static func changes(_ title: String, _ lines: [String]) -> Changes? {
        guard !lines.isEmpty else { return nil }
        return Changes(
            title: "\(title) (\(Counted.number(lines.count)))", lines: Array(lines.prefix(changesShown)),
            more: max(0, lines.count - changesShown))
    }

    private static func line(_ change: ValuesChange) -> String {
        let (old, new) = (change.old?.shown() ?? "-", change.new?.shown() ?? "-")
        return switch change.kind {
        case .added: "+ \(change.path): \(new)"
        case .removed: "- \(change.path): \(old)"
        case .moved: "> \(change.from.map { "\($0)" } ?? "-") probably moved to \(change.path)"
        case .type, .default: "~ \(change.path): \(old) -> \(new)"
        }
    }

    private static func line(_ change: SchemaChange) -> String {
        let path = change.path.isRoot ? "the root" : "\(change.path)"
        let (old, new) = (change.old ?? "anything", change.new ?? "anything")
        return switch change.kind {
        case .schemaAdded: "+ the chart has a values.schema.json now"
        case .schemaRemoved: "- the chart has no values.schema.json any more"
        case .propertyAdded: "+ \(path)"
        case .propertyRemoved: "- \(path)"
        case .nowRequired: "~ \(path) is required now"
        case .noLongerRequired: "~ \(path) is not required any more"
        case .typeNarrowed, .typeWidened, .enumNarrowed, .enumWidened, .boundChanged: "~ \(path): \(old) -> \(new)"
        case .closed: "~ \(path) takes no other keys any more"
        case .opened: "~ \(path) takes other keys, too"
        }
    }

    private static func line(_ change: CustomResourceChange) -> String {
        let name = [change.resource, change.version].compactMap { $0 }.joined(separator: " ")
        let fields = change.fields.prefix(5).joined(separator: ", ")
        let more = change.fields.count > 5 ? " and \(change.fields.count - 5) more" : ""
        return switch change.kind {
        case .added, .versionAdded: "+ \(name)"
        case .removed, .versionRemoved: "- \(name)"
        case .noLongerServed: "~ \(name) is not served any more"
        case .storageMoved: "~ \(name) is stored as \(change.new ?? "-"), and was as \(change.old ?? "-")"
        case .scopeChanged, .kindChanged: "~ \(name): \(change.old ?? "-") -> \(change.new ?? "-")"
        case .fieldsAdded: "~ \(name): + \(fields)\(more)"
        case .fieldsRemoved: "~ \(name): - \(fields)\(more)"
        case .fieldsRequired: "~ \(name): now required: \(fields)\(more)"
        }
    }

    private static func line(_ change: ImageChange) -> String {
        let (old, new) = (change.old?.written ?? "-", change.new?.written ?? "-")
        return switch change.kind {
        case .added: "+ \(change.path): \(new)"
        case .removed: "- \(change.path): \(old)"
        case .moved, .tagChanged: "~ \(change.path): \(old) -> \(new)"
        }
    }

    private static func line(_ change: DependencyChange) -> String {
        switch change.kind {
        case .added: "+ \(change.name) \(change.new ?? "")"
        case .removed: "- \(change.name) \(change.old ?? "")"
        case .versionChanged: "~ \(change.name): \(change.old ?? "-") -> \(change.new ?? "-")"
        case .repositoryChanged: "~ \(change.name) comes from \(change.new ?? "-"), and came from \(change.old ?? "-")"
        case .conditionChanged: "~ \(change.name) is switched by \(change.new ?? "-"), and was by \(change.old ?? "-")"
        }
    }
}
