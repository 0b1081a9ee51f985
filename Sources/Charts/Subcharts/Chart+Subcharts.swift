internal import Versioning

/// A chart below another one.
struct SubchartUse {
    /// The key of its values.
    let key: String
    /// Nil for one in `charts/` that nobody declares.
    let dependency: ChartDependency?
    /// Nil for one that is declared and does not lie in `charts/`.
    let chart: Chart?
}

extension Chart {
    /// The chart in `charts/` that a dependency means: by name, of several versions the one in its range.
    public func subchart(for dependency: ChartDependency) -> Chart? {
        let named = subcharts.filter { $0.metadata.name == dependency.name }
        guard named.count > 1, let range = try? Constraint(dependency.version) else { return named.first }
        return named.first { (try? Version($0.metadata.version)).map(range.allows) ?? false } ?? named.first
    }

    /// The charts directly below, as declared, and behind them those that nobody declares.
    var subchartUses: [SubchartUse] {
        let declared = Set(dependencies.map(\.name))
        return dependencies.map { SubchartUse(key: $0.valuesKey, dependency: $0, chart: subchart(for: $0)) }
            + subcharts.filter { !declared.contains($0.metadata.name) }
            .map { SubchartUse(key: $0.metadata.name, dependency: nil, chart: $0) }
    }

    /// The chart's values with those of the charts in it below their keys, where it says nothing itself. Source: Helm,
    /// "Subcharts and Global Values".
    ///
    /// - Parameter left: How many parts may still be looked at.
    func coalescedValues(left: inout Int) -> ChartValue {
        left -= 1
        var values = values
        for use in subchartUses where left > 0 {
            guard let chart = use.chart else {
                left -= 1
                continue
            }
            let defaults = chart.coalescedValues(left: &left)
            values = values.setting(use.key, to: values[use.key]?.coalesced(with: defaults) ?? defaults)
        }
        return values
    }
}
