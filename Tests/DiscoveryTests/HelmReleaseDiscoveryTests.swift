import Artifacts
import Discovery
import Testing

@Suite struct HelmReleaseDiscoveryTests {
    private static let repositories = """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: web, namespace: apps}
        spec: {url: https://Charts.example.com/stable/}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: registry, namespace: apps}
        spec: {type: oci, url: oci://ghcr.io/org/charts/}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: hidden, namespace: apps}
        spec: {url: "https://${HOST}/charts"}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: broken, namespace: apps}
        spec: {url: "ftp://charts.example.com"}

        """

    private static func release(_ chart: String, api: String = "v2") -> String {
        """
        apiVersion: helm.toolkit.fluxcd.io/\(api)
        kind: HelmRelease
        metadata: {name: app, namespace: apps}
        spec:
          chart:
            spec:
              \(chart.indented(6))

        """
    }

    private static let web = "sourceRef: {kind: HelmRepository, name: web}"

    private static let charts = [
        Snippet("v2beta1", release("chart: pod\nversion: 6.5.0\n\(web)", api: "v2beta1"), "\(pod) 6.5.0 sameNamespace"),
        Snippet("v2beta2", release("chart: pod\nversion: 6.5.0\n\(web)", api: "v2beta2"), "\(pod) 6.5.0 sameNamespace"),
        Snippet("quoted", release("chart: pod\nversion: \"6.5.0\"\n\(web)"), "\(pod) 6.5.0 sameNamespace"),
        Snippet("with v", release("chart: pod\nversion: v6.5.0\n\(web)"), "\(pod) v6.5.0 sameNamespace"),
        Snippet("metadata", release("chart: pod\nversion: 6.5.0+up1\n\(web)"), "\(pod) 6.5.0+up1 sameNamespace"),
        Snippet("anchored", release("chart: pod\nversion: &v 6.5.0\n\(web)"), "\(pod) 6.5.0 sameNamespace"),
        Snippet("tagged", release("chart: pod\nversion: !!str 6.5.0\n\(web)"), "\(pod) 6.5.0 sameNamespace"),
        Snippet("missing", release("chart: pod\n\(web)"), "\(pod) (*) sameNamespace"),
        Snippet("empty", release("chart: pod\nversion: \"\"\n\(web)"), "\(pod) (*) sameNamespace"),
        Snippet("null", release("chart: pod\nversion: null\n\(web)"), "\(pod) (*) sameNamespace"),
        Snippet("range", release("chart: pod\nversion: \">=6 <7\"\n\(web)"), "\(pod) (>=6 <7) sameNamespace"),
        Snippet("two parts are a range", release("chart: pod\nversion: 6.5\n\(web)"), "\(pod) (6.5) sameNamespace"),
        Snippet("wildcard", release("chart: pod\nversion: 6.x\n\(web)"), "\(pod) (6.x) sameNamespace"),
        Snippet("variable", release("chart: pod\nversion: ${V}\n\(web)"), "\(pod) ${V} sameNamespace"),
        Snippet("no version", release("chart: pod\nversion: newest\n\(web)"), "\(pod) newest sameNamespace"),
        Snippet("encrypted", release("chart: pod\nversion: ENC[AES256_GCM,data:x]\n\(web)")),
        Snippet(
            "repository of type oci", release("chart: pod\nversion: 1.2.3\nsourceRef: {name: registry}"),
            "ociChart ghcr.io/org/charts/pod 1.2.3 sameNamespace"),
        Snippet(
            "Git source: Flux ignores the version",
            release("chart: ./charts/pod\nversion: 1.2.3\nsourceRef: {kind: GitRepository, name: web}")),
        Snippet(
            "chart by variable", release("chart: ${CHART}\nversion: 1.2.3\n\(web)"), "helmChart - 1.2.3 -"),
        Snippet(
            "source by variable", release("chart: pod\nversion: 1.2.3\nsourceRef: {name: hidden}"),
            "helmChart - 1.2.3 -"),
        Snippet(
            "source that is no URL", release("chart: pod\nversion: 1.2.3\nsourceRef: {name: broken}"),
            "helmChart - 1.2.3 -"),
        Snippet(
            "no such source", release("chart: pod\nversion: 1.2.3\nsourceRef: {name: nowhere}"),
            "helmChart - 1.2.3 -"),
    ]

    private static let pod = "helmChart https://charts.example.com/stable#pod"

    @Test(arguments: charts) func findsTheChart(_ snippet: Snippet) async throws {
        let found = try await Found(["sources.yaml": Self.repositories, "release.yaml": snippet.text])
        #expect(found.shortLines == snippet.lines)
    }

