import Artifacts
import Discovery
import Tracking

/// Clauses for what is behind, could not be decided, or may not be written.
extension Sentences {
    static func outdated(_ facts: Facts) -> String {
        switch facts.code {
        case .digestMoved: return digestMoved(facts)
        case .outsideRange:
            let newer = facts.subject == facts.range ? facts.decision.latest?.version : facts.offered
            return "\(newer ?? "something newer") is newer and outside the range \(facts.range ?? "that is written")"
        case .newerBeyondReach:
            let newer = facts.subject ?? facts.decision.latest?.version
            return "\(newer ?? "something newer") is newer and beyond reach\(facts.step(to: newer))"
        default:
            let newer = facts.offered
            return "\(newer ?? "something newer") is newer and within reach\(facts.step(to: newer))"
        }
    }

    private static func digestMoved(_ facts: Facts) -> String {
        let served = facts.decision.wanted?.digest ?? facts.decision.latest?.digest
        let version = facts.version.map { " for \($0)" } ?? ""
        let digests =
            switch (served?.short, facts.pinnedDigest) {
            case (let new?, let old?): ": \(new) instead of \(old)"
            case (let new?, nil): ": \(new)"
            case (nil, let old?): " than \(old)"
            case (nil, nil): ""
            }
        return "upstream serves another digest\(version)\(digests)"
    }

    static func unknown(_ facts: Facts) -> String {
        let detail = facts.subject.map { ": \($0)" } ?? ""
        switch facts.code {
        case .unbound:
            let told = facts.decision.reference.unbound ?? facts.subject
            let reason = told ?? "the source that it names is not in the tree"
            let candidates = facts.decision.reference.candidates.map(\.identity)
            return candidates.isEmpty ? reason : "\(reason), it could be \(candidates.joined(separator: " or "))"
        case .lookupFailed:
            return (facts.decision.error ?? facts.subject).map { "the lookup failed: \($0)" } ?? "the lookup failed"
        case .partialListing: return "upstream's list may lack versions\(detail)"
        case .notListed: return "upstream does not list \(facts.subject ?? facts.version ?? "what is written")"
        case .noMatch:
            if let range = facts.range { return "nothing that upstream lists lies in the range \(range)" }
            return "nothing that upstream lists compares with \(facts.version ?? facts.subject ?? "what is written")"
        default:
            let range = facts.range ?? facts.subject ?? "what is written"
            return "\(range) is not a range that can be read" + (facts.subject == range ? "" : detail)
        }
    }

    static func refused(_ facts: Facts) -> String {
        let detail = facts.subject.map { ": \($0)" } ?? ""
        return switch facts.code {
        case .digestUnknown:
            "a digest is pinned, and that of \(facts.offered ?? "the newer version") is not known"
                + (facts.decision.error.map { ": \($0)" } ?? "")
        case .wouldDowngrade:
            "\(facts.offered ?? "what upstream lists") is older than \(facts.version ?? "what is written")"
        case .sharedSite: "the text belongs to another reference too, which does not move along\(detail)"
        case .breaking: "the step breaks something here\(detail)"
        case .lockWouldBreak: "a lock file pins the same version and is not written\(detail)"
        default: "the text cannot be edited in place\(detail)"
        }
    }
}
