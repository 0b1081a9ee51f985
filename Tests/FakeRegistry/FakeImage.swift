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
    /// The images of an index.
    public let children: [FakeImage]
    /// What a list of referrers says of this one: its subject's digest, and its type.
    let subject: String?
    let artifactType: String?

    public init(
        mediaType: String = FakeImage.manifestType, manifest: [UInt8], blobs: [Blob] = [], children: [FakeImage] = [],
    ) {
        self.init(mediaType, manifest, blobs, children, subject: nil, artifactType: nil)
    }

    private init(
        _ mediaType: String, _ manifest: [UInt8], _ blobs: [Blob], _ children: [FakeImage], subject: String?,
        artifactType: String?,
    ) {
        self.mediaType = mediaType
        self.manifest = manifest
        self.blobs = blobs
        self.children = children
        self.subject = subject
        self.artifactType = artifactType
    }

    /// An artifact with these parts.
    public init(
        config: Blob, layers: [Blob], annotations: [(String, String)] = [], artifactType: String? = nil,
        subject: FakeImage? = nil,
    ) {
        let type = artifactType.map { #""artifactType":"\#($0)","# } ?? ""
        let about = subject.map { #""subject":\#($0.descriptor()),"# } ?? ""
        let text = """
            {"schemaVersion":2,"mediaType":"\(Self.manifestType)",\(type)\(about)"config":\(config.json),\
            "layers":[\(layers.map(\.json).joined(separator: ","))],"annotations":{\(Self.members(annotations))}}
            """
        self.init(
            Self.manifestType, Array(text.utf8), [config] + layers, [], subject: subject?.digest,
            artifactType: artifactType ?? config.mediaType)
    }

    /// An entry of an index: `platform` is its JSON, nil for none.
    public struct Entry: Sendable {
        let image: FakeImage
        let platform: String?
        let annotations: [(String, String)]

        public init(_ image: FakeImage, platform: String? = nil, annotations: [(String, String)] = []) {
            self.image = image
            self.platform = platform
            self.annotations = annotations
        }
    }

    /// An index of images, or of other indexes.
    public init(index entries: [Entry], annotations: [(String, String)] = []) {
        let list = entries.map { $0.image.descriptor(platform: $0.platform, annotations: $0.annotations) }
        let text = """
            {"schemaVersion":2,"mediaType":"\(Self.indexType)","manifests":[\(list.joined(separator: ","))],\
            "annotations":{\(Self.members(annotations))}}
            """
        self.init(mediaType: Self.indexType, manifest: Array(text.utf8), children: entries.map(\.image))
    }

    /// A container image without layers; `more` are further members of its config, `"created":"…"` for example.
    public init(
        os: String, architecture: String, labels: [(String, String)] = [], more: String? = nil,
        annotations: [(String, String)] = [],
    ) {
        let config = """
            {"architecture":"\(architecture)","os":"\(os)","config":{"Labels":{\(Self.members(labels))}},\
            "rootfs":{"type":"layers","diff_ids":[]}\(more.map { "," + $0 } ?? "")}
            """
        let type = "application/vnd.oci.image.config.v1+json"
        self.init(config: Blob(mediaType: type, bytes: Array(config.utf8)), layers: [], annotations: annotations)
    }

    func referring(to subject: String, as artifactType: String) -> FakeImage {
        FakeImage(mediaType, manifest, blobs, children, subject: subject, artifactType: artifactType)
    }

    /// JSON of a descriptor of this manifest.
    func descriptor(platform: String? = nil, artifactType: String? = nil, annotations: [(String, String)] = [])
        -> String
    {
        let members = [
            #""mediaType":"\#(mediaType)""#, #""digest":"\#(digest)""#, #""size":\#(manifest.count)"#,
            platform.map { #""platform":\#($0)"# }, artifactType.map { #""artifactType":"\#($0)""# },
            annotations.isEmpty ? nil : #""annotations":{\#(Self.members(annotations))}"#,
        ]
        return "{" + members.compactMap { $0 }.joined(separator: ",") + "}"
    }

    private static func members(_ pairs: [(String, String)]) -> String {
        pairs.map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",")
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
