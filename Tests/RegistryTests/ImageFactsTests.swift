import Artifacts
import FakeRegistry
import Testing

@testable import Registry

@Suite("Facts of images", .timeLimit(.minutes(1)))
struct ImageFactsTests {
    private static let oci = "org.opencontainers.image."
    private static let old = "org.label-schema."
    private static let amd = #"{"os":"linux","architecture":"amd64"}"#
    private static let arm = #"{"os":"linux","architecture":"arm64","variant":"v8"}"#
    private static let none = #"{"os":"unknown","architecture":"unknown"}"#

    /// Where something is said ⇒ what counts: index, its entry, manifest, labels.
    private static let sources:
        [(
            index: [(String, String)], entry: [(String, String)], manifest: [(String, String)],
            labels: [(String, String)],
            created: ImageFacts.Fact?, version: ImageFacts.Fact?
        )] = [
            ([], [], [], [], .init("2026-01-05T00:00:00Z", .config), nil),
            (
                [], [], [], [(old + "version", "1"), (old + "build-date", "2026-01-04")],
                .init("2026-01-04", .labelSchema), .init("1", .labelSchema)
            ),
            (
                [], [], [], [(old + "version", "1"), (oci + "version", "2")], .init("2026-01-05T00:00:00Z", .config),
                .init("2", .label)
            ),
            (
                [], [], [(oci + "version", "3"), (oci + "created", "2026-01-03")], [(oci + "version", "2")],
                .init("2026-01-03", .manifestAnnotation), .init("3", .manifestAnnotation)
            ),
            (
                [], [(oci + "version", "4")], [(oci + "version", "3")], [], .init("2026-01-05T00:00:00Z", .config),
                .init("4", .indexAnnotation)
            ),
            (
                [(oci + "version", "5")], [(oci + "version", "4")], [], [], .init("2026-01-05T00:00:00Z", .config),
                .init("5", .indexAnnotation)
            ),
            (
                [(oci + "version", "")], [], [(oci + "version", "3")], [], .init("2026-01-05T00:00:00Z", .config),
                .init("3", .manifestAnnotation)
            ),
            (
                [(oci + "created", "1970-01-01T00:00:00Z")], [], [(oci + "created", "0001-01-01T00:00:00Z")], [],
                .init("2026-01-05T00:00:00Z", .config), nil
            ),
            (
                [(oci + "version", String(repeating: "v", count: RegistryLimits.factBytes + 1))], [], [],
                [(oci + "version", "2")],
                .init("2026-01-05T00:00:00Z", .config), .init("2", .label)
            ),
        ]

    @Test(arguments: sources.indices)
    func precedence(row: Int) async throws {
        let source = Self.sources[row]
        let image = FakeImage(
            os: "linux", architecture: "amd64", labels: source.labels, more: #""created":"2026-01-05T00:00:00Z""#,
            annotations: source.manifest)
        let index = FakeImage(
            index: [FakeImage.Entry(image, platform: Self.amd, annotations: source.entry)], annotations: source.index)
        let registry = try FakeRegistry()
        registry.add(index, to: "org/app", tag: "1")
        let facts = try await TestClient().registry.imageFacts(of: app(registry), reference: "1")
        #expect(facts.created == source.created)
        #expect(facts.version == source.version)
        #expect(facts.digest.text == index.digest)
        #expect(facts.manifestDigest.text == image.digest)
        #expect(facts.labels == Dictionary(uniqueKeysWithValues: source.labels))
    }

    @Test func theOldLabelsAreTranslated() throws {
        let labels = [("vcs-url", "u"), ("vcs-ref", "r"), ("version", "v"), ("build-date", "d")].map {
            (Self.old + $0.0, $0.1)
        }
        let image = FakeImage(
            os: "linux", architecture: "arm", labels: labels, more: #""variant":"v7","os.version":"1""#)
        let facts = ImageFacts(try single(image), config: ImageConfig(image.blobs[0].bytes))
        #expect(
            [facts.source, facts.revision, facts.version, facts.created].map { $0?.value } == ["u", "r", "v", "d"])
        #expect(facts.platform == Platform(os: "linux", architecture: "arm", variant: "v7", osVersion: "1"))
    }

    private func single(_ image: FakeImage) throws -> PlatformManifest {
        let digest = try #require(Digest(image.digest))
        let manifest = try ManifestParser.parse(image.manifest, digest: digest, contentType: nil)
        return PlatformManifest(indexes: [], entry: nil, manifest: manifest)
    }

