public import Artifacts
internal import Registry

/// The archive of one chart version, as it lies upstream.
public struct ChartArchiveFile: Hashable, Sendable {
    public let bytes: [UInt8]

    /// Computed from the bytes.
    public let digest: Digest

    /// What the index says the digest is; nil when it says nothing. In a registry the digest is the address, so that
    /// both are always equal there.
    public let published: Digest?

    /// False when the index and the archive disagree: a version that was published again with other bytes, or worse.
    public var isAsPublished: Bool { published.map { $0 == digest } ?? true }

    /// Where it came from: a URL, or a path below an upstream directory.
    public let source: String

    public init(bytes: [UInt8], digest: Digest, published: Digest?, source: String) {
        self.bytes = bytes
        self.digest = digest
        self.published = published
        self.source = source
    }

    /// An archive that lies on this machine; nobody has published its digest.
    public init?(bytes: [UInt8], path: String) {
        guard let digest = ContentDigest.sha256(bytes) else { return nil }
        self.init(bytes: bytes, digest: digest, published: nil, source: path)
    }
}
