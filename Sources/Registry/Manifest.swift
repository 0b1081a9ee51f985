public import Artifacts

/// A manifest or an index, parsed, with the digest of exactly the bytes that were received.
public struct Manifest: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// One image or artifact: a config and layers.
        case manifest
        /// A list of manifests, one for each platform or purpose.
        case index
    }

    public let kind: Kind
    public let mediaType: String

    /// Computed from ``bytes``.
    public let digest: Digest
    public let artifactType: String?
    public let config: Descriptor?
    public let layers: [Descriptor]

    /// The entries of an index.
    public let manifests: [Descriptor]
    public let subject: Descriptor?
    public let annotations: [String: String]
    public let bytes: [UInt8]
}
