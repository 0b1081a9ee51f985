import Artifacts
import TestSupport
import Testing

@testable import Discovery

/// References that comments make.
@Suite struct AnnotationDiscoveryTests {
    /// The comment, the line below it ⇒ the reference.
    static let comments: [Snippet] = [
        Snippet(
            "docker", "datasource=docker depName=ghcr.io/org/app\nversion: v1.2.3",
            "image ghcr.io/org/app v1.2.3 - /version"),
        Snippet(
            "docker, with a digest", "datasource=docker depName=app\ntag: 1.2.3@\(digestA)",
            "image docker.io/library/app 1.2.3@aaaa - /tag"),
        Snippet(
            "docker, with a registry", "datasource=docker depName=org/app registryUrl=https://quay.io\ntag: 1.2.3",
            "image quay.io/org/app 1.2.3 - /tag"),
        Snippet(
            "docker, a whole image", "datasource=docker depName=org/app\nthing: mirror.io/org/app:1.2.3",
            "image docker.io/org/app 1.2.3 - /thing"),
        Snippet(
            "packageName before depName", "datasource=docker depName=words packageName=org/app\ntag: 1.2.3",
            "image docker.io/org/app 1.2.3 - /tag"),
        Snippet(
            "helm", "datasource=helm depName=app registryUrl=https://charts.example.org/\nchartVersion: 1.2.3",
            "helmChart https://charts.example.org#app 1.2.3 - /chartVersion"),
        Snippet(
            "helm in a registry", "datasource=helm depName=app registryUrl=oci://quay.io/charts\nv: 1.2.3",
            "ociChart quay.io/charts/app 1.2.3 - /v"),
        Snippet("helm without a registry", "datasource=helm depName=app\nv: 1.2.3", "helmChart - 1.2.3 - /v"),
        Snippet(
            "github-tags", "datasource=github-tags depName=org/app\nv: v1.2.3",
            "gitTag https://github.com/org/app v1.2.3 - /v"),
        Snippet(
            "github-releases", "datasource=github-releases depName=org/app\nv: 1.2.3",
            "gitTag https://github.com/org/app 1.2.3 - /v"),
        Snippet(
            "git-tags", "datasource=git-tags depName=https://git.example.org/org/app.git\nv: v1.2.3",
            "gitTag https://git.example.org/org/app v1.2.3 - /v"),
        Snippet("another datasource", "datasource=npm depName=left-pad\nv: 1.2.3", "gitTag - 1.2.3 - /v"),
        Snippet("no datasource", "depName=org/app\nv: 1.2.3"),
        Snippet("no version", "datasource=docker depName=org/app\nname: org/app"),
        Snippet(
            "a version in a URL", "datasource=github-releases depName=org/app\nurl: https://x.org/v1.2.3/a.yaml",
            "gitTag https://github.com/org/app v1.2.3 - @2"),
        Snippet("an item", "datasource=github-releases depName=org/app\nlist:\n- 1.2.3"),
        Snippet("a variable", "datasource=docker depName=org/app\ntag: ${TAG}"),
    ]

    @Test(arguments: comments) func readsComments(_ snippet: Snippet) async throws {
        let found = try await Found(["a.yaml": "# renovate: \(snippet.text)\n"])
        #expect(found.lines.map { $0.replacing("a.yaml#0:", with: "") } == snippet.lines)
    }

    @Test(arguments: [
        ("docker.io/org/app", "image docker.io/org/app 1.2.3 -"),
        ("oci://quay.io/a/b kind=ociChart", "ociChart quay.io/a/b 1.2.3 -"),
        ("quay.io/a/b kind=ociArtifact", "ociArtifact quay.io/a/b 1.2.3 -"),
        ("https://charts.example.org#app", "helmChart https://charts.example.org#app 1.2.3 -"),
        ("https://github.com/org/app", "gitTag https://github.com/org/app 1.2.3 -"),
        ("https://github.com/org/app kind=image", "gitTag https://github.com/org/app 1.2.3 -"),
        ("org/app kind=nonsense", "image docker.io/org/app 1.2.3 -"), ("%%%", "image - 1.2.3 -"),
    ]) func readsItsOwn(_ text: String, _ line: String) async throws {
        #expect(try await Found(["a.yaml": "x: 1.2.3 # astern: artifact=\(text)\n"]).shortLines == [line])
    }

