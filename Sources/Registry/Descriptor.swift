public import Artifacts

/// What a manifest says of some content (OCI image-spec, descriptor.md). Foreign `urls` are not kept: they are never
/// followed.
public struct Descriptor: Sendable, Equatable {
    public let mediaType: String
    public let digest: Digest

    /// The peer's word: checked against the bytes, never used to allocate.
    public let size: Int
    public let artifactType: String?
    public let annotations: [String: String]
    public let platform: Platform?

    /// The content itself, when the manifest carries it inline; used only after the check of size and digest.
    let inline: [UInt8]?

    public init(
        mediaType: String,
        digest: Digest,
        size: Int,
        artifactType: String? = nil,
        annotations: [String: String] = [:],
        platform: Platform? = nil,
    ) {
        self.init(
            mediaType: mediaType,
            digest: digest,
            size: size,
            artifactType: artifactType,
            annotations: annotations,
            platform: platform,
            inline: nil,
        )
    }

    init(
        mediaType: String,
        digest: Digest,
        size: Int,
        artifactType: String?,
        annotations: [String: String],
        platform: Platform?,
        inline: [UInt8]?,
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.artifactType = artifactType
        self.annotations = annotations
        self.platform = platform
        self.inline = inline
    }

    /// The same content under another type.
    func typed(_ artifactType: String?) -> Descriptor {
        Descriptor(
            mediaType: mediaType, digest: digest, size: size, artifactType: artifactType, annotations: annotations,
            platform: platform, inline: inline)
    }
}
