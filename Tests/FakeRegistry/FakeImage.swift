/// The bytes of an image or an artifact: a config, layers, and the manifest that names them.
public struct FakeImage: Sendable {
    public struct Blob: Sendable {
        public let mediaType: String
        public let bytes: [UInt8]

        public init(mediaType: String, bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
        }

        public var digest: String { FakeImage.digest(bytes) }

        var json: String { #"{"mediaType":"\#(mediaType)","digest":"\#(digest)","size":\#(bytes.count)}"# }
    }

    public static let manifestType = "application/vnd.oci.image.manifest.v1+json"
    public static let indexType = "application/vnd.oci.image.index.v1+json"

    public let mediaType: String
    public let manifest: [UInt8]
    public let blobs: [Blob]

    public init(mediaType: String = FakeImage.manifestType, manifest: [UInt8], blobs: [Blob] = []) {
        self.mediaType = mediaType
        self.manifest = manifest
        self.blobs = blobs
    }

    /// An artifact with these parts.
    public init(config: Blob, layers: [Blob], annotations: [(String, String)] = []) {
        let notes = annotations.map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",")
        let text = """
            {"schemaVersion":2,"mediaType":"\(Self.manifestType)","config":\(config.json),\
            "layers":[\(layers.map(\.json).joined(separator: ","))],"annotations":{\(notes)}}
            """
        self.init(manifest: Array(text.utf8), blobs: [config] + layers)
    }

    /// A small image; different names give different digests.
    public init(named name: String) {
        let labels = #"{"Labels":{"name":"\#(name)"}}"#
        let root = #"{"type":"layers","diff_ids":[]}"#
        let config = #"{"architecture":"amd64","os":"linux","config":\#(labels),"rootfs":\#(root)}"#
        self.init(
            config: Blob(mediaType: "application/vnd.oci.image.config.v1+json", bytes: Array(config.utf8)),
            layers: [],
        )
    }

    public var digest: String { Self.digest(manifest) }

    /// `sha256:…` of some bytes.
    public static func digest(_ bytes: [UInt8]) -> String {
        "sha256:" + SHA256Sum.hex(bytes)
    }
}