    @Test(arguments: [
        ("x: {a: on, v: 1.2.3} # renovate: datasource=docker depName=org/app", "/x/v"),
        ("- 1.2.3 # renovate: datasource=docker depName=org/app", "/0"),
        ("env:\n# renovate: datasource=docker depName=org/app\n- name: V\nv: 1", nil),
        ("run: |\n  # renovate: datasource=docker depName=org/app\n  V=\"1.2.3\"\n  echo $V\n", "@3"),
        ("run: |\n  a: 1.2.3 # renovate: datasource=docker depName=org/app\n", "@2"),
        ("run: >-\n  use 1.2.3\n  # renovate: datasource=docker depName=org/app\n  V=4.5.6\n", "@4"),
    ]) func findsThePlace(_ text: String, _ path: String?) async throws {
        #expect(try await Found(["a.yaml": text]).tree.references.map(\.mainSite.path) == [path].compactMap { $0 })
    }

    @Test func whatIsAReferenceAlreadyStaysTheOneThatItIs() async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              # renovate: datasource=docker depName=org/other
              - image: org/app:1.2.3
              # renovate: datasource=npm depName=other
              - image: org/app:1.2.4
            """
        ])
        #expect(
            found.lines == [
                "image docker.io/org/app 1.2.3 - a.yaml#0:/spec/containers/0/image",
                "image docker.io/org/app 1.2.4 - a.yaml#0:/spec/containers/1/image",
            ])
    }

    /// Values that set a tag alone: the comment has what they lack, and the digest beside the tag moves along.
    @Test func tellsTheArtifactWhereNothingElseDoes() async throws {
        let values = "image:\n  # renovate: datasource=docker depName=org/app\n  tag: 4.20\n  digest: \(digestA)\n"
        let found = try await Found(["values.yaml": values])
        #expect(found.lines == ["image docker.io/org/app 4.20@aaaa - values.yaml#0:/image/tag"])
        let reference = try #require(found.tree.references.first)
        #expect(reference.untracked == nil && reference.unbound == nil && reference.sites.count == 2)
    }

    /// Line breaks of Windows and a byte order mark change neither the line that is meant nor the place.
    @Test func readsFilesOfWindows() async throws {
        let text = "\u{FEFF}# renovate: datasource=docker depName=org/app\r\n\r\nv: 1.2.3\r\nw: 4\r\n"
        let reference = try #require(try await Found(["a.yaml": text]).tree.references.first)
        #expect(reference.line == "image docker.io/org/app 1.2.3 - a.yaml#0:/v")
        #expect(Array(text.utf8)[reference.mainSite.range].elementsEqual("1.2.3".utf8))
    }

    /// Many annotations in one file take no longer than their number.
    @Test func manyAnnotationsAreFoundQuickly() async throws {
        let line = "# renovate: datasource=docker depName=org/app\nk: 1.2.3\n"
        let text = (0..<4_000).map { line.replacing("k:", with: "k\($0):") }.joined()
        #expect(try await Found(["a.yaml": text]).tree.references.count == 4_000)
    }

    @Test func belongsToTheObjectThatItStandsIn() async throws {
        let text = """
            kind: A
            apiVersion: x.org/v1
            metadata: {name: a}
            ---
            kind: B
            apiVersion: x.org/v1
            metadata: {name: b, namespace: n}
            spec:
              version: 1.2.3 # renovate: datasource=github-tags depName=org/app
            """
        let owner = try #require(try await Found(["a.yaml": text]).tree.references.first?.owner)
        #expect(owner == Owner(apiVersion: "x.org/v1", kind: "B", namespace: "n", name: "b"))
    }

    @Test(arguments: [
        ("github-releases", "1.2.3", "v1.3.0", "1.3.0"), ("github-releases", "v1.2.3", "v1.3.0", "v1.3.0"),
        ("github-releases", "1.2.3", "1.3.0", "1.3.0"), ("docker", "1.2.3", "1.3.0", "1.3.0"),
        ("docker extractVersion=^v(?<version>.+)$", "1.2.3", "v1.3.0", "1.3.0"),
    ]) func writesAsTheTreeHasIt(_ source: String, _ current: String, _ tag: String, _ written: String) async throws {
        let text = "v: \(current) # renovate: depName=org/app datasource=\(source)"
        let reference = try #require(try await Found(["a.yaml": text]).tree.references.first)
        #expect(reference.mainSite.form.text(tag: tag, digest: nil) == written)
    }

    @Test func anotherDatasourceIsSaidToBeOne() async throws {
        let text = "v: 1.2.3 # renovate: depName=a datasource=custom.thing"
        let reference = try #require(try await Found(["a.yaml": text]).tree.references.first)
        #expect(reference.untracked == .foreignDatasource)
        #expect(reference.unbound == "the datasource custom.thing is none that is tracked")
    }
}