    @Test(arguments: [
        ("hidden", true, "the url of HelmRepository hidden is a variable"),
        (
            "broken", false,
            "'ftp://charts.example.com', the url of HelmRepository broken, is not that of a chart repository"
        ),
        ("nowhere", false, "no HelmRepository named nowhere is in the tree"),
        ("${SOURCE}", true, "no HelmRepository named ${SOURCE} is in the tree"),
    ]) func saysWhyTheSourceIsNotKnown(_ name: String, _ isTemplated: Bool, _ why: String) async throws {
        let text = Self.release("chart: pod\nversion: 1.2.3\nsourceRef: {name: \"\(name)\"}")
        let found = try await Found(["sources.yaml": Self.repositories, "release.yaml": text])
        let reference = try #require(found.tree.references.first)
        #expect(reference.unbound == why)
        #expect(reference.isTemplated == isTemplated)
    }

    @Test func rangesOfRegistriesAreReadStrictlyOnlyForHelm() async throws {
        let found = try await Found([
            "sources.yaml": Self.repositories,
            "a.yaml": Self.release("chart: pod\nversion: 1.2.3\nsourceRef: {name: registry}"),
            "b.yaml": Self.release("chart: pod\nversion: 1.2.3\n\(Self.web)"),
        ])
        #expect(found.tree.references.map(\.scheme) == [.strictChartTag, .chartIndex])
    }

    @Test func theVersionOfAChartRefStandsInItsSource() async throws {
        let found = try await Found([
            "release.yaml": """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app, namespace: apps}
            spec:
              chartRef: {kind: OCIRepository, name: app}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: other, namespace: apps}
            spec:
              chartRef: {kind: HelmChart, name: other}
            """,
            "sources.yaml": Self.repositories + """
                ---
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata: {name: app, namespace: apps}
                spec: {url: oci://ghcr.io/org/app, ref: {tag: 1.2.3}}
                ---
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata: {name: app, namespace: elsewhere}
                spec: {url: oci://ghcr.io/org/manifests, ref: {tag: 1.2.3}}
                ---
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: HelmChart
                metadata: {name: other, namespace: apps}
                spec: {chart: other, version: 2.x, sourceRef: {kind: HelmRepository, name: web}}
                """,
        ])
        #expect(
            found.lines == [
                "ociChart ghcr.io/org/app 1.2.3 - sources.yaml#4:/spec/ref/tag",
                "ociArtifact ghcr.io/org/manifests 1.2.3 - sources.yaml#5:/spec/ref/tag",
                "helmChart https://charts.example.com/stable#other (2.x) sameNamespace sources.yaml#6:/spec/version",
            ])
    }

    /// A file for the patched release, a file for the patch ⇒ the patch's lines.
    private static let patches: [(String, [String], String)] = [
        ("one release", [release("chart: pod\nversion: 6.5.0\n\(web)")], "\(pod) 6.6.0 patchedObject"),
        (
            "two releases of one chart",
            [release("chart: pod\nversion: 6.5.0\n\(web)"), release("chart: pod\nversion: 6.4.0\n\(web)")],
            "\(pod) 6.6.0 patchedObject"
        ),
        (
            "two releases of two charts",
            [release("chart: pod\nversion: 6.5.0\n\(web)"), release("chart: other\nversion: 6.4.0\n\(web)")],
            "helmChart - 6.6.0 -"
        ),
        ("no release", [], "helmChart - 6.6.0 -"),
        (
            "one release bound, one without its source",
            [release("chart: pod\nversion: 6.5.0\n\(web)"), release("chart: pod\nsourceRef: {name: nowhere}")],
            "\(pod) 6.6.0 patchedObject"
        ),
    ]

    @Test(arguments: patches)
    func aPatchOfTheVersionBelongsToWhatItPatches(_ name: String, _ releases: [String], _ line: String) async throws {
        var files = ["sources.yaml": Self.repositories, "z-patch.yaml": Self.release("version: 6.6.0")]
        for (index, text) in releases.enumerated() { files["release\(index).yaml"] = text }
        let reference = try #require(try await Found(files).tree.references.last)
        #expect(reference.line == "\(line) z-patch.yaml#0:/spec/chart/spec/version", "\(name)")
        #expect((reference.unbound == nil) == (reference.artifact != nil))
    }

    @Test func whatAPatchMightMeanIsNamed() async throws {
        let found = try await Found([
            "sources.yaml": Self.repositories, "z.yaml": Self.release("version: 6.6.0"),
            "a.yaml": Self.release("chart: pod\nversion: 6.5.0\n\(Self.web)"),
            "b.yaml": Self.release("chart: other\nversion: 6.5.0\n\(Self.web)"),
        ])
        let patch = try #require(found.tree.references.last)
        #expect(patch.candidates.map(\.lastSegment) == ["pod", "other"])
        #expect(patch.unbound == "several HelmReleases named app have different charts")
    }
}
