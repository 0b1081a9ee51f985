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

    /// True where the condition of a sub-chart says that it is not installed.
    func isSwitchedOff(_ dependency: ChartDependency, in values: ChartValue) -> Bool {
        // The first path of the list that is a boolean decides.
        for condition in dependency.condition.split(separator: ",") {
            let keys = condition.split(separator: ".").map(String.init)
            if case .bool(let isOn)? = values.value(at: keys) { return !isOn }
        }
        return false
    }
}
