public import Versioning

/// A difference between the sub-charts of two versions of a chart.
public struct DependencyChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed, versionChanged, repositoryChanged, conditionChanged
    }

    public let kind: Kind
    /// The key of its values.
    public let name: String
    /// Versions, repositories or conditions.
    public let old: String?
    public let new: String?
    /// From version to version, where both are known.
    public let step: Change
}

enum DependencyDiff {
    static func changes(from old: Chart, to new: Chart) -> [DependencyChange] {
        let before = Dictionary(old.dependencies.map { ($0.valuesKey, $0) }) { first, _ in first }
        let after = Dictionary(new.dependencies.map { ($0.valuesKey, $0) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().flatMap { name -> [DependencyChange] in
            switch (before[name], after[name]) {
            case (let left?, let right?):
                var changes: [DependencyChange] = []
                let versions = (version(of: left, in: old), version(of: right, in: new))
                if versions.0 != versions.1 {
                    let step = VersionStep.between(versions.0, versions.1)
                    changes.append(
                        DependencyChange(
                            kind: .versionChanged, name: name, old: versions.0, new: versions.1, step: step))
                }
                if left.repository != right.repository || left.name != right.name {
                    func text(_ dependency: ChartDependency) -> String {
                        left.name == right.name ? dependency.repository : "\(dependency.repository) \(dependency.name)"
                    }
                    changes.append(
                        DependencyChange(
                            kind: .repositoryChanged, name: name, old: text(left), new: text(right), step: .none))
                }
                if left.condition != right.condition {
                    changes.append(
                        DependencyChange(
                            kind: .conditionChanged, name: name, old: left.condition, new: right.condition, step: .none)
                    )
                }
                return changes
            case (let left?, nil):
                return [
                    DependencyChange(
                        kind: .removed, name: name, old: version(of: left, in: old), new: nil, step: .none)
                ]
            case (nil, let right?):
                return [
                    DependencyChange(
                        kind: .added, name: name, old: nil, new: version(of: right, in: new), step: .none)
                ]
            case (nil, nil): return []
            }
        }
    }

    /// What lies in `charts/`, else what the lock says, else the range.
    private static func version(of dependency: ChartDependency, in chart: Chart) -> String {
        chart.subchart(for: dependency)?.metadata.version
            ?? chart.lock?.dependencies.first { $0.name == dependency.name && $0.repository == dependency.repository }?
            .version ?? dependency.version
    }
}

/// How far it is from one version to another, whatever they look like.
public enum VersionStep {
    /// `none` where no order is known, and for a step back.
    public static func between(_ old: String?, _ new: String?) -> Change {
        guard let old, let new, old != new, isNewer(new, than: old) == true,
            let scheme = try? Scheme.inferred(
                current: old, listing: [new], allowPrerelease: true, options: SchemeOptions()),
            case .ordered(let reading) = scheme.read(new)
        else { return .none }
        return scheme.change(from: scheme.current, to: reading)
    }

    /// Nil where the two cannot be compared: other shapes, no versions.
    public static func isNewer(_ version: String, than other: String) -> Bool? {
        guard
            let scheme = try? Scheme.inferred(
                current: other, listing: [version], allowPrerelease: true, options: SchemeOptions()),
            case .ordered(let reading) = scheme.read(version)
        else { return nil }
        return reading > scheme.current
    }
}
