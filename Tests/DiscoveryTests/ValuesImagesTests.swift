import Artifacts
import Discovery
import Testing

@Suite struct ValuesImagesTests {
    private static func release(_ values: String) -> String {
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app, namespace: apps}
        spec:
          chartRef: {kind: OCIRepository, name: app}
          values:
            \(values.indented(4))

        """
    }

    private static let top = "a.yaml#0:/spec/values"

    private static let snippets = [
        Snippet(
            "repository and tag", "image:\n  repository: ghcr.io/org/app\n  tag: 1.2.3",
            "image ghcr.io/org/app 1.2.3 - \(top)/image/tag"),
        Snippet(
            "tag before repository", "image:\n  tag: 1.2.3\n  repository: ghcr.io/org/app",
            "image ghcr.io/org/app 1.2.3 - \(top)/image/tag"),
        Snippet(
            "at the top, under any key", "sidecar: {repository: grafana/loki, tag: '3.0'}",
            "image docker.io/grafana/loki 3.0 - \(top)/sidecar/tag"),
        Snippet(
            "a key like a variable's name", "env: {SIDECAR_IMAGE: \"org/app:1.2.3\", IMAGE_PULL: \"a:1\"}",
            "image docker.io/org/app 1.2.3 - \(top)/env/SIDECAR_IMAGE"),
        Snippet("repo", "image: {repo: nginx, tag: 1.2.3}", "image docker.io/library/nginx 1.2.3 - \(top)/image/tag"),
        Snippet(
            "registry before repository", "image: {registry: quay.io, repository: org/app, tag: v1}",
            "image quay.io/org/app v1 - \(top)/image/tag"),
        Snippet(
            "registry with port and slash", "image: {registry: 'localhost:5000/', repository: org/app, tag: v1}",
            "image localhost:5000/org/app v1 - \(top)/image/tag"),
        Snippet(
            "empty registry", "image: {registry: '', repository: org/app, tag: v1}",
            "image docker.io/org/app v1 - \(top)/image/tag"),
        Snippet(
            "image beside repository", "image: {repository: quay.io/org, image: app, tag: v1}",
            "image quay.io/org/app v1 - \(top)/image/tag"),
        Snippet(
            "image beside tag", "operator: {image: quay.io/org/app, tag: v1}",
            "image quay.io/org/app v1 - \(top)/operator/tag"),
        Snippet(
            "port in the repository", "image: {repository: 'registry.local:5000/app', tag: v1}",
            "image registry.local:5000/app v1 - \(top)/image/tag"),
        Snippet("one scalar", "image: nginx:1.27", "image docker.io/library/nginx 1.27 - \(top)/image"),
        Snippet(
            "one scalar with digest", "image: ghcr.io/org/app:1.2.3@\(digestA)",
            "image ghcr.io/org/app 1.2.3@aaaa - \(top)/image"),
        Snippet(
            "one scalar with digest only", "image: ghcr.io/org/app@\(digestA)",
            "image ghcr.io/org/app @aaaa - \(top)/image"),
        Snippet(
            "a key that ends in Image", "initImage: 'localhost:5000/app:1.2.3'",
            "image localhost:5000/app 1.2.3 - \(top)/initImage"),
        Snippet("no tag, no reference", "image: nginx"),
        Snippet("words that only look like it", "image: not an image\nlogoImage: https://example.com/logo.png"),
        Snippet(
            "in a list", "containers:\n- {image: {repository: a/b, tag: '1'}}\n- image: c/d:2",
            "image docker.io/a/b 1 - \(top)/containers/0/image/tag",
            "image docker.io/c/d 2 - \(top)/containers/1/image"),
        Snippet(
            "integer", "image: {repository: postgres, tag: 16}",
            "image docker.io/library/postgres 16 - \(top)/image/tag"),
        Snippet("float", "image: {repository: a/b, tag: 4.20}", "image docker.io/a/b 4.20 - \(top)/image/tag"),
        Snippet("empty tag", "image: {repository: a/b, tag: \"\"}", "image docker.io/a/b - - \(top)/image/tag"),
        Snippet("null tag", "image: {repository: a/b, tag: ~}", "image docker.io/a/b - - \(top)/image/tag"),
        Snippet(
            "digest in the tag", "image: {repository: a/b, tag: '1.2@\(digestA)'}",
            "image docker.io/a/b 1.2@aaaa - \(top)/image/tag"),
        Snippet(
            "digest beside the tag", "image: {repository: a/b, tag: '1.2', digest: '\(digestA)'}",
            "image docker.io/a/b 1.2@aaaa - \(top)/image/tag"),
        Snippet(
            "hex beside the tag", "image: {repository: a/b, tag: '1.2', sha: \(digestA.dropFirst(7))}",
            "image docker.io/a/b 1.2@aaaa - \(top)/image/tag"),
        Snippet(
            "empty hex beside the tag", "image: {repository: a/b, tag: '1.2', sha: ''}",
            "image docker.io/a/b 1.2 - \(top)/image/tag"),
        Snippet(
            "digest without tag", "image: {repository: a/b, digest: '\(digestA)'}",
            "image docker.io/a/b @aaaa - \(top)/image/digest"),
        Snippet(
            "the chart has the repository", "image: {tag: 1.2.3}", "image - 1.2.3 - \(top)/image/tag"),
        Snippet("a tag of something else", "git: {tag: 1.2.3}\nsource: {repository: https://x.example/y.git, tag: v1}"),
        Snippet(
            "a key that is an alias", "name: &app web\ncontrollers:\n  *app :\n    image: {repository: a/b, tag: '1'}",
            "image docker.io/a/b 1 - \(top)/controllers/web/image/tag"),
        Snippet(
            "an image by anchor, used twice", "a:\n  image: &i {repository: a/b, tag: '1'}\nb:\n  image: *i",
            "image docker.io/a/b 1 - \(top)/a/image/tag"),
        Snippet(
            "a tag by anchor, for two repositories",
            "a: {repository: a/b, tag: &t '1'}\nb: {repository: c/d, tag: *t}",
            "image docker.io/a/b 1 - \(top)/a/tag", "image docker.io/c/d 1 - \(top)/b/tag"),
        Snippet(
            "a tag by merge, for two repositories",
            "a: &a {repository: a/b, tag: '1'}\nb: {<<: *a, repository: c/d}\nc: {<<: *a, repository: e/f}",
            "image docker.io/a/b 1 - \(top)/a/tag", "image docker.io/c/d 1 - \(top)/a/tag~2",
            "image docker.io/e/f 1 - \(top)/a/tag~3"),
        Snippet(
            "a variable for a tag", "image: {repository: a/b, tag: '${TAG}'}",
            "image docker.io/a/b ${TAG} - \(top)/image/tag"),
        Snippet(
            "a variable for a repository", "image: {repository: '${REPO}', tag: '1.2'}",
            "image - 1.2 - \(top)/image/tag"),
        Snippet(
            "a variable with a default", "image: 'ghcr.io/org/app:${TAG:=1.2.3}'",
            "image ghcr.io/org/app 1.2.3 - \(top)/image"),
        Snippet(
            "encrypted", "image: {repository: a/b, tag: 'ENC[AES256_GCM,data:x]'}\nbaseImage: 'ENC[AES256_GCM,data:y]'"),
        Snippet("a tag that is a mapping", "image: {repository: a/b, tag: {a: b}}"),
        Snippet(
            "duplicate keys: the last counts", "image: {repository: a/b, tag: '1', tag: '2'}",
            "image docker.io/a/b 2 - \(top)/image/tag"),
    ]

    @Test(arguments: snippets) func findsImages(_ snippet: Snippet) async throws {
        let found = try await Found(["a.yaml": Self.release(snippet.text)])
        #expect(found.lines == snippet.lines)
        #expect(found.skipped.isEmpty)
    }

    @Test func everyIDIsItsOwn() async throws {
        let text = Self.snippets.map { Self.release($0.text) }.joined(separator: "---\n")
        let ids = try await Found(["a.yaml": text]).tree.references.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count > 30)
    }

    /// Each anchor holds the one before it twice: walked through its aliases, the last would have a billion images.
    @Test func aliasesAreNotWalkedAgain() async throws {
        let anchors = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
        let text = (["a0: &a0 {repository: a/b, tag: '1'}"] + anchors).joined(separator: "\n")
        let found = try await Found(["a.yaml": Self.release(text)])
        #expect(found.lines == ["image docker.io/a/b 1 - \(Self.top)/a0/tag"])
    }
}