    @Test(
        "configs that are odd",
        arguments: [
            (#"{}"#, true), (#"{"config":null,"created":null}"#, true), (#"{"config":{"Labels":null}}"#, true),
            (#"{"config":{"Labels":{"a":1,"b":"c"}},"os":5}"#, true), (#"{"config":[],"created":7}"#, true),
            ("[]", false), ("", false), ("null", false), ("garbage", false),
        ])
    func configs(text: String, isRead: Bool) {
        #expect((ImageConfig(Array(text.utf8)) != nil) == isRead)
    }

    private static let x86 = FakeImage(os: "linux", architecture: "amd64", labels: [("n", "x86")])
    private static let arm64 = FakeImage(os: "linux", architecture: "arm64", labels: [("n", "arm")])
    private static let proof = FakeImage(named: "attestation")

    private static func nested(_ depth: Int) -> FakeImage {
        let leaf = FakeImage(index: [.init(x86, platform: amd), .init(proof, platform: none)])
        return (1..<depth).reduce(leaf) { inner, _ in FakeImage(index: [.init(inner)]) }
    }

    /// What is there, the platform asked for ⇒ the label, and the GETs of manifests and blobs that it cost.
    @Test(
        "what it costs",
        arguments: [
            (x86, nil, "x86", 1, 1), (x86, "linux/arm64", "x86", 1, 1),
            (
                FakeImage(index: [.init(x86, platform: amd), .init(arm64, platform: arm), .init(proof, platform: none)]
                ), nil, "x86", 2, 1
            ),
            (FakeImage(index: [.init(x86, platform: amd), .init(arm64, platform: arm)]), "linux/arm64", "arm", 2, 1),
            (FakeImage(index: [.init(nested(1)), .init(arm64, platform: arm)]), "linux/amd64", "x86", 3, 1),
            (FakeImage(index: [.init(nested(1)), .init(nested(2))]), nil, "x86", 3, 1),
            (
                FakeImage(index: [.init(FakeImage(index: [.init(arm64, platform: arm)])), .init(nested(1))]),
                "linux/amd64", "x86", 4, 1
            ),
            (nested(4), nil, "x86", 5, 1),
        ] as [(FakeImage, String?, String, Int, Int)])
    func cost(image: FakeImage, platform: String?, label: String, manifests: Int, blobs: Int) async throws {
        let registry = try FakeRegistry()
        registry.add(image, to: "org/app", tag: "1")
        let facts = try await TestClient().registry.imageFacts(
            of: app(registry), reference: "1", platform: platform.flatMap { Platform($0) })
        #expect(facts.labels == ["n": label])
        #expect(facts.digest.text == image.digest)
        #expect(registry.requests.filter { $0.path.contains("/manifests/") }.count == manifests)
        #expect(registry.requests.filter { $0.path.contains("/blobs/") }.count == blobs)
    }

    @Test(
        "what cannot be told",
        arguments: [
            (
                FakeImage(index: [.init(arm64, platform: arm), .init(proof, platform: none)]), "linux/s390x",
                RegistryError.Code.notFound, "linux/arm64/v8"
            ),
            (FakeImage(index: []), nil, .notFound, "no image"),
            (nested(5), nil, .invalidResponse, "nested deeper than 4"),
            (FakeImage(index: [.init(FakeImage(index: []))]), nil, .notFound, "no image"),
            (
                FakeImage(index: (0..<9).map { n in .init(FakeImage(index: [], annotations: [("n", "\(n)")])) }), nil,
                .refused, "more than 8"
            ),
        ] as [(FakeImage, String?, RegistryError.Code, String)])
    func failures(image: FakeImage, platform: String?, code: RegistryError.Code, words: String) async throws {
        let registry = try FakeRegistry()
        registry.add(image, to: "org/app", tag: "1")
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.imageFacts(
                of: app, reference: "1", platform: platform.flatMap { Platform($0) })
        }
        #expect(error?.code == code)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func anArtifactHasNoConfigToRead() async throws {
        let config = FakeImage.Blob(mediaType: "application/vnd.cncf.flux.config.v1+json", bytes: Array("{}".utf8))
        let notes = [(Self.oci + "revision", "main@sha1:abc"), (Self.oci + "source", "https://x.example/r")]
        let registry = try FakeRegistry()
        registry.add(FakeImage(config: config, layers: [], annotations: notes), to: "org/app", tag: "1")
        let facts = try await TestClient().registry.imageFacts(of: app(registry), reference: "1")
        #expect(facts.revision == .init("main@sha1:abc", .manifestAnnotation))
        #expect(facts.source?.value == "https://x.example/r")
        #expect(facts.platform == nil)
        #expect(registry.requests.count { $0.path.contains("/blobs/") } == 0)
    }

    @Test func aConfigThatIsTooLargeIsNotAskedFor() async throws {
        let digest = FakeImage.digest([1])
        let size = RegistryLimits.configBytes + 1
        let manifest =
            #"{"config":{"mediaType":"\#(MediaType.imageConfig)","digest":"\#(digest)","size":\#(size)},"layers":[]}"#
        let registry = try FakeRegistry()
        registry.add(FakeImage(manifest: Array(manifest.utf8)), to: "org/app", tag: "1")
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.imageFacts(of: app, reference: "1")
        }
        #expect(error?.code == .refused)
        #expect(registry.requests.count { $0.path.contains("/blobs/") } == 0)
    }
}
