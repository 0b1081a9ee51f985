import Artifacts
import Discovery
import Testing

@Suite struct OCIRepositoryDiscoveryTests {
    private static func repository(_ spec: String) -> String {
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: app, namespace: apps}
        spec:
          \(spec.indented(2))

        """
    }

    private static let url = "url: oci://ghcr.io/org/app"
    private static let app = "ociArtifact ghcr.io/org/app"
    private static let helm = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

    private static let snippets = [
        Snippet("tag", repository("\(url)\nref: {tag: 1.2.3}"), "\(app) 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet("rolling", repository("\(url)\nref: {tag: latest}"), "\(app) latest - a.yaml#0:/spec/ref/tag"),
        Snippet("range", repository("\(url)\nref: {semver: 1.x}"), "\(app) (1.x) - a.yaml#0:/spec/ref/semver"),
        Snippet(
            "range and filter", repository("\(url)\nref: {semver: '*', semverFilter: '-rc'}"),
            "\(app) (*)/-rc/ - a.yaml#0:/spec/ref/semver"),
        Snippet(
            "range beats tag", repository("\(url)\nref: {tag: 1.0.0, semver: 1.x}"),
            "\(app) (1.x) - a.yaml#0:/spec/ref/semver"),
        Snippet(
            "null range", repository("\(url)\nref: {tag: 1.0.0, semver: null, semverFilter: x}"),
            "\(app) 1.0.0 - a.yaml#0:/spec/ref/tag"),
        Snippet(
            "range by variable", repository("\(url)\nref: {semver: '${RANGE}'}"),
            "\(app) ${RANGE} - a.yaml#0:/spec/ref/semver"),
        Snippet(
            "digest", repository("\(url)\nref: {digest: '\(digestA)'}"), "\(app) @aaaa - a.yaml#0:/spec/ref/digest"),
        Snippet(
            "tag and digest", repository("\(url)\nref:\n  digest: \(digestA)\n  tag: 1.2.3"),
            "\(app) 1.2.3@aaaa - a.yaml#0:/spec/ref/tag"),
        Snippet("no ref", repository(url), "\(app) - - a.yaml#0:/spec/url"),
        Snippet("empty ref", repository("\(url)\nref: {}"), "\(app) - - a.yaml#0:/spec/url"),
        Snippet("empty tag", repository("\(url)\nref: {tag: ''}"), "\(app) - - a.yaml#0:/spec/url"),
        Snippet(
            "url by variable", repository("url: oci://${HOST}/app\nref: {tag: 1.2.3}"),
            "ociArtifact - 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet(
            "another scheme", repository("url: https://ghcr.io/org/app\nref: {tag: 1.2.3}"),
            "ociArtifact - 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet(
            "a Helm layer", repository("\(url)\nref: {tag: 1.2.3}\nlayerSelector: {mediaType: \(helm)}"),
            "ociChart ghcr.io/org/app 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet(
            "Docker Hub", repository("url: oci://registry-1.docker.io/bitnamicharts/nginx\nref: {tag: 1.2.3}"),
            "ociArtifact docker.io/bitnamicharts/nginx 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet(
            "host with port, in capitals", repository("url: oci://Localhost:5000/app/\nref: {tag: 1.2.3}"),
            "ociArtifact localhost:5000/app 1.2.3 - a.yaml#0:/spec/ref/tag"),
        Snippet("encrypted", repository("\(url)\nref: {tag: 'ENC[AES256_GCM,data:x]'}")),
    ]

    @Test(arguments: snippets) func findsTheRef(_ snippet: Snippet) async throws {
        #expect(try await Found(["a.yaml": snippet.text]).lines == snippet.lines)
    }

    @Test(arguments: [("oci://${HOST}/app", true), ("https://ghcr.io/app", false)])
    func saysWhyTheArtifactIsNotKnown(_ url: String, _ isTemplated: Bool) async throws {
        let found = try await Found(["a.yaml": Self.repository("url: \(url)\nref: {tag: 1.2.3}")])
        let reference = try #require(found.tree.references.first)
        #expect(reference.isTemplated == isTemplated)
        #expect(reference.unbound == (isTemplated ? "the url is a variable" : "'\(url)' is not an oci:// URL"))
    }

    private static let patches: [(name: String, spec: String, lines: [String])] = [
        ("a tag", "ref: {tag: 1.3.0}", ["\(app) 1.3.0 patchedObject z.yaml#0:/spec/ref/tag"]),
        ("a range", "ref: {tag: null, semver: 1.x}", ["\(app) (1.x) patchedObject z.yaml#0:/spec/ref/semver"]),
        ("nothing of ours", "interval: 1h", []),
        ("a ref without version", "ref: {semverFilter: x}", []),
    ]

    @Test(arguments: patches)
    func aPatchOfTheRefBelongsToWhatItPatches(_ name: String, _ spec: String, _ lines: [String]) async throws {
        let found = try await Found([
            "a.yaml": Self.repository("\(Self.url)\nref: {tag: 1.2.3}"), "z.yaml": Self.repository(spec),
        ])
        #expect(Array(found.lines.dropFirst()) == lines, "\(name)")
    }

    @Test func aPatchOfAChartIsOfAChart() async throws {
        let whole = Self.repository("\(Self.url)\nref: {tag: 1.2.3}\nlayerSelector: {mediaType: \(Self.helm)}")
        let found = try await Found(["a.yaml": whole, "z.yaml": Self.repository("ref: {semver: 1.x}")])
        #expect(found.tree.references.map(\.kind) == [.ociChart, .ociChart])
        #expect(found.tree.references.map(\.scheme) == [.chartTag, .chartTag])
    }

    @Test func aPatchWithoutItsObjectIsUnbound() async throws {
        let found = try await Found(["z.yaml": Self.repository("ref: {tag: 1.3.0}")])
        #expect(found.lines == ["ociArtifact - 1.3.0 - z.yaml#0:/spec/ref/tag"])
        #expect(found.tree.references.first?.unbound == "no OCIRepository named app with a url is in the tree")
    }
}
