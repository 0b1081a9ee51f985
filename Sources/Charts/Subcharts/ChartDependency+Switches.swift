extension ChartDependency {
    /// What keeps a sub-chart from being installed.
    public enum Switch: Hashable, Sendable {
        /// The keys of the value, from the parent's values on.
        case condition([String])
        /// A name below `tags`.
        case tag(String)
    }

    /// What switches a dependency off: tags, and above them the first condition that is a boolean; nil where it is on.
    ///
    /// Source: Helm, "Tags and Condition fields in dependencies".
    ///
    /// - Parameters:
    ///   - values: Those of the parent, with the defaults of its sub-charts.
    ///   - tags: `tags` of the outermost chart's values.
    public func disabling(in values: ChartValue, tags: ChartValue?) -> Switch? {
        for condition in condition.split(separator: ",") {
            let keys = condition.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard case .bool(let isOn)? = values[keys] else { continue }
            return isOn ? nil : .condition(keys)
        }
        let known = self.tags.compactMap { name -> (name: String, isOn: Bool)? in
            guard case .bool(let isOn)? = tags?[name] else { return nil }
            return (name, isOn)
        }
        return known.contains(where: \.isOn) ? nil : known.first.map { .tag($0.name) }
    }
}
