import Artifacts
import Discovery
import SourceYAML
import Versioning

/// A decision while it is made.
struct DecisionDraft {
    let reference: Reference
    var current: PinnedVersion
    var wanted: PinnedVersion?
    var latest: PinnedVersion?
    var change: Change = .none
    var latestChange: Change = .none
    var reachNeeded: Change?
    var behind = 0
    var policy: String?
    var rejections: [RejectionCount] = []
    var listed: Int?
    var error: String?
    var isDeprecated = false
    var edits: [Edit] = []
    private var reasons: [Reason] = []

    init(_ reference: Reference) {
        self.reference = reference
        let pin = reference.pin
        current = PinnedVersion(version: pin.version, digest: pin.digest, constraint: pin.constraint)
    }

    mutating func note(_ reason: Reason) { reasons.append(reason) }

    /// The outcome where the list of releases may lack what matters.
    func finishPartial(_ reason: String) -> Decision {
        var draft = self
        draft.error = "the list of releases is not complete: \(reason)"
        return draft.finish(.unknown, Reason(.partialListing, reason))
    }

    func finish(_ status: Status, _ reason: Reason? = nil) -> Decision {
        Decision(
            reference: reference, status: status, current: current, wanted: wanted, latest: latest, change: change,
            latestChange: latestChange, reachNeeded: reachNeeded, behind: behind, policy: policy,
            reasons: (reason.map { [$0] } ?? []) + reasons, rejections: rejections, listed: listed, error: error,
            isDeprecated: isDeprecated, edits: edits
        )
    }

    /// The edits that write a release into every site of the reference, or nil when a site cannot carry it.
    func edits(tag: String, digest: Digest?) -> [Edit]? {
        var edits: [Edit] = []
        for site in reference.sites {
            guard let text = site.form.text(tag: tag, digest: digest?.text), text != site.text else { continue }
            guard let edit = site.edit(to: text) else { return nil }
            edits.append(edit)
        }
        return edits
    }
}
