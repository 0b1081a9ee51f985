public import Artifacts
public import Tracking
import Versioning

extension Sentences {
    /// What was left aside for one reason: `12 tags have another suffix, the nearest is 1.2.4-debug`.
    ///
    /// - Parameter kind: Tells whether upstream lists tags or versions.
    public static func text(for rejected: RejectionCount, of kind: ArtifactKind) -> String {
        let isOne = rejected.count == 1
        let noun = kind == .helmChart ? (isOne ? "version" : "versions") : (isOne ? "tag" : "tags")
        let clause = "\(Counted.number(rejected.count)) \(noun) \(predicate(rejected.rejection, isOne))"
        guard !rejected.nearest.isEmpty else { return clause }
        return clause + (isOne ? ": " : ", the nearest is ") + rejected.nearest
    }

    private static func predicate(_ rejection: Rejection, _ isOne: Bool) -> String {
        switch rejection {
        case .notAVersion: isOne ? "is no version" : "are no versions"
        case .otherPrefix: isOne ? "has another prefix" : "have another prefix"
        case .otherLength: isOne ? "has another count of numbers" : "have another count of numbers"
        case .otherSuffix: isOne ? "has another suffix" : "have another suffix"
        case .otherEra: isOne ? "is numbered another way" : "are numbered another way"
        case .prerelease: isOne ? "is a pre-release" : "are pre-releases"
        case .rolling: isOne ? "is a rolling tag" : "are rolling tags"
        case .hash: isOne ? "is a commit hash" : "are commit hashes"
        case .signature: isOne ? "is a signature or attestation" : "are signatures or attestations"
        }
    }
}
