public import Charts
internal import Versioning

/// What a chart's lock records for its dependencies, and whether that fits their ranges.
///
/// The digest of the lock is not looked at here: it tells whether `Chart.yaml` was changed since.
public struct ChartLockState: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public let dependency: ChartDependency
        /// Nil where the lock does not have it.
        public let locked: String?
        public let isInRange: Bool
    }

    /// `Chart.lock` or `requirements.lock`; nil where there is none.
    public let file: String?
    /// RFC 3339, as written.
    public let generated: String?
    public let digest: String?
    /// In the order of the dependencies.
    public let entries: [Entry]
    /// What the lock has and nobody asks for.
    public let surplus: [String]

    public init(of chart: Chart) {
        file = chart.lock.map { _ in
            ["Chart.lock", "requirements.lock"].first { chart.bytes(of: $0) != nil } ?? "Chart.lock"
        }
        generated = chart.lock?.generated
        digest = chart.lock?.digest
        var left = chart.lock?.dependencies ?? []
        entries = chart.dependencies.map { dependency in
            guard let index = left.firstIndex(where: { $0.name == dependency.name }) else {
                return Entry(dependency: dependency, locked: nil, isInRange: false)
            }
            let locked = left.remove(at: index).version
            let range = try? Constraint(dependency.version)
            let isInRange =
                locked == dependency.version || (try? Version(locked)).map { range?.allows($0) ?? false } ?? false
            return Entry(dependency: dependency, locked: locked, isInRange: isInRange)
        }
        surplus = left.map(\.name)
    }

    /// Every dependency has a locked version in its range, and nothing else is locked; true without dependencies.
    public var fits: Bool { entries.allSatisfy(\.isInRange) && surplus.isEmpty }
}
