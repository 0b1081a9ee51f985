import Artifacts
import Discovery
import Tracking
import Versioning

/// What a clause can name: the values of a reason and of its decision, spelled for people.
struct Facts {
    let code: Reason.Code
    let decision: Decision
    /// The reason's own value, when it has one that says something; a digest is shortened.
    let subject: String?

    init(_ reason: Reason, _ decision: Decision) {
        code = reason.code
        self.decision = decision
        subject = reason.subject.flatMap { $0.isEmpty ? nil : Digest($0)?.short ?? $0 }
    }

    /// What is written, or for a range what it stands for.
    var version: String? { decision.current.version ?? decision.reference.pin.version }
    var range: String? { decision.current.constraint ?? decision.reference.pin.constraint }
    var pinnedDigest: String? { (decision.current.digest ?? decision.reference.pin.digest)?.short }

    /// The version that upstream has to offer.
    var offered: String? { subject ?? decision.wanted?.version ?? decision.latest?.version }

    /// How far a version is away, where the decision says so.
    func step(to version: String?) -> String {
        let change: Change =
            switch version {
            case nil: .none
            case decision.wanted?.version: decision.change
            case decision.latest?.version: decision.latestChange
            default: .none
            }
        return StepText.phrase(change).map { ": \($0)" } ?? ""
    }
}

/// The size of a step in words.
enum StepText {
    static func phrase(_ change: Change) -> String? {
        switch change {
        case .none: nil
        case .digest: "the same version with another digest"
        case .prerelease: "a step of the pre-release"
        case .patch: "a patch step"
        case .minor: "a minor step"
        case .major: "a major step"
        }
    }
}
