public import Artifacts

/// Whether something that looks like a signature of an image or artifact was found. Discovery only: nothing is
/// verified, and a signature that is present may be anybody's.
public struct SignatureEvidence: Sendable, Equatable {
    public enum Verdict: Sendable, Equatable {
        case present
        /// Everything that could be asked was asked, and none is in this repository. cosign can keep signatures in
        /// another one (`COSIGN_REPOSITORY`), which is not looked at.
        case absent
        /// Something could not be asked, and nothing was found elsewhere; the text says what.
        case unknown(String)
    }

    public enum Kind: String, Sendable, CaseIterable {
        /// A tag `sha256-….sig` (cosign up to version 2).
        case cosignTag
        /// A referrer of cosign's own type.
        case cosignReferrer
        /// A Sigstore bundle: of cosign from version 3 on, or an attestation, GitHub's for example.
        case sigstoreBundle
        case notation
        /// A tag `sha256-….att`: statements on how it was built. No signature of the image by itself.
        case cosignAttestationTag
        /// A tag `sha256-….sbom`: a bill of materials. No signature.
        case cosignSBOMTag

        /// Whether it counts for ``Verdict/present``.
        public var isSignature: Bool {
            switch self {
            case .cosignTag, .cosignReferrer, .sigstoreBundle, .notation: true
            case .cosignAttestationTag, .cosignSBOMTag: false
            }
        }
    }

    public let verdict: Verdict
    /// What was found, without duplicates, in the order of ``Kind``.
    public let kinds: [Kind]
    /// What a person should look at: a signature tag that holds a signature of something else.
    public let notes: [String]

    init(found: Set<Kind>, unknown: [String], notes: [String] = []) {
        kinds = Kind.allCases.filter(found.contains)
        self.notes = notes
        if found.contains(where: \.isSignature) {
            verdict = .present
        } else {
            verdict = unknown.isEmpty ? .absent : .unknown(unknown.joined(separator: "; "))
        }
    }

    /// By a list of tags alone, without any request: only cosign's tags show there, so that a list without them leaves
    /// the verdict unknown. That the tag holds a signature of this digest is not checked.
    ///
    /// - Parameter subject: what the tag points at; for an index the digest of the index, where signatures hang.
    public init(tags: TagList, subject: Digest) {
        let found = CosignTags.kinds(in: tags, subject: subject)
        self.init(found: found, unknown: ["referrers were not asked for"])
    }

    /// The kind of a referrer, by its type.
    static func kind(ofType type: String) -> Kind? {
        if type == MediaType.notationSignature { return .notation }
        if type == MediaType.cosignSignature || type == MediaType.cosignPayload { return .cosignReferrer }
        let bundle = "application/vnd.dev.sigstore.bundle"
        return type.hasPrefix("\(bundle).v") || type.hasPrefix("\(bundle)+json") ? .sigstoreBundle : nil
    }
}

extension SignatureEvidence: CustomStringConvertible {
    public var description: String {
        switch verdict {
        case .present: "signature present (not verified)"
        case .absent: "no signature found"
        case .unknown(let reason): "not known whether there is a signature: \(reason)"
        }
    }
}
