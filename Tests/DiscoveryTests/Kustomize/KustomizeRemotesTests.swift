import Artifacts
import Discovery
import TestSupport
import Testing

@Suite struct KustomizeRemotesTests {
    /// A URL, `artifact pin` of it, and what is written for another tag.
    struct Case: Sendable, CustomTestStringConvertible {
        let url: String
        let found: String
        let tag: String
        let written: String?

        init(_ url: String, _ found: String, _ tag: String = "v9.8.7", _ written: String? = nil) {
            self.url = url
            self.found = found
            self.tag = tag
            self.written = written
        }

        var testDescription: String { url }
    }

    private static let repositories = [
        Case(
            "https://github.com/org/repo//config/base?ref=v1.2.3", "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://github.com/org/repo//config/base?ref=v1.3.0"),
        Case(
            "https://github.com/org/repo//config?timeout=90s&ref=v1.2.3&submodules=false",
            "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://github.com/org/repo//config?timeout=90s&ref=v1.3.0&submodules=false"),
        Case(
            "github.com/org/repo/config/native?ref=v0.15.3", "https://github.com/org/repo v0.15.3", "v0.16.0",
            "github.com/org/repo/config/native?ref=v0.16.0"),
        Case(
            "https://github.com/org/repo/kustomize?version=v0.21.0", "https://github.com/org/repo v0.21.0", "v0.22.0",
            "https://github.com/org/repo/kustomize?version=v0.22.0"),
        Case(
            "git@github.com:org/repo.git//base?ref=1.0.1", "https://github.com/org/repo 1.0.1", "1.1.0",
            "git@github.com:org/repo.git//base?ref=1.1.0"),
        Case(
            "ssh://git@example.com/group/sub/repo.git/deploy?ref=v2", "https://example.com/group/sub/repo v2", "v3",
            "ssh://git@example.com/group/sub/repo.git/deploy?ref=v3"),
        Case(
            "git::https://gitlab.com/group/sub/repo//deploy?ref=v2.0.0", "https://gitlab.com/group/sub/repo v2.0.0",
            "v2.0.1", "git::https://gitlab.com/group/sub/repo//deploy?ref=v2.0.1"),
        Case(
            "https://dev.azure.com/org/project/_git/repo/deploy?ref=v1.0.0",
            "https://dev.azure.com/org/project/_git/repo v1.0.0", "v1.1.0",
            "https://dev.azure.com/org/project/_git/repo/deploy?ref=v1.1.0"),
        Case(
            "https://github.com/org/repo//releases/v1.2.3?ref=v1.2.3", "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://github.com/org/repo//releases/v1.3.0?ref=v1.3.0"),
        Case(
            "https://github.com/org/repo//deploy?ref=operator/v1.2.3", "https://github.com/org/repo operator/v1.2.3",
            "operator/v1.3.0", "https://github.com/org/repo//deploy?ref=operator/v1.3.0"),
        Case(
            "https://github.com/org/repo//deploy?ref=main", "https://github.com/org/repo main", "v1",
            "https://github.com/org/repo//deploy?ref=v1"),
        Case("https://github.com/org/repo/manifests/install", "https://github.com/org/repo -"),
        Case("https://github.com/org/repo//deploy?ref=release-1.2", "https://github.com/org/repo -"),
        Case("https://github.com/org/repo//deploy?ref=v1.2.x", "https://github.com/org/repo -"),
        Case(
            "https://github.com/org/repo//deploy?ref=release-1.2.3", "https://github.com/org/repo release-1.2.3",
            "release-1.3.0", "https://github.com/org/repo//deploy?ref=release-1.3.0"),
    ]

