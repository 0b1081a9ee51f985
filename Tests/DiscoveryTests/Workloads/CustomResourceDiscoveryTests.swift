import Artifacts
import TestSupport
import Testing

@testable import Discovery

/// Images in kinds that others define.
@Suite struct CustomResourceDiscoveryTests {
    static let specs: [Snippet] = [
        Snippet("a whole image", "{image: \"quay.io/org/app:1.2.3\"}", "image quay.io/org/app 1.2.3 - a#0:/spec/image"),
        Snippet("imageName", "{imageName: \"quay.io/org/pg:17.4\"}", "image quay.io/org/pg 17.4 - a#0:/spec/imageName"),
        Snippet(
            "another image", "{initImage: \"quay.io/org/app:1.2.3\"}",
            "image quay.io/org/app 1.2.3 - a#0:/spec/initImage"),
        Snippet(
            "containers", "{pod: {containers: [{image: \"a/b:1.2\"}]}}",
            "image docker.io/a/b 1.2 - a#0:/spec/pod/containers/0/image"),
        Snippet(
            "steps", "{steps: [{image: \"a/b:1.2\"}, {image: \"a/c@\(digestA)\"}]}",
            "image docker.io/a/b 1.2 - a#0:/spec/steps/0/image", "image docker.io/a/c @aaaa - a#0:/spec/steps/1/image"),
        Snippet(
            "repository and tag", "{image: {repository: a/b, tag: 1.2.3}}",
            "image docker.io/a/b 1.2.3 - a#0:/spec/image/tag"),
        Snippet(
            "an image of files", "{extensions: [{image: {reference: \"a/b:1.2\"}}]}",
            "image docker.io/a/b 1.2 - a#0:/spec/extensions/0/image/reference"),
        Snippet("repository and tag elsewhere", "{source: {repository: a/b, tag: 1.2.3}}"),
        Snippet("no tag", "{image: a/b, osImage: ubuntu}"),
        Snippet("a tag alone", "{image: {tag: 1.2.3}, imageTag: 1.2.3}"),
        Snippet("a pattern", "{image: \"*:latest\", iconImage: \"https://x.org/a.png\"}"),
        Snippet("an image of an image", "{image: \"data:image/png;base64,AAAA\"}"),
        Snippet("a version", "{version: 1.2.3}"),
    ]

    @Test(arguments: specs) func readsImages(_ snippet: Snippet) async throws {
        let text = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: \(snippet.text)\n"
        let found = try await Found(["a.yaml": text])
        #expect(found.lines.map { $0.replacing("a.yaml#", with: "a#") } == snippet.lines)
        #expect(found.tree.references.allSatisfy { $0.owner.kind == "Thing" && $0.owner.name == "a" })
    }

    @Test(arguments: [
        "v1", "apps/v1", "rbac.authorization.k8s.io/v1", "kyverno.io/v1", "policies.kyverno.io/v1",
        "constraints.gatekeeper.sh/v1beta1", "fluxcd.controlplane.io/v1",
    ]) func leavesOthersAlone(_ api: String) async throws {
        let text = "apiVersion: \(api)\nkind: Thing\nspec: {image: \"quay.io/org/app:1.2.3\"}\n"
        #expect(try await Found(["a.yaml": text]).lines.isEmpty)
    }

    @Test func leavesNamesAndFindingsOfControllersAlone() async throws {
        let text = """
            apiVersion: example.org/v1
            kind: Thing
            metadata: {name: a, annotations: {image: "a/b:1.2.3"}}
            status: {image: "a/b:1.2.3"}
            """
        #expect(try await Found(["a.yaml": text]).lines.isEmpty)
    }

    @Test(arguments: [
        ("TalosUpgrade", "talos", "image ghcr.io/siderolabs/installer v1.13.9 -"),
        ("KubernetesUpgrade", "kubernetes", "image ghcr.io/siderolabs/kubelet v1.13.9 -"),
    ]) func readsUpgradesOfNodes(_ kind: String, _ key: String, _ line: String) async throws {
        let text = "apiVersion: tuppr.example.org/v1\nkind: \(kind)\nspec: {\(key): {version: v1.13.9}}\n"
        #expect(try await Found(["a.yaml": text]).shortLines == [line])
    }

    @Test(arguments: [
        (
            "pkg.crossplane.io/v1", "xpkg.example.org/org/provider:v1.2.3",
            ["image xpkg.example.org/org/provider v1.2.3 -"]
        ),
        ("pkg.crossplane.io/v1beta1", "xpkg.example.org/org/provider", []),
        ("x.org/v1", "x.org/org/provider:v1.2.3", []),
    ]) func readsPackages(_ api: String, _ package: String, _ lines: [String]) async throws {
        let text = "apiVersion: \(api)\nkind: Provider\nspec: {package: \"\(package)\"}\n"
        #expect(try await Found(["a.yaml": text]).shortLines == lines)
    }

    @Test func readsVolumesThatAreImages() async throws {
        let text = """
            apiVersion: v1
            kind: Pod
            spec:
              containers: []
              volumes: [{name: a, image: {reference: "quay.io/org/files:1.2.3"}}, {name: b, emptyDir: {}}]
            """
        #expect(
            try await Found(["a.yaml": text]).lines == [
                "image quay.io/org/files 1.2.3 - a.yaml#0:/spec/volumes/0/image/reference"
            ])
    }
}
