import Artifacts
import Discovery
import Testing

/// `GitRepository`, `FluxInstance`, `ResourceSet`.
@Suite struct FluxSourceDiscoveryTests {
    private static func git(_ ref: String, url: String = "https://git.example/org/config.git") -> String {
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: config, namespace: apps}
        spec:
          url: \(url)
          ref: \(ref)

        """
    }

    private static let config = "gitTag https://git.example/org/config"

    static let snippets = [
        Snippet("tag", git("{tag: v1.0.0}"), "\(config) v1.0.0 - a.yaml#0:/spec/ref/tag"),
        Snippet("range", git("{semver: 1.x}"), "\(config) (1.x) - a.yaml#0:/spec/ref/semver"),
        Snippet("range beats tag", git("{semver: 1.x, tag: v1}"), "\(config) (1.x) - a.yaml#0:/spec/ref/semver"),
        Snippet("name beats range", git("{name: refs/tags/v2, semver: 1.x}"), "\(config) v2 - a.yaml#0:/spec/ref/name"),
        Snippet("name of a branch", git("{name: refs/heads/main, tag: v1}")),
        Snippet("commit beats all", git("{commit: abc1234, tag: v1}"), "\(config) abc1234 - a.yaml#0:/spec/ref/commit"),
        Snippet("branch", git("{branch: release-1.2}")),
        Snippet("null tag", git("{branch: main, tag: null}")),
        Snippet(
            "ssh", git("{tag: v1.0.0}", url: "git@git.example:org/config.git"),
            "\(config) v1.0.0 - a.yaml#0:/spec/ref/tag"),
        Snippet("url by variable", git("{tag: v1.0.0}", url: "'${URL}'"), "gitTag - v1.0.0 - a.yaml#0:/spec/ref/tag"),
    ]

    @Test(arguments: snippets) func gitRepositories(_ snippet: Snippet) async throws {
        #expect(try await Found(["a.yaml": snippet.text]).lines == snippet.lines)
    }

    @Test func theSpellingOfTheTreeIsKept() async throws {
        let found = try await Found(["a.yaml": Self.git("{tag: v1}", url: "ssh://git@git.example/org/config.git")])
        guard case .git(let name) = found.tree.references[0].artifact else {
            Issue.record("no Git repository")
            return
        }
        #expect(name.url == "ssh://git@git.example/org/config.git")
    }

    @Test func patchesOfTheRef() async throws {
        let patch = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: config}\n"
        let found = try await Found([
            "a.yaml": Self.git("{branch: main}"), "b.yaml": patch + "spec: {ref: {tag: v2}}\n",
        ])
        #expect(found.lines == ["\(Self.config) v2 patchedObject b.yaml#0:/spec/ref/tag"])
    }

    @Test(arguments: [
        ("2.7.0", "ghcr.io/fluxcd", "gitTag https://github.com/fluxcd/flux2 2.7.0 -"),
        ("2.7.x", "ghcr.io/fluxcd", "gitTag https://github.com/fluxcd/flux2 (2.7.x) -"),
        (
            "2.7.0", "ghcr.io/controlplaneio-fluxcd/alpine",
            "gitTag https://github.com/controlplaneio-fluxcd/distribution 2.7.0 -"
        ),
    ]) func fluxInstances(version: String, registry: String, line: String) async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux}
            spec: {distribution: {version: \(version), registry: \(registry)}}

            """
        ])
        #expect(found.shortLines == [line])
    }

    @Test(arguments: [
        ("{kind: OCIRepository, url: \"oci://x.org/a/b\", ref: v1.2.3}", "ociArtifact x.org/a/b v1.2.3 -"),
        ("{kind: OCIRepository, url: \"https://x.org/a/b\", ref: v1.2.3}", "gitTag - v1.2.3 -"),
        (
            "{kind: GitRepository, url: \"https://x.org/a/b\", ref: refs/tags/v1.2.3}",
            "gitTag https://x.org/a/b v1.2.3 -"
        ),
        ("{kind: GitRepository, url: \"https://x.org/a/b\", ref: refs/heads/main}", nil),
        ("{kind: Bucket, url: \"https://x.org\", ref: v1.2.3}", nil),
    ]) func whatAFluxInstanceIsSyncedFrom(_ sync: String, _ line: String?) async throws {
        let text =
            "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: f}\nspec: {sync: \(sync)}\n"
        #expect(try await Found(["a.yaml": text]).shortLines == [line].compactMap { $0 })
    }

    @Test func patchesOfAFluxInstance() async throws {
        let text = """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux}
            spec:
              kustomize:
                patches:
                - target: {kind: Deployment}
                  patch: |
                    - op: replace
                      path: /spec/template/spec/containers/0/image
                      value: a/b:1.2.3

            """
        #expect(try await Found(["a.yaml": text]).lines == ["image docker.io/a/b 1.2.3 - a.yaml#0:@11"])
    }

    @Test func inputsOfAResourceSet() async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata: {name: set}
            spec:
              inputs: [{name: a, tag: 1.0.0}, {name: b, tag: 2.0.0}]
              resources:
              - kind: OCIRepository
                metadata: {name: << inputs.name >>}
                spec: {url: oci://ghcr.io/org/<< inputs.name >>, ref: {tag: v<< inputs.tag >>}}
            """
        ])
        #expect(
            found.lines == [
                "ociArtifact ghcr.io/org/a v1.0.0 - a.yaml#0:/spec/inputs/0/tag",
                "ociArtifact ghcr.io/org/b v2.0.0 - a.yaml#0:/spec/inputs/1/tag",
            ])
        #expect(found.tree.references.map(\.owner.name) == ["a", "b"])
    }
}
