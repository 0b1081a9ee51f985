public import Artifacts

/// What an image says of itself: nothing of it is verified beyond the digests.
public struct ImageFacts: Sendable, Equatable {
    /// A text, and who says it.
    public struct Fact: Sendable, Hashable {
        /// As written; at most ``RegistryLimits/factBytes`` long, not cleaned for a terminal.
        public let value: String
        public let origin: Origin

        public init(_ value: String, _ origin: Origin) {
            self.value = value
            self.origin = origin
        }
    }

    /// Where a fact stands, the most trustworthy first. Labels are inherited: those of a base image, its version and
    /// source among them, show in every image built on it that does not set its own.
    public enum Origin: String, Sendable, CaseIterable {
        /// `org.opencontainers.image.*` of an index, or of the entry in it.
        case indexAnnotation
        /// The same of the manifest.
        case manifestAnnotation
        /// The same as a label of the config.
        case label
        /// A label `org.label-schema.*`, the older convention (image-spec, annotations.md, "Back-compatibility").
        case labelSchema
        /// The config itself; only of `created`.
        case config
    }

    /// What the reference points at: the digest of the index where there is one.
    public let digest: Digest
    public let manifestDigest: Digest
    /// Of the config, else of the entry in the index.
    public let platform: Platform?
    /// When it was built, RFC 3339 as written. The dates 1970-01-01T00:00:00Z and 0001-01-01T00:00:00Z, with which
    /// reproducible builds say nothing, are not taken for facts.
    public let created: Fact?
    /// The URL of the sources.
    public let source: Fact?
    /// The commit that it was built from.
    public let revision: Fact?
    /// The version of what is packed.
    public let version: Fact?
    /// All labels of the config.
    public let labels: [String: String]

    /// - Parameter config: the bytes of the config blob; nil for what is no image.
    init(_ image: PlatformManifest, config: ImageConfig?) {
        let outer = image.indexes.map(\.annotations) + [image.entry?.annotations ?? [:]]
        let labels = config?.labels ?? [:]
        func fact(_ name: String, old: String) -> Fact? {
            let key = "org.opencontainers.image.\(name)"
            let oldKey = "org.label-schema.\(old)"
            let said: [(String?, Origin)] =
                outer.map { ($0[key], .indexAnnotation) } + [
                    (image.manifest.annotations[key], .manifestAnnotation), (labels[key], .label),
                    (labels[oldKey], .labelSchema), (name == "created" ? config?.created : nil, .config),
                ]
            for case (let value?, let origin) in said where Self.isFact(value) { return Fact(value, origin) }
            return nil
        }
        digest = image.digest
        manifestDigest = image.manifest.digest
        platform = config?.platform ?? image.entry?.platform
        created = fact("created", old: "build-date")
        source = fact("source", old: "vcs-url")
        revision = fact("revision", old: "vcs-ref")
        version = fact("version", old: "version")
        self.labels = labels
    }

    private static func isFact(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= RegistryLimits.factBytes
            && !value.hasPrefix("1970-01-01T00:00:00") && !value.hasPrefix("0001-01-01T00:00:00")
    }
}

extension ArtifactRepository {
    /// What the image behind a tag or digest says of itself.
    ///
    /// Costs what ``platformManifest(of:platform:)`` costs, and one blob GET for images. Docker Hub counts the
    /// manifest GETs: one for a single image, two for an index.
    ///
    /// - Parameter platform: nil takes linux/amd64, or the image of an index that has only one.
    public func imageFacts(of reference: String, platform: Platform? = nil) async throws(RegistryError) -> ImageFacts {
        let image = try await platformManifest(of: reference, platform: platform)
        guard let descriptor = image.manifest.config, ImageConfig.isImage(descriptor.mediaType) else {
            return ImageFacts(image, config: nil)
        }
        let bytes = try await smallBlob(descriptor, limit: RegistryLimits.configBytes)
        guard let config = ImageConfig(bytes) else {
            throw RegistryError(
                .invalidResponse, host: host, "\(self): the config \(descriptor.digest) is not a JSON object")
        }
        return ImageFacts(image, config: config)
    }
}

extension RegistryClient {
    /// ``ArtifactRepository/imageFacts(of:platform:)`` of a repository in a registry: one or two manifest GETs, as a
    /// rule, and one blob GET.
    public func imageFacts(
        of repository: RepositoryName, reference: String, platform: Platform? = nil,
    ) async throws(RegistryError) -> ImageFacts {
        try await RemoteRepository(self, repository).imageFacts(of: reference, platform: platform)
    }
}
