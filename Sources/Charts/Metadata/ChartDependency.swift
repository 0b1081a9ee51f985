/// One entry of `dependencies` in a `Chart.yaml` or `requirements.yaml`. Source: Helm, "Chart dependencies".
public struct ChartDependency: Hashable, Sendable {
    public var name: String
    /// A constraint, or a version; empty when the file names none.
    public var version: String
    /// `https://…`, `oci://…`, `file://…`, `@name`, `alias:name`, or empty for a chart that lies in `charts/`.
    public var repository: String
    public var condition: String
    public var tags: [String]
    /// As written; Helm computes it anew.
    public var enabled: Bool
    /// Strings, and maps of `child` and `parent`; empty where the file has no such key, or null.
    public var importValues: [ChartValue]
    public var alias: String

    /// The name by which values address the chart.
    public var valuesKey: String { alias.isEmpty ? name : alias }

    public init(
        name: String, version: String = "", repository: String = "", condition: String = "", tags: [String] = [],
        enabled: Bool = false, importValues: [ChartValue] = [], alias: String = ""
    ) {
        self.name = name
        self.version = version
        self.repository = repository
        self.condition = condition
        self.tags = tags
        self.enabled = enabled
        self.importValues = importValues
        self.alias = alias
    }

    /// Nil for anything but a mapping; a name is not asked for.
    public init?(_ value: ChartValue) {
        guard case .map(let members) = value else { return nil }
        self.init(name: "")
        read(members) { _ in }
    }
}
