import Discovery
import Tracking

/// Clauses about references that an image policy decides.
extension Sentences {
    static func imagePolicy(_ facts: Facts) -> String {
        let name = facts.decision.reference.mark?.name ?? "of the marker"
        let tag = facts.subject ?? "another tag"
        return switch facts.code {
        case .policyMissing, .policyInvalid: facts.subject ?? "the image policy of the marker cannot be told"
        case .policyDecides: "ImagePolicy \(name) decides, and selects \(tag)"
        case .policySuspended: "ImagePolicy \(name) would select \(tag), and is suspended"
        default: "ImagePolicy \(name) selects \(tag)\(facts.step(to: facts.subject))"
        }
    }
}
