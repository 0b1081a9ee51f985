public import Artifacts

/// What `astern tags -o json` prints: what upstream offers for one artifact (section 6.2 of the design).
public enum TagListDocument {
    /// - Parameter tags: As upstream spells them, in the order in which they are to be shown.
    public static func value(
        of artifact: Artifact, tags: [String], completeness: Listing.Completeness
    ) -> JSONValue {
        [
            "apiVersion": .string(ReportDocument.apiVersion),
            "kind": "TagList",
            "artifact": .string(artifact.identity),
            "complete": .bool(completeness == .complete),
            "partial": .text(completeness.partialReason),
            "tags": .array(tags.map { ["tag": .string($0)] }),
        ]
    }
}

extension Listing.Completeness {
    fileprivate var partialReason: String? {
        switch self {
        case .complete: nil
        case .partial(let reason): reason
        }
    }
}
