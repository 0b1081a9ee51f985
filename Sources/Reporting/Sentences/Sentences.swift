import Artifacts
import Discovery
public import Tracking

/// What reasons say, in English: one clause each, without capital and full stop, so that clauses join to sentences.
///
/// The clauses say who knows what ("upstream lists", "is written") and name the versions at hand. Which codes there
/// are, and what each means, is in `docs/reasons.md`.
public enum Sentences {
    /// What a reason of a decision says.
    public static func text(for reason: Reason, in decision: Decision) -> String {
        let facts = Facts(reason, decision)
        return switch reason.code {
        case .newest, .digestMatches, .digestOnly, .rangeResolved, .newerThanUpstream, .alreadyThere: current(facts)
        case .newerWithinReach, .newerBeyondReach, .digestMoved, .outsideRange: outdated(facts)
        case .rollingTag, .bareHash, .noVersion, .template, .placeholder, .signatureTag,
            .noRepository, .foreignDatasource:
            untracked(facts)
        case .unbound, .lookupFailed, .partialListing, .notListed, .noMatch, .invalidRange: unknown(facts)
        case .digestUnknown, .wouldDowngrade, .sharedSite, .notEditable, .lockWouldBreak, .breaking: refused(facts)
        case .policySelects, .policyMissing, .policyInvalid, .policyDecides, .policySuspended: imagePolicy(facts)
        case .digestsIgnored: leftAside(facts)
        case .asOf: "upstream's answer is of \(facts.subject ?? "an earlier run")"
        }
    }

    /// Why the status is what it is: the clauses of the reasons that bear on it.
    public static func verdict(of decision: Decision) -> String {
        let deciding = decision.reasons.filter { $0.code.bears(on: decision.status) }
        let clauses = deciding.map { text(for: $0, in: decision) }
        if !clauses.isEmpty { return clauses.joined(separator: "; ") }
        if let error = decision.error { return error }
        return decision.status.plainWords
    }
}

extension Reason.Code {
    /// Whether the code says why a decision has this status.
    fileprivate func bears(on status: Status) -> Bool {
        switch self {
        case .newest, .digestMatches, .digestOnly, .rangeResolved, .alreadyThere: status == .current || status == .ahead
        case .newerThanUpstream: status == .ahead
        case .newerWithinReach, .newerBeyondReach, .digestMoved, .outsideRange: status == .outdated
        case .rollingTag, .bareHash, .noVersion, .template, .placeholder, .signatureTag,
            .noRepository, .foreignDatasource:
            status == .untracked
        case .unbound, .lookupFailed, .partialListing, .notListed, .noMatch, .invalidRange: status == .unknown
        case .digestUnknown, .wouldDowngrade, .sharedSite, .notEditable, .lockWouldBreak, .policyDecides,
            .breaking:
            status == .refused
        case .policySelects: status == .current || status == .outdated
        case .policyMissing, .policyInvalid: status == .unknown
        case .policySuspended: status == .held
        case .digestsIgnored, .asOf: false
        }
    }
}

extension Status {
    /// What the status means, for a decision that gives no reason.
    fileprivate var plainWords: String {
        switch self {
        case .current: "nothing newer is known"
        case .outdated: "something newer exists"
        case .ahead: "the tree is newer than everything upstream"
        case .held: "something newer exists, and a hold says stay"
        case .untracked: "what is written has no order"
        case .unknown: "it could not be decided"
        case .refused: "something newer exists, and a safety rule forbids writing it"
        }
    }
}
