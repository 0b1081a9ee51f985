public import Artifacts
public import Discovery
public import SourceYAML
public import Versioning

/// The outcome for one reference, with its reasons as data.
public struct Decision: Sendable {
    public let reference: Reference
    public let status: Status
    public let current: PinnedVersion
    /// What an update writes; nil when nothing is within reach.
    public let wanted: PinnedVersion?
    /// The best stable version of the same scheme, whatever the reach.
    public let latest: PinnedVersion?
    /// From current to wanted.
    public let change: Change
    /// From current to latest.
    public let latestChange: Change
    /// The smallest reach that would bring a newer version than what is within reach now; nil when none would.
    public let reachNeeded: Change?
    /// How many allowed releases come after current, up to latest.
    public let behind: Int
    /// `chartSemver`, `inferred`, `imagePolicy namespace/name`, or nil where no order is known.
    public let policy: String?
    public let reasons: [Reason]
    /// Of candidates that were not allowed: how many, and the nearest.
    public let rejections: [RejectionCount]
    /// How many releases upstream lists; nil when it was not asked or did not answer.
    public let listed: Int?
    /// The failed lookup behind `unknown`.
    public let error: String?
    /// Upstream marks the chart as deprecated.
    public let isDeprecated: Bool
    /// The edits that carry the decision out; empty without `wanted`.
    public let edits: [Edit]
    /// What a review of the step says; nil where none was made.
    public var verdict: Verdict?

    public init(
        reference: Reference, status: Status, current: PinnedVersion, wanted: PinnedVersion? = nil,
        latest: PinnedVersion? = nil, change: Change = .none, latestChange: Change = .none, reachNeeded: Change? = nil,
        behind: Int = 0, policy: String? = nil, reasons: [Reason] = [], rejections: [RejectionCount] = [],
        listed: Int? = nil, error: String? = nil, isDeprecated: Bool = false, edits: [Edit] = []
    ) {
        self.reference = reference
        self.status = status
        self.current = current
        self.wanted = wanted
        self.latest = latest
        self.change = change
        self.latestChange = latestChange
        self.reachNeeded = reachNeeded
        self.behind = behind
        self.policy = policy
        self.reasons = reasons
        self.rejections = rejections
        self.listed = listed
        self.error = error
        self.isDeprecated = isDeprecated
        self.edits = edits
    }
}

/// What the state of a reference is; the raw values are part of the JSON contract (section 6 of the design).
public enum Status: String, CaseIterable, Sendable {
    case current, outdated, ahead, held, untracked, unknown, refused
}

/// A version in the tree or upstream, with what is known of it.
public struct PinnedVersion: Hashable, Sendable {
    public let version: String?
    public let digest: Digest?
    public let constraint: String?
    public let created: String?

    public init(version: String?, digest: Digest? = nil, constraint: String? = nil, created: String? = nil) {
        self.version = version
        self.digest = digest
        self.constraint = constraint
        self.created = created
    }
}

/// Candidates that were not allowed for one reason: how many, and the one nearest to being chosen.
public struct RejectionCount: Hashable, Sendable {
    public let rejection: Rejection
    public let count: Int
    public let nearest: String

    public init(rejection: Rejection, count: Int, nearest: String) {
        self.rejection = rejection
        self.count = count
        self.nearest = nearest
    }
}
