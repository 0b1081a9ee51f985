/// A chart in a chart, as its parent uses it: under which keys, with which values, and whether at all.
public struct ChartPart: Hashable, Sendable {
    /// Where its values stand in those of the outermost chart; the root for that itself.
    public let path: ValuePath
    /// What the parent declares; nil for the outermost chart, and for one in `charts/` that nobody declares.
    public let dependency: ChartDependency?
    /// Nil for one that is declared and does not lie in `charts/`.
    public let chart: Chart?
    /// Its own values with what its parents set for it, with their `global`, and with the defaults of the charts in it.
    public let values: ChartValue
    /// The condition (its path) or tag (`tags.NAME`) that switches it off by default, here or in a chart around it.
    public let disabledBy: String?

    /// The outermost chart and all that are in it, parents first, in the order of their declarations.
    ///
    /// An alias makes a part of its own, so that few charts can have very many parts: beyond
    /// ``ChartLimits/chartParts`` the rest is left out.
    public static func all(of chart: Chart) -> [ChartPart] {
        var left = ChartLimits.chartParts
        let values = chart.coalescedValues(left: &left)
        let root = ChartPart(path: ValuePath(), dependency: nil, chart: chart, values: values, disabledBy: nil)
        var parts: [ChartPart] = []
        append(root, tags: values["tags"], to: &parts)
        return parts
    }

    private static func append(_ part: ChartPart, tags: ChartValue?, to parts: inout [ChartPart]) {
        guard parts.count < ChartLimits.chartParts else { return }
        parts.append(part)
        for use in part.chart?.subchartUses ?? [] { append(part.nested(use, tags: tags), tags: tags, to: &parts) }
    }

    private func nested(_ use: SubchartUse, tags: ChartValue?) -> ChartPart {
        var members: [String: ChartValue] = [:]
        if case .map(let own)? = values[use.key] { members = own }
        if let global = values["global"] { members["global"] = global.coalesced(with: members["global"] ?? .map([:])) }
        let disabledBy =
            disabledBy
            ?? use.dependency?.disabling(in: values, tags: tags).map { found in
                switch found {
                case .condition(let keys): ValuePath(path.keys + keys).description
                case .tag(let name): ValuePath(["tags", name]).description
                }
            }
        return ChartPart(
            path: path / use.key, dependency: use.dependency, chart: use.chart, values: .map(members),
            disabledBy: disabledBy)
    }
}