    private static let files = [
        Case(
            "https://raw.githubusercontent.com/org/repo/v8.6.0/config/crd/a.yaml", "https://github.com/org/repo v8.6.0",
            "v8.7.0", "https://raw.githubusercontent.com/org/repo/v8.7.0/config/crd/a.yaml"),
        Case(
            "https://raw.githubusercontent.com/org/repo/refs/tags/v1.0.1/a/b.yaml",
            "https://github.com/org/repo v1.0.1", "v1.0.2",
            "https://raw.githubusercontent.com/org/repo/refs/tags/v1.0.2/a/b.yaml"),
        Case(
            "https://raw.githubusercontent.com/org/repo/sdk/v0.13.0/sdk/a.yaml",
            "https://github.com/org/repo sdk/v0.13.0", "sdk/v0.14.0",
            "https://raw.githubusercontent.com/org/repo/sdk/v0.14.0/sdk/a.yaml"),
        Case(
            "https://raw.githubusercontent.com/org/repo/master/v1.2.3/a.yaml", "https://github.com/org/repo master",
            "x", "https://raw.githubusercontent.com/org/repo/x/v1.2.3/a.yaml"),
        Case(
            "https://raw.githubusercontent.com/org/repo/refs/heads/main/task/0.10/a.yaml",
            "https://github.com/org/repo -"),
        Case(
            "https://raw.githubusercontent.com/org/pg/release-1.27/releases/pg-1.27.0.yaml",
            "https://github.com/org/pg 1.27.0", "v1.28.1",
            "https://raw.githubusercontent.com/org/pg/release-1.28/releases/pg-1.28.1.yaml"),
        Case(
            "https://github.com/org/app/releases/download/v1.2.3/app-1.2.3.yaml", "https://github.com/org/app v1.2.3",
            "v1.3.0", "https://github.com/org/app/releases/download/v1.3.0/app-1.3.0.yaml"),
        Case(
            "https://github.com/org/app/releases/download/1.2.3/app-1.2.3.yaml", "https://github.com/org/app 1.2.3",
            "1.3.0", "https://github.com/org/app/releases/download/1.3.0/app-1.3.0.yaml"),
        Case(
            "https://github.com/org/app/releases/download/v1.2.3/app-v1.2.3-11.2.3.yaml",
            "https://github.com/org/app v1.2.3", "v1.3.0",
            "https://github.com/org/app/releases/download/v1.3.0/app-v1.3.0-11.2.3.yaml"),
        Case(
            "https://github.com/org/app/releases/download/app%2Fv5.4.1/app_v5.4.1.yaml",
            "https://github.com/org/app app/v5.4.1", "app/v5.5.0",
            "https://github.com/org/app/releases/download/app%2Fv5.5.0/app_v5.5.0.yaml"),
        Case(
            "https://github.com/org/k3s/releases/download/v1.30.0%2Bk3s1/k3s",
            "https://github.com/org/k3s v1.30.0+k3s1",
            "v1.31.0+k3s2", "https://github.com/org/k3s/releases/download/v1.31.0%2Bk3s2/k3s"),
        Case("https://github.com/org/app/releases/latest/download/app.yaml", "https://github.com/org/app -"),
        Case(
            "https://github.com/org/repo/raw/v1.0.0/deploy.yaml?raw=true", "https://github.com/org/repo v1.0.0",
            "v1.1.0", "https://github.com/org/repo/raw/v1.1.0/deploy.yaml?raw=true"),
        Case(
            "https://github.com/org/repo/archive/v1.2.3.tar.gz", "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://github.com/org/repo/archive/v1.3.0.tar.gz"),
        Case(
            "https://github.com/org/repo/archive/refs/tags/v1.2.3.zip", "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://github.com/org/repo/archive/refs/tags/v1.3.0.zip"),
        Case(
            "https://gitlab.com/group/sub/repo/-/raw/v1.2.3/deploy.yaml", "https://gitlab.com/group/sub/repo v1.2.3",
            "v1.3.0", "https://gitlab.com/group/sub/repo/-/raw/v1.3.0/deploy.yaml"),
        Case(
            "https://gitlab.com/group/repo/-/archive/v1.2.3/repo-v1.2.3.tar.gz", "https://gitlab.com/group/repo v1.2.3",
            "v1.3.0", "https://gitlab.com/group/repo/-/archive/v1.3.0/repo-v1.3.0.tar.gz"),
        Case(
            "https://codeberg.org/org/repo/raw/tag/v1.2.3/deploy.yaml", "https://codeberg.org/org/repo v1.2.3",
            "v1.3.0", "https://codeberg.org/org/repo/raw/tag/v1.3.0/deploy.yaml"),
        Case("https://codeberg.org/org/repo/raw/branch/v1.2.3/deploy.yaml", "https://codeberg.org/org/repo -"),
        Case(
            "https://cdn.jsdelivr.net/gh/org/repo@v1.2.3/deploy.yaml", "https://github.com/org/repo v1.2.3", "v1.3.0",
            "https://cdn.jsdelivr.net/gh/org/repo@v1.3.0/deploy.yaml"),
        Case(
            "https://storage.googleapis.com/tekton-releases/operator/previous/v0.77.0/release.yaml",
            "https://github.com/tektoncd/operator v0.77.0", "v0.78.1",
            "https://storage.googleapis.com/tekton-releases/operator/previous/v0.78.1/release.yaml"),
        Case(
            "https://example.com/downloads/v1.2.3/a.yaml", "- v1.2.3", "v1.3.0",
            "https://example.com/downloads/v1.3.0/a.yaml"),
    ]

