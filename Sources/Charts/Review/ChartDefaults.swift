internal import Versioning

/// The values that a chart comes with: its own, and below the keys of its sub-charts theirs, as Helm puts them together.
public struct ChartDefaults: Sendable {
    public let values: ChartValue
    /// Keys of sub-charts that are not in the archive: what may stand below them is not known.
    public let unknown: [ValuePath]
    /// Keys of charts with their schema, outermost first; the chart itself has the empty path.
    let schemas: [(path: ValuePath, schema: Result<SchemaDocument, JSONProblem>)]
    /// Text of templates and of values files, in which a key may be named that has no default.
    let mentions: KeyMentions
    /// The chart has no values of its own: a library that it depends on says which keys it takes.
    public let isOpen: Bool

    public init(of chart: Chart) {
        var reading = Reading()
        values = reading.read(chart, at: ValuePath(), depth: 0)
        unknown = reading.unknown.sorted()
        schemas = reading.schemas
        mentions = KeyMentions(chart)
        isOpen = if case .map(let members) = chart.values { members.isEmpty } else { true }
    }

    /// The default at a path; nil where there is none.
    public subscript(path: ValuePath) -> ChartValue? {
        var value: ChartValue? = values
        for key in path.keys { value = value?[key] }
        return value
    }

    /// True where the path lies in a sub-chart that is not in the archive. `global` is for all charts.
    public func isUnknown(_ path: ValuePath) -> Bool { unknown.contains { path.isWithin($0) } }

    private struct Reading {
        var unknown: [ValuePath] = []
        var schemas: [(path: ValuePath, schema: Result<SchemaDocument, JSONProblem>)] = []

        mutating func read(_ chart: Chart, at path: ValuePath, depth: Int) -> ChartValue {
            if let schema = chart.schema { schemas.append((path, SchemaDocument.read(schema))) }
            var values = chart.values
            if case .map = values {} else { values = .map([:]) }
            guard depth < ChartLimits.chartDepth else { return values }
            for (key, subchart) in Self.subcharts(of: chart) {
                let inner = path / key
                guard let subchart else {
                    unknown.append(inner)
                    continue
                }
                let defaults = read(subchart, at: inner, depth: depth + 1)
                values = values.setting(key, to: values[key].map { $0.coalesced(with: defaults) } ?? defaults)
            }
            return values
        }

        /// The charts below, by the key of their values; nil where a declared one is not there.
        private static func subcharts(of chart: Chart) -> [(key: String, chart: Chart?)] {
            var found: [(key: String, chart: Chart?)] = chart.dependencies.map { dependency in
                (dependency.valuesKey, chart.subchart(for: dependency))
            }
            let declared = Set(chart.dependencies.map(\.name))
            found += chart.subcharts.filter { !declared.contains($0.metadata.name) }.map { ($0.metadata.name, $0) }
            return found
        }
    }
}

extension Chart {
    /// The chart in `charts/` that a dependency means: by name, of several versions the one in its range.
    public func subchart(for dependency: ChartDependency) -> Chart? {
        let named = subcharts.filter { $0.metadata.name == dependency.name }
        guard named.count > 1, let range = try? Constraint(dependency.version) else { return named.first }
        let fitting = named.first { (try? Version($0.metadata.version)).map(range.allows) ?? false }
        return fitting ?? named.first
    }
}
