internal import Artifacts

/// What refers to a manifest: signatures, attestations, bills of materials.
public struct ReferrerList: Sendable, Equatable {
    /// In the registry's order. That something is listed says that it is there, not that it was verified.
    public let descriptors: [Descriptor]

    /// Why the list is not known to be complete; `nil` when it is.
    public let partial: String?

    public init(descriptors: [Descriptor], partial: String?) {
        self.descriptors = descriptors
        self.partial = partial
    }

    /// The tag under which registries without the referrers call keep the list (distribution-spec, "Referrers Tag
    /// Schema").
    static func fallbackTag(_ subject: Digest) -> String {
        fallbackTag(algorithm: subject.algorithm, encoded: subject.hex)
    }

    /// The algorithm cut to 32 characters, `-`, the encoded part cut to 64; what no tag may hold becomes `-`.
    static func fallbackTag(algorithm: String, encoded: String) -> String {
        let text = "\(algorithm.prefix(32))-\(encoded.prefix(64))"
        return String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    }
}
