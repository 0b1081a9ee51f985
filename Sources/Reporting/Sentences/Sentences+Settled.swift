import Artifacts
import Discovery
import Tracking

/// Clauses for what needs no update, or cannot have one.
extension Sentences {
    static func current(_ facts: Facts) -> String {
        let version = facts.version
        return switch facts.code {
        case .digestMatches: digestMatches(facts)
        case .digestOnly:
            version.map { "\($0) has no order, so only the digest counts" }
                ?? "only a digest is written, and digests have no order"
        case .rangeResolved:
            "the range \(facts.range ?? "that is written") resolves to \(version ?? facts.subject ?? "a version")"
        case .newerThanUpstream:
            "\(version ?? "what is written") is newer than everything upstream lists"
                + (facts.decision.latest?.version.map { ", which ends at \($0)" } ?? "")
        case .alreadyThere:
            "\(facts.subject ?? version ?? "the version asked for") is what the tree has"
        default:
            "upstream lists nothing newer than \(version ?? facts.range ?? "what is written")"
        }
    }

    /// A digest is kept, too, when upstream tells none: then nothing is known against it, and no more is said.
    private static func digestMatches(_ facts: Facts) -> String {
        let version = facts.version.map { " for \($0)" } ?? ""
        let served = facts.decision.latest?.digest
        if served != nil, served == facts.decision.current.digest {
            return "the pinned digest is the one that upstream serves\(version)"
        }
        return "no other digest than the pinned one is known\(version)"
    }

    static func untracked(_ facts: Facts) -> String {
        let written = facts.subject ?? facts.version ?? "what is written"
        return switch facts.code {
        case .rollingTag: "\(written) is no version, and such a tag may move"
        case .bareHash: "\(written) is a commit hash, and hashes have no order"
        // A name, not the version, may be what is not written out.
        case .template where facts.subject != nil && facts.subject == facts.decision.reference.unbound: written
        case .template where facts.subject != nil && facts.subject == facts.decision.reference.unresolved: written
        case .template: "\(written) is template text, or a variable without a value"
        case .placeholder: "\(written) is a placeholder"
        case .noRepository, .foreignDatasource: written
        case .signatureTag: "\(written) names a signature, an attestation or a bill of materials"
        default: "no version is written"
        }
    }

    static func leftAside(_ facts: Facts) -> String {
        "the digest pinned" + (facts.version.map { " for \($0)" } ?? "") + " is not compared with upstream's"
    }
}
