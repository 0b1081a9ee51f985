import Discovery
public import Tracking
import Versioning

/// The sum of `astern update` in one line.
public enum UpdateSummary {
    /// `12 updated, 5 need --change major, 3 unknown`: every reference counts once at most, what is zero is left out.
    ///
    /// - Parameters:
    ///   - updated: The ids of the references that were written, or for a dry run would be.
    ///   - dryRun: Whether nothing was to be written.
    public static func line(for plan: Plan, updated: Set<String>, dryRun: Bool) -> String {
        let outcomes = plan.decisions.compactMap { Outcome($0, updated: updated) }
        let parts = Outcome.allCases.compactMap { outcome in
            let count = outcomes.count { $0 == outcome }
            return count == 0 ? nil : outcome.text(count, dryRun: dryRun)
        }
        return parts.isEmpty ? "nothing to update" : parts.joined(separator: ", ")
    }

    /// What became of one reference, in the order of the line.
    private enum Outcome: CaseIterable {
        case updated, notWritten, needsPatch, needsMinor, needsMajor, outsideRange, held
        case refused, unknown

        /// Nil where there was nothing to do.
        init?(_ decision: Decision, updated: Set<String>) {
            switch decision.status {
            case _ where updated.contains(decision.reference.id): self = .updated
            case .unknown: self = .unknown
            case .refused: self = .refused
            case .held: self = .held
            case .current, .ahead, .untracked:
                guard decision.wanted != nil else { return nil }
                self = .notWritten
            case .outdated:
                if decision.wanted != nil {
                    self = .notWritten
                } else if decision.current.constraint != nil {
                    self = .outsideRange
                } else {
                    self.init(needs: decision.reachNeeded ?? decision.latestChange)
                }
            }
        }

        private init(needs change: Change) {
            switch change {
            // Outdated, and nothing says why it stays: it must not vanish from the sum.
            case .none, .digest: self = .notWritten
            // A pre-release moves within its patch, and no smaller reach takes it along.
            case .prerelease, .patch: self = .needsPatch
            case .minor: self = .needsMinor
            case .major: self = .needsMajor
            }
        }

        func text(_ count: Int, dryRun: Bool) -> String {
            let number = Counted.number(count)
            let need = "\(number) \(count == 1 ? "needs" : "need")"
            return switch self {
            case .updated: dryRun ? "\(number) would be updated" : "\(number) updated"
            case .notWritten: "\(number) not written"
            case .needsPatch: "\(need) --change patch"
            case .needsMinor: "\(need) --change minor"
            case .needsMajor: "\(need) --change major"
            case .outsideRange: "\(number) outside \(count == 1 ? "its range" : "their ranges")"
            case .held: "\(number) held"
            case .refused: "\(number) refused"
            case .unknown: "\(number) unknown"
            }
        }
    }
}
