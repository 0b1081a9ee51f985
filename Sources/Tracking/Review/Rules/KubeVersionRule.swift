import Charts
import Versioning

/// The versions of Kubernetes that the chart takes.
enum KubeVersionRule {
    /// The minor versions that a range is tried with, where the cluster's is not known.
    private static let minors: ClosedRange<UInt64> = 10...60

    static func items(_ comparison: ChartComparison, kubeVersion: String?) -> [ReviewItem] {
        guard let range = comparison.new.kubeVersion, let constraint = try? Constraint(range) else { return [] }
        let before = comparison.old.kubeVersion
        if let kubeVersion, let cluster = try? Version(kubeVersion) {
            guard !constraint.allows(cluster) else { return [] }
            let wasRefused = before.flatMap { try? Constraint($0) }.map { !$0.allows(cluster) } ?? false
            return [
                ReviewItem(
                    .kubeVersion, wasRefused ? .check : .breaks,
                    "\(comparison.new.version) asks for Kubernetes \(range), and the cluster has \(kubeVersion)"
                        + (wasRefused ? "; \(comparison.old.version) does not take it either" : ""),
                    path: "kubeVersion", old: before, new: range)
            ]
        }
        guard before != range else { return [] }
        let allowed = { (text: String?) -> Set<UInt64> in
            guard let text, let constraint = try? Constraint(text) else { return Set(minors) }
            return Set(minors.filter { minor in (try? Version("1.\(minor).99")).map(constraint.allows) ?? false })
        }
        let lost = allowed(before).subtracting(allowed(range)).sorted()
        guard let first = lost.first, let last = lost.last else { return [] }
        let which = first == last ? "1.\(first)" : "1.\(first) to 1.\(last)"
        let versions =
            last == minors.upperBound || first == minors.lowerBound
            ? first == minors.lowerBound ? "1.\(last) and older" : "1.\(first) and newer" : which
        return [
            ReviewItem(
                .kubeVersionRaised, .check,
                "\(comparison.new.version) asks for Kubernetes \(range) (\(before.map { "before: \($0)" } ?? "before: any")): "
                    + "clusters of \(versions) are not taken any more",
                path: "kubeVersion", old: before, new: range)
        ]
    }
}
