import Charts
import Versioning

/// Sub-charts: those that come, go, or take a large step.
enum DependencyRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.dependencies.compactMap { change in
            let path = ValuePath([change.name])
            let dependency = context.comparison.new.dependencies.first { $0.valuesKey == change.name }
            let isOff = dependency.map { context.isSwitchedOff($0, in: context.effectiveNew) } ?? false
            switch change.kind {
            case .added:
                return ReviewItem(
                    .subchartAdded, isOff ? .safe : .check,
                    "the sub-chart \(change.name) \(change.new ?? "") is new, and is \(isOff ? "switched off" : "installed") with these values",
                    path: "\(path)", new: change.new)
            case .removed:
                let isSet = context.release.sets(path)
                return ReviewItem(
                    .subchartRemoved, isSet ? .check : .safe,
                    isSet
                        ? "the sub-chart \(change.name) is gone, and values for it are set here"
                        : "the sub-chart \(change.name) is gone; nothing is set for it here",
                    path: "\(path)", old: change.old, at: isSet ? context.release.place(of: path) : nil)
            case .versionChanged:
                guard !isOff else { return nil }
                guard change.step == .major else {
                    guard context.new.unknown.contains(path) else { return nil }
                    return ReviewItem(
                        .subchartUnknown, .check,
                        "the sub-chart \(change.name) goes from \(change.old ?? "-") to \(change.new ?? "-"), and is not in the archives: what changes in it is not known",
                        path: "\(path)", old: change.old, new: change.new)
                }
                return ReviewItem(
                    .subchartMajor, .check,
                    "the sub-chart \(change.name) takes a major step, from \(change.old ?? "-") to \(change.new ?? "-")",
                    path: "\(path)", old: change.old, new: change.new)
            case .conditionChanged:
                let before = context.comparison.old.dependencies.first { $0.valuesKey == change.name }
                let wasOff = before.map { context.isSwitchedOff($0, in: context.effectiveOld) } ?? false
                guard wasOff != isOff else { return nil }
                return ReviewItem(
                    .condition, .check,
                    "the sub-chart \(change.name) is switched by \(change.new ?? "nothing") now, and is \(isOff ? "off" : "on") with these values",
                    path: "\(path)", old: change.old, new: change.new, at: context.release.place(of: path))
            case .repositoryChanged:
                return nil
            }
        }
    }
}
