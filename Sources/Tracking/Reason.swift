/// Why a decision is what it is: a code of a closed list, and the values that a sentence about it needs.
///
/// The codes are part of the JSON contract and are documented in `docs/reasons.md`.
public struct Reason: Hashable, Sendable {
    public enum Code: String, CaseIterable, Sendable {
        // Why it is current or ahead.
        case newest, digestMatches, digestOnly, rangeResolved, alreadyThere, newerThanUpstream
        // What an image policy says, whatever the status.
        case policySelects
        // Why it is outdated.
        case newerWithinReach, newerBeyondReach, digestMoved, outsideRange
        // Why it has no order.
        case rollingTag, bareHash, noVersion, template, placeholder, signatureTag
        // Why there is nothing to look up.
        case noRepository, foreignDatasource
        // Why it is unknown.
        case unbound, lookupFailed, partialListing, notListed, noMatch, invalidRange
        case policyMissing, policyInvalid
        // Why it is refused.
        case digestUnknown, wouldDowngrade, sharedSite, notEditable, lockWouldBreak, policyDecides, breaking
        // Why it is held.
        case policySuspended
        // What was left aside.
        case digestsIgnored
        // How old the answer is.
        case asOf
    }

    public let code: Code
    /// The version, tag, digest, range or message that the reason is about.
    public let subject: String?

    public init(_ code: Code, _ subject: String? = nil) {
        self.code = code
        self.subject = subject
    }
}
