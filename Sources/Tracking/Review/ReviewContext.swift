import Charts
import Discovery
import Versioning

/// What the rules of a review look at: both charts, and one installation of the tree.
struct ReviewContext: Sendable {
    let comparison: ChartComparison
    let release: ReleaseValues

    var old: ChartDefaults { comparison.oldDefaults }
    var new: ChartDefaults { comparison.newDefaults }
    let effectiveOld: ChartValue
    let effectiveNew: ChartValue
    /// What is set, sorted by path.
    let leaves: [(path: ValuePath, value: ChartValue)]

    init(comparison: ChartComparison, release: ReleaseValues) {
        self.comparison = comparison
        self.release = release
        effectiveOld = release.values.coalesced(with: comparison.oldDefaults.values)
        effectiveNew = release.values.coalesced(with: comparison.newDefaults.values)
        leaves = release.leaves
    }

    /// How the installation is called in sentences.
    var owner: String {
        [release.installation.owner.kind, release.installation.owner.name].compactMap { $0 }.joined(separator: " ")
    }

    /// True where something above the path is switched off: what changes below it has no effect.
    func isDormant(_ path: ValuePath) -> Bool {
        var value = effectiveNew
        for (index, key) in path.keys.enumerated() {
            let isSwitch = index == path.keys.count - 1 && Self.switches.contains(key)
            if !isSwitch, index > 0, Self.switches.contains(where: { value[$0] == .bool(false) }) { return true }
            guard let next = value[key] else { return false }
            value = next
        }
        return false
    }

    private static let switches = ["enabled", "create", "enable"]

    /// True where a condition or a tag says that a sub-chart is not installed.
    func isSwitchedOff(_ dependency: ChartDependency, in values: ChartValue) -> Bool {
        dependency.disabling(in: values, tags: values["tags"]) != nil
    }
}
