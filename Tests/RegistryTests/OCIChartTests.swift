import Artifacts
import FakeRegistry
import Testing
import Versioning

@testable import Registry

@Suite("Charts in registries", .timeLimit(.minutes(1)))
struct OCIChartTests {
    private static let archive = FakeImage.Blob(mediaType: MediaType.helmChart, bytes: [1])
    private static let legacy = FakeImage.Blob(mediaType: MediaType.helmLegacyChart, bytes: [2])
    private static let proof = FakeImage.Blob(mediaType: MediaType.helmProvenance, bytes: [3])

    private static func image(_ config: String, _ layers: [FakeImage.Blob], type: String = MediaType.helmConfig)
        -> FakeImage
    {
        FakeImage(
            config: .init(mediaType: type, bytes: Array(config.utf8)), layers: layers,
            annotations: [
                ("org.opencontainers.image.created", "2026-01-01T00:00:00Z"),
                ("org.opencontainers.image.version", "9.9.9"),
            ])
    }

    private func chart(_ image: FakeImage) async throws -> OCIChart? {
        let registry = try FakeRegistry()
        registry.add(image, to: "charts/app", tag: "1.0.0")
        return try await RemoteRepository(TestClient().registry, app(registry, "charts/app")).chart(of: "1.0.0")
    }

    /// Layers ⇒ archive, whether its type is the old one, provenance.
    @Test(
        arguments: [
            ([archive], archive, false, nil), ([proof, archive], archive, false, proof), ([legacy], legacy, true, nil),
            ([legacy, archive], archive, false, nil), ([proof], nil, false, proof), ([], nil, false, nil),
        ] as [([FakeImage.Blob], FakeImage.Blob?, Bool, FakeImage.Blob?)])
    func layers(layers: [FakeImage.Blob], archive: FakeImage.Blob?, isLegacy: Bool, proof: FakeImage.Blob?) async throws
    {
        let chart = try #require(try await chart(Self.image(#"{"name":"app","version":"1.0.0"}"#, layers)))
        #expect(chart.archive?.digest.text == archive?.digest)
        #expect(chart.hasLegacyArchive == isLegacy)
        #expect(chart.provenance?.digest.text == proof?.digest)
    }

    @Test func theConfigIsTheAuthority() async throws {
        let config =
            #"{"name":"app","version":"1.0.0+b.1","appVersion":"2","kubeVersion":">=1.30","deprecated":true,"dependencies":[{"name":"x"}]}"#
        let chart = try #require(try await chart(Self.image(config, [Self.archive])))
        #expect(chart.name == "app" && chart.version == "1.0.0+b.1" && chart.tag == "1.0.0_b.1")
        #expect(chart.appVersion == "2" && chart.kubeVersion == ">=1.30" && chart.deprecated)
        #expect(chart.created == "2026-01-01T00:00:00Z")
        #expect(chart.dependencies == [ReleaseDependency(name: "x", version: "", repository: "")])
    }

    /// Tag, version of the config ⇒ whether they agree.
    @Test(arguments: [
        ("1.0.0", "1.0.0", true), ("1.0.0_b", "1.0.0+b", true), ("1.0.0", "1.0.1", false), ("latest", "1.0.0", false),
        ("v1.0.0", "1.0.0", false), ("1.0.0-b", "1.0.0+b", false),
    ])
    func disagreement(tag: String, version: String, agrees: Bool) throws {
        let image = Self.image(#"{"name":"app","version":"\#(version)"}"#, [Self.archive])
        let digest = try #require(Digest(image.digest))
        let manifest = try ManifestParser.parse(image.manifest, digest: digest, contentType: nil)
        let chart = try #require(OCIChart(manifest, config: image.blobs[0].bytes))
        #expect((chart.disagreement(with: tag) == nil) == agrees)
    }

    @Test(
        "configs that are odd",
        arguments: [
            (#"{"name":"app","version":"1","deprecated":"yes","appVersion":1}"#, true), (#"{"name":"app"}"#, false),
            ("[]", false), ("x", false),
        ])
    func configs(text: String, isRead: Bool) async throws {
        if isRead {
            let chart = try await chart(Self.image(text, []))
            #expect(chart?.deprecated == false && chart?.appVersion == nil)
            return
        }
        let error = await #expect(throws: RegistryError.self) { try await chart(Self.image(text, [])) }
        #expect(error?.code == .invalidResponse)
    }

    @Test func whatIsNoChart() async throws {
        #expect(try await chart(Self.image(#"{"name":"app","version":"1"}"#, [], type: MediaType.imageConfig)) == nil)
        #expect(try await chart(FakeImage(index: [])) == nil)
    }

    @Test func helmSeesStrictVersionsAlone() {
        let tags = [
            "1.0.0", "v1.2.3", "1.2", "latest", "1.10.0_b", "1.10.0_a", "1.9.0-rc.1", "01.0.0", "sha256-abc", "1.2.3.4",
            "2.0.0",
        ]
        let visible = ChartTag.visible(tags)
        #expect(visible.map(\.tag) == ["2.0.0", "1.10.0_b", "1.10.0_a", "1.9.0-rc.1", "1.0.0"])
        #expect(visible.map(\.version.text) == ["2.0.0", "1.10.0+b", "1.10.0+a", "1.9.0-rc.1", "1.0.0"])
    }
}
