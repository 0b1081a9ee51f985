extension Constraint {
    /// One comparison that a version fails, or the pre-release rule of its alternative.
    public struct Refusal: Hashable, Sendable {
        /// Which alternative, counted from 0 in the order written.
        public let group: Int
        /// The comparison as written; for the pre-release rule the first one of the alternative.
        public let comparison: String
        /// Why the comparison fails.
        public let reason: Reason

        /// How a version fails a comparison.
        public enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
            /// The version is a pre-release and no comparison of the alternative names one.
            case prerelease
            /// The version lies below what the comparison allows.
            case tooLow
            /// The version lies above what the comparison allows.
            case tooHigh
            /// The version is among those that `!=` excludes.
            case excluded
        }
    }

    /// Why `version` does not pass: at least one refusal for each alternative, or nothing when it passes.
    public func whyNot(_ version: Version) -> [Refusal] {
        var refusals: [Refusal] = []
        for (index, group) in groups.enumerated() {
            let before = refusals.count
            if version.isPrerelease, !group.admitsPrereleases {
                let first = group.comparisons.first?.text ?? text
                refusals.append(Refusal(group: index, comparison: first, reason: .prerelease))
                continue
            }
            for comparison in group.comparisons where !comparison.holds(version) {
                let reason = comparison.reason(against: version)
                refusals.append(Refusal(group: index, comparison: comparison.text, reason: reason))
            }
            if refusals.count == before { return [] }
        }
        return refusals
    }
}

extension Comparison {
    /// Which side a version that fails lies on.
    fileprivate func reason(against candidate: Version) -> Constraint.Refusal.Reason {
        switch `operator` {
        case .notEqual: .excluded
        case .greater, .greaterOrEqual: .tooLow
        case .less, .lessOrEqual: .tooHigh
        case .equal, .tilde, .caret: Version.compare(candidate, version) < 0 ? .tooLow : .tooHigh
        }
    }
}
