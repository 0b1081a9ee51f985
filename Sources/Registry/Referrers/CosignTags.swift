internal import Artifacts
internal import FoundationEssentials

/// The tags under which cosign, up to version 2, keeps what belongs to a digest: `sha256-<hex>` and a suffix.
enum CosignTags {
    private static let suffixes: [(String, SignatureEvidence.Kind)] = [
        ("sig", .cosignTag), ("att", .cosignAttestationTag), ("sbom", .cosignSBOMTag),
    ]

    static func signature(of subject: Digest) -> String { "\(subject.algorithm)-\(subject.hex).sig" }

    static func kinds(in list: TagList, subject: Digest) -> Set<SignatureEvidence.Kind> {
        let stem = "\(subject.algorithm)-\(subject.hex)."
        var kinds: Set<SignatureEvidence.Kind> = []
        for tag in list.tags where tag.hasPrefix(stem) {
            let suffix = tag.dropFirst(stem.count)
            if let kind = suffixes.first(where: { $0.0 == suffix })?.1 { kinds.insert(kind) }
        }
        return kinds
    }

    /// The digest that a payload speaks of: `critical.image.docker-manifest-digest` (cosign, SIGNATURE_SPEC.md); nil
    /// when the bytes are no payload.
    static func subject(ofPayload bytes: [UInt8]) -> Digest? {
        struct Payload: Decodable {
            struct Critical: Decodable {
                struct Image: Decodable {
                    let digest: String

                    enum CodingKeys: String, CodingKey { case digest = "docker-manifest-digest" }
                }

                let image: Image
            }

            let critical: Critical
        }
        let payload = try? JSONDecoder().decode(Payload.self, from: Data(bytes))
        return payload.flatMap { Digest($0.critical.image.digest) }
    }
}
