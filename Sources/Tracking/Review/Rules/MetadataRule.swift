import Charts
import Versioning

/// What the two `Chart.yaml` say.
enum MetadataRule {
    static func items(_ comparison: ChartComparison) -> [ReviewItem] {
        let (old, new) = (comparison.old, comparison.new)
        var items: [ReviewItem] = []
        if new.type == "library", old.type != "library" {
            items.append(
                ReviewItem(
                    .libraryChart, .breaks, "\(new.name) \(new.version) is a library chart: Helm does not install it",
                    path: "type", old: old.type ?? "application", new: "library"))
        }
        if new.deprecated, !old.deprecated {
            items.append(
                ReviewItem(.deprecated, .check, "\(new.name) is deprecated as of \(new.version) at the latest"))
        }
        if comparison.isStepBack {
            items.append(
                ReviewItem(
                    .stepBack, .check, "\(new.version) is older than \(old.version)", path: "version", old: old.version,
                    new: new.version))
        } else if comparison.chartStep == .major {
            items.append(
                ReviewItem(
                    .majorChart, .safe,
                    "a major step of the chart: its publisher says that something is not compatible", path: "version",
                    old: old.version, new: new.version))
        }
        if let before = old.appVersion, let after = new.appVersion, before != after {
            let step = comparison.appStep
            let words = "the application goes from \(before) to \(after)"
            if VersionStep.isNewer(before, than: after) == true, !comparison.isStepBack {
                items.append(
                    ReviewItem(
                        .appStepBack, .check, "\(words), which is older", path: "appVersion", old: before, new: after))
            } else if step == .major {
                items.append(
                    ReviewItem(
                        .majorApp, .check, "\(words): a major step", path: "appVersion", old: before, new: after))
            } else {
                items.append(ReviewItem(.appVersion, .safe, words, path: "appVersion", old: before, new: after))
            }
        }
        return items
    }
}
