internal import Versioning

/// A chart in a chart, as its parent uses it: under which keys, with which values, and whether at all.
public struct ChartPart: Hashable, Sendable {
    /// The keys that lead to its values from the outermost chart; none for that itself.
    public let keys: [String]
    /// What the parent declares; nil for the outermost chart, and for one in `charts/` that nobody declares.
    public let dependency: ChartDependency?
    /// Nil for one that is declared and does not lie in `charts/`.
    public let chart: Chart?
    /// Its own values with what its parents set for it, and with their `global`.
    public let values: ChartValue
    /// The condition (its path) or tag (`tags.NAME`) that switches it off by default, here or in a chart around it.
    public let disabledBy: String?

    /// The keys of the charts in it.
    var nestedKeys: Set<String> {
        guard let chart else { return [] }
        let declared = Set(chart.dependencies.map(\.name))
        let others = chart.subcharts.map(\.metadata.name).filter { !declared.contains($0) }
        return Set(chart.dependencies.map(\.valuesKey) + others)
    }

    /// The outermost chart and all that are in it, parents first, in the order of their declarations.
    public static func all(of chart: Chart) -> [ChartPart] {
        var parts: [ChartPart] = []
        let root = ChartPart(keys: [], dependency: nil, chart: chart, values: chart.values, disabledBy: nil)
        append(root, tags: chart.values["tags"], to: &parts)
        return parts
    }

    private static func append(_ part: ChartPart, tags: ChartValue?, to parts: inout [ChartPart]) {
        parts.append(part)
        guard let chart = part.chart else { return }
        for dependency in chart.dependencies {
            let inner = chart.vendored(dependency)
            let disabledBy = part.disabledBy ?? part.disabling(dependency, tags: tags)
            let nested = part.nested(dependency.valuesKey, dependency, inner, disabledBy)
            append(nested, tags: tags, to: &parts)
        }
        let declared = Set(chart.dependencies.map(\.name))
        for inner in chart.subcharts where !declared.contains(inner.metadata.name) {
            append(part.nested(inner.metadata.name, nil, inner, part.disabledBy), tags: tags, to: &parts)
        }
    }

    private func nested(
        _ key: String, _ dependency: ChartDependency?, _ inner: Chart?, _ disabledBy: String?
    ) -> ChartPart {
        let own = inner?.values ?? .map([:])
        var members: [String: ChartValue] = [:]
        if case .map(let filled) = (values[key] ?? .map([:])).filled(from: own) { members = filled }
        if let global = values["global"] { members["global"] = global.filled(from: own["global"] ?? .map([:])) }
        return ChartPart(
            keys: keys + [key], dependency: dependency, chart: inner, values: .map(members), disabledBy: disabledBy)
    }

    /// What switches a dependency off: tags, and above them the first condition that is a boolean. Source: Helm,
    /// "Tags and Condition fields in dependencies".
    private func disabling(_ dependency: ChartDependency, tags: ChartValue?) -> String? {
        for condition in dependency.condition.split(separator: ",") {
            let path = condition.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard case .bool(let isOn)? = value(at: path) else { continue }
            return isOn ? nil : (keys + path).joined(separator: ".")
        }
        let known = dependency.tags.compactMap { name -> (name: String, isOn: Bool)? in
            guard case .bool(let isOn)? = tags?[name] else { return nil }
            return (name, isOn)
        }
        return known.contains(where: \.isOn) ? nil : known.first.map { "tags.\($0.name)" }
    }

    /// A value by its path; below the key of a chart in `charts/` also that chart's own default.
    private func value(at path: [String]) -> ChartValue? {
        if let found = values[path] { return found }
        guard let key = path.first, path.count > 1 else { return nil }
        let inner =
            chart?.dependencies.first { $0.valuesKey == key }.flatMap { chart?.vendored($0) }
            ?? chart?.subcharts.first { $0.metadata.name == key }
        return inner?.values[Array(path.dropFirst())]
    }
}

extension Chart {
    /// The chart in `charts/` that a dependency means: by name, of several versions the one within its range.
    fileprivate func vendored(_ dependency: ChartDependency) -> Chart? {
        let named = subcharts.filter { $0.metadata.name == dependency.name }
        guard named.count > 1, let range = try? Constraint(dependency.version) else { return named.first }
        return named.first { (try? Version($0.metadata.version)).map(range.allows) ?? false } ?? named.first
    }
}

extension ChartValue {
    /// These values with defaults where they say nothing; a null takes a default away. Source: Helm, "Values Files".
    fileprivate func filled(from defaults: ChartValue) -> ChartValue {
        guard case .map(var members) = self, case .map(let others) = defaults else { return self }
        for (key, value) in others {
            switch members[key] {
            case nil: members[key] = value
            case .null?: members[key] = nil
            case let own?: members[key] = own.filled(from: value)
            }
        }
        return .map(members)
    }
}
