public import Versioning

/// What changes from one version of a chart to another, by both charts alone.
public struct ChartComparison: Sendable {
    public let old: ChartMetadata
    public let new: ChartMetadata
    public let oldDefaults: ChartDefaults
    public let newDefaults: ChartDefaults
    /// Default values, by path; those of sub-charts below their keys.
    public let values: [ValuesChange]
    /// The chart's own schema.
    public let schema: [SchemaChange]
    public let resources: [CustomResourceChange]
    public let images: [ImageChange]
    public let dependencies: [DependencyChange]
    public let templates: TemplateChanges
    /// Of the newer version: what its publisher says. Those of versions between are added by who has them.
    public var notes: [ReleaseNote]
    /// Sub-charts that neither archive holds: what changes in them is not known.
    public let unknownSubcharts: [String]
    /// Files that could not be read, of the newer chart first.
    public let problems: [ChartFileError]
    /// `apiVersion` ⇒ a template that is written for it, whatever the cluster.
    public let oldAPIs: [String: String]
    public let newAPIs: [String: String]

    public init(from old: Chart, to new: Chart) {
        self.old = old.metadata
        self.new = new.metadata
        let before = ChartDefaults(of: old)
        let after = ChartDefaults(of: new)
        oldDefaults = before
        newDefaults = after
        // Where only one archive holds a sub-chart, what that says of its values is no change: the parent's own are compared.
        let unknown = Set(before.unknown).symmetricDifference(after.unknown)
        values = ValuesDiff.changes(
            from: unknown.reduce(before.values) { $0.replacing($1, with: old.values) },
            to: unknown.reduce(after.values) { $0.replacing($1, with: new.values) })
        schema = SchemaDiff.changes(from: old.schema, to: new.schema)
        let resources = (old.definitions, new.definitions)
        self.resources = CustomResourceDiff.changes(from: resources.0.found, to: resources.1.found)
        images = ImageDiff.changes(from: before.images, to: after.images)
        dependencies = DependencyDiff.changes(from: old, to: new)
        templates = TemplateChanges(from: old, to: new)
        oldAPIs = TemplateAPIs.all(in: old)
        newAPIs = TemplateAPIs.all(in: new)
        let annotated = ReleaseNotes.annotated(in: new.metadata)
        let sections = new.changelog.map {
            ReleaseNotes.sections(of: $0, after: old.metadata.version, upTo: new.metadata.version)
        }
        notes = annotated.isEmpty ? sections ?? [] : annotated
        unknownSubcharts = after.unknown.map(\.description)
        problems = resources.1.unreadable + resources.0.unreadable + new.problems + old.problems
    }

    /// From one version of the application to the other.
    public var appStep: Change { VersionStep.between(old.appVersion, new.appVersion) }

    /// From one version of the chart to the other.
    public var chartStep: Change {
        guard
            let scheme = try? Scheme.chart(
                current: old.version, requiresThreeParts: false, allowPrerelease: true, options: SchemeOptions()),
            case .ordered(let reading) = scheme.read(new.version), reading > scheme.current
        else { return .none }
        return scheme.change(from: scheme.current, to: reading)
    }

    /// True where the newer chart is none.
    public var isStepBack: Bool { VersionStep.isNewer(old.version, than: new.version) == true }

    /// True where nothing but the metadata differs.
    public var isOfMetadataAlone: Bool {
        values.isEmpty && schema.isEmpty && resources.isEmpty && images.isEmpty && dependencies.isEmpty
            && templates.isEmpty
    }
}

/// Which files below `templates/` differ, as text.
public struct TemplateChanges: Hashable, Sendable {
    public let added: [String]
    public let removed: [String]
    public let changed: [String]

    init(from old: Chart, to new: Chart) {
        let before = Dictionary(old.templates.map { ($0.path, $0.bytes) }) { first, _ in first }
        let after = Dictionary(new.templates.map { ($0.path, $0.bytes) }) { first, _ in first }
        added = after.keys.filter { before[$0] == nil }.sorted()
        removed = before.keys.filter { after[$0] == nil }.sorted()
        changed = after.filter { path, bytes in before[path].map { $0 != bytes } ?? false }.map(\.key).sorted()
    }

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}