    @Test(arguments: repositories + files) func readsURLs(_ one: Case) async throws {
        let found = try await Found(["kustomization.yaml": "resources:\n  - \(one.url)\n"])
        let reference = try #require(found.tree.references.first)
        #expect(found.shortLines == ["gitTag \(one.found) -"])
        #expect(found.lines[0].hasSuffix(" kustomization.yaml#0:/resources/0"))
        #expect(reference.mainSite.role == .url)
        #expect(reference.mainSite.form.text(tag: one.tag, digest: nil) == one.written)
        // The tag that is there writes what is there.
        if let version = reference.pin.version {
            let same = reference.scheme == .artifactTag ? "v\(version)" : version
            #expect(reference.mainSite.form.text(tag: same, digest: nil) == one.url)
        }
    }

    @Test(
        arguments: [
            "../base", "./a.yaml", "a.yaml", "/abs/path", "apps/v1.2.3/a.yaml", "../../org.d//x", "org.d/v1.2.3",
            "https://example.com/v1/a.yaml", "https://example.com/app-1.2.3.yaml", "file:///tmp/repo?ref=v1.0.0",
            "s3::https://bucket/x", "https://",
        ]) func leavesTheRest(_ text: String) async throws
    {
        #expect(try await Found(["kustomization.yaml": "resources: ['\(text)']\n"]).lines == [])
    }

    @Test func readsEveryFieldThatTakesURLs() async throws {
        let base = "https://github.com/org/repo/releases/download/v1.0.0"
        let found = try await Found([
            "kustomization.yaml": """
            resources: [\(base)/a.yaml]
            components: [github.com/org/repo//c?ref=v1]
            bases: [github.com/org/repo//b?ref=v2]
            crds: [\(base)/crds.yaml]
            patches: [{path: \(base)/p.yaml}]
            configMapGenerator: [{name: a, files: [\(base)/x.json, "key=\(base)/y.json", "key=local/v1.0.0.json"]}]
            """
        ])
        #expect(
            found.tree.references.map(\.mainSite.path) == [
                "/resources/0", "/components/0", "/bases/0", "/crds/0", "/patches/0/path",
                "/configMapGenerator/0/files/0",
                "/configMapGenerator/0/files/1",
            ])
        let keyed = try #require(found.tree.references.last)
        let expected = "key=https://github.com/org/repo/releases/download/v2.0.0/y.json"
        #expect(keyed.mainSite.form.text(tag: "v2.0.0", digest: nil) == expected)
    }

    @Test func variablesAreNoVersions() async throws {
        let found = try await Found([
            "kustomization.yaml": """
            resources:
              - https://github.com/org/repo/releases/download/${VERSION}/a.yaml
              - https://${HOST}/1.2.3/a.yaml
            """
        ])
        #expect(found.shortLines == ["gitTag https://github.com/org/repo ${VERSION} -", "gitTag - 1.2.3 -"])
        #expect(found.tree.references.map(\.isTemplated) == [false, true])
    }

    @Test func extraManifestsOfMachines() async throws {
        let found = try await Found([
            "talconfig.yaml": """
            nodes: []
            patches:
              - |-
                cluster:
                  extraManifests:
                    - https://github.com/org/a/releases/download/v1.2.3/a.yaml
                    - https://github.com/org/a
            controlPlane:
              extraManifests: [https://raw.githubusercontent.com/org/b/v2.0.0/b.yaml, ./local.yaml]
            """
        ])
        #expect(
            found.lines == [
                "gitTag https://github.com/org/a v1.2.3 - talconfig.yaml#0:@6",
                "gitTag https://github.com/org/b v2.0.0 - talconfig.yaml#0:/controlPlane/extraManifests/0",
            ])
    }
}

extension KustomizeRemotesTests {
    /// Parts of URLs in any order: nothing of them stops a run, and what is found is written as it stands.
    @Test(arguments: 0..<20) func hostileURLs(_ seed: UInt64) async throws {
        let parts = [
            "https://", "http://", "ssh://", "git::", "git@", "github.com", "raw.githubusercontent.com", "example.com",
            "/",
            "//", ":", "org", "repo", ".git", "/-/", "raw", "archive", "releases", "download", "refs", "tags", "heads",
            "?ref=", "&version=", "v1.2.3", "1.2.3", "1.2", "release-1.2", ".x", ".tar.gz", "%2F", "%", "@", "gh", "-",
            "=",
            "cdn.jsdelivr.net", "tekton-releases", "previous", "_git", "é", "e\u{301}", "..", ".", "${V}",
        ]
        var random = SplitMix(state: seed)
        let urls = (0..<200).map { _ in
            (0..<Int.random(in: 1...14, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
        }
        let list = urls.map { "  - '\($0)'\n" }.joined()
        let found = try await Found(["kustomization.yaml": "resources:\n\(list)"])
        for reference in found.tree.references {
            guard let version = reference.pin.version, reference.scheme == .tag,
                // A text that variables make up is written nowhere.
                reference.mainSite.text?.contains("${") == false
            else { continue }
            let written = reference.mainSite.form.text(tag: version, digest: nil)
            #expect(written == reference.mainSite.text)
        }
    }
}
