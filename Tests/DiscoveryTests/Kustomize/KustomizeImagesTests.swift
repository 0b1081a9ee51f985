import Artifacts
import Discovery
import Testing

@Suite struct KustomizeImagesTests {
    private static let snippets = [
        Snippet("newTag", "- {name: nginx, newTag: 1.2.3}", "image docker.io/library/nginx 1.2.3 - /images/0/newTag"),
        Snippet(
            "newName and newTag", "- {name: app, newName: ghcr.io/org/app, newTag: v1}",
            "image ghcr.io/org/app v1 - /images/0/newTag"),
        Snippet(
            "digest", "- {name: a/b, digest: '\(digestA)'}", "image docker.io/a/b @aaaa - /images/0/digest"),
        Snippet(
            "newTag and digest", "- {name: a/b, newTag: '1', digest: '\(digestA)'}",
            "image docker.io/a/b 1@aaaa - /images/0/newTag"),
        Snippet(
            "digest in the tag", "- {name: a/b, newTag: '1@\(digestB)'}",
            "image docker.io/a/b 1@bbbb - /images/0/newTag"),
        Snippet("a commit", "- {name: a/b, newTag: 5479148}", "image docker.io/a/b 5479148 - /images/0/newTag"),
        Snippet(
            "a name with a tag", "- {name: 'a/b:1', newTag: '2'}", "image docker.io/a/b 2 - /images/0/newTag"),
        Snippet(
            "an empty new name", "- {name: a/b, newName: '', newTag: '2'}", "image docker.io/a/b 2 - /images/0/newTag"),
        Snippet(
            "a suffix beside a tag", "- {name: a/b, newTag: '2', tagSuffix: -debug}",
            "image docker.io/a/b 2 - /images/0/newTag"),
        Snippet("a suffix alone", "- {name: a/b, tagSuffix: -debug}"),
        Snippet("newName alone", "- {name: a/b, newName: c/d}"),
        Snippet("encrypted", "- {name: a/b, newTag: 'ENC[AES256_GCM,data:x]'}"),
        Snippet(
            "several", "- {name: a/b, newTag: '1'}\n- {name: c/d, newTag: '2'}",
            "image docker.io/a/b 1 - /images/0/newTag", "image docker.io/c/d 2 - /images/1/newTag"),
        Snippet("a variable", "- {name: '${NAME}', newTag: '1'}", "image - 1 - /images/0/newTag"),
    ]

    @Test(
        arguments: snippets, ["kustomization.yaml", "kustomization.yml", "Kustomization"]
    ) func findsImages(_ snippet: Snippet, _ name: String) async throws {
        let text = "namespace: apps\nimages:\n\(snippet.text)\n"
        let found = try await Found(["sub/\(name)": text])
        #expect(found.lines == snippet.lines.map { $0.replacing(" /", with: " sub/\(name)#0:/") })
        #expect(found.tree.references.allSatisfy { $0.owner.namespace == "apps" && $0.owner.kind == "Kustomization" })
    }

    @Test func aComponentHasImagesToo() async throws {
        let found = try await Found([
            "kustomization.yaml": """
            # A comment, and a marker before the document.
            ---
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            images: [{name: a/b, newTag: '1'}]
            """
        ])
        #expect(found.lines == ["image docker.io/a/b 1 - kustomization.yaml#0:/images/0/newTag"])
    }

    @Test func theFieldOfOldFiles() async throws {
        let found = try await Found(["Kustomization": "imageTags: [{name: a/b, newTag: '1'}]\n"])
        #expect(found.lines == ["image docker.io/a/b 1 - Kustomization#0:/imageTags/0/newTag"])
    }

    @Test func onlyFilesOfThatNameAreKustomizations() async throws {
        let text = "kind: Kustomization\nimages: [{name: a/b, newTag: '1'}]\n"
        #expect(try await Found(["other.yaml": text]).lines == [])
    }
}
