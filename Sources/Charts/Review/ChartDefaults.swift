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
    /// The images that the values name, but those in lists: items of lists are compared with the lists.
    public let images: [ChartImage]

    public init(of chart: Chart) {
        let parts = ChartPart.all(of: chart)
        values = parts.first?.values ?? chart.values
        unknown = parts.filter { $0.chart == nil }.map(\.path).sorted()
        schemas = parts.compactMap { part in part.chart?.schema.map { (part.path, SchemaDocument.read($0)) } }
        images = parts.flatMap(ValuesImageReader.images).filter { image in
            !image.path.keys.contains(where: ValuePath.isItem)
        }
        mentions = KeyMentions(chart)
        isOpen = if case .map(let members) = chart.values { members.isEmpty } else { true }
    }

    /// The default at a path; nil where there is none.
    public subscript(path: ValuePath) -> ChartValue? {
        values[path.keys]
    }

    /// True where the path lies in a sub-chart that is not in the archive. `global` is for all charts.
    public func isUnknown(_ path: ValuePath) -> Bool { unknown.contains { path.isWithin($0) } }
}
