import Artifacts
import TestSupport
import Testing

@testable import Discovery

/// Services of Compose files.
@Suite struct ComposeFileTests {
    @Test(arguments: [
        ("compose.yaml", true), ("compose.yml", true), ("compose.prod.yaml", true), ("docker-compose.yml", true),
        ("docker-compose.override.yaml", true), ("docker-compose-dev.yml", true), ("my-compose.yaml", false),
        ("compose.json", false), ("composer.yaml", false), ("docker-composer.yaml", false),
    ]) func tellsComposeFilesByTheirNames(_ name: String, _ isOne: Bool) {
        #expect(ComposeFile.isNamedLikeOne(name[...]) == isOne)
    }

    static let services: [Snippet] = [
        Snippet("a tag", "image: org/app:1.2.3", "image docker.io/org/app 1.2.3 - c#0:/services/app/image"),
        Snippet(
            "a digest", "image: \"org/app:1.2.3@\(digestA)\"",
            "image docker.io/org/app 1.2.3@aaaa - c#0:/services/app/image"),
        Snippet("no tag", "image: app", "image docker.io/library/app - - c#0:/services/app/image"),
        Snippet("a build", "build: .\n    image: org/app:1.2.3"),
        Snippet("only a build", "build: ."),
        Snippet(
            "a volume that is an image", "volumes: [{type: image, source: \"org/files:1.2.3\", target: /x}, data:/y]",
            "image docker.io/org/files 1.2.3 - c#0:/services/app/volumes/0/source"),
        Snippet("a default for the tag", "image: org/app:${TAG:-1.2.3}", "image docker.io/org/app 1.2.3 - c#0:@3"),
        Snippet("another default", "image: \"org/app:${TAG-1.2.3}\"", "image docker.io/org/app 1.2.3 - c#0:@3"),
        Snippet("a default for the image", "image: ${IMAGE:-org/app:1.2.3}", "image docker.io/org/app 1.2.3 - c#0:@3"),
        Snippet("a variable", "image: org/app:${TAG}", "image - - - c#0:/services/app/image"),
        Snippet("a variable without braces", "image: org/app:$TAG", "image - - - c#0:/services/app/image"),
        Snippet(
            "a default beside a variable", "image: ${REG}/app:${TAG:-1.2.3}", "image - - - c#0:/services/app/image"),
        Snippet(
            "a default with text behind", "image: org/app:${TAG:-1.2.3}-alpine",
            "image - - - c#0:/services/app/image"),
        Snippet(
            "an error in place of a default", "image: org/app:${TAG:?set it}", "image - - - c#0:/services/app/image"),
    ]

    @Test(arguments: services) func readsServices(_ snippet: Snippet) async throws {
        let found = try await Found(["compose.yaml": "services:\n  app:\n    \(snippet.text)\n"])
        #expect(found.lines.map { $0.replacing("compose.yaml", with: "c") } == snippet.lines)
    }

    @Test func aServiceThatIsAnAliasIsNoSecondReference() async throws {
        let text = "services:\n  a: &a {image: \"org/app:1.2.3\"}\n  b: *a\n  c:\n    <<: *a\n    restart: always\n"
        let found = try await Found(["compose.yaml": text])
        #expect(found.lines == ["image docker.io/org/app 1.2.3 - compose.yaml#0:/services/a/image"])
    }

    @Test func anAnchorOutsideOfTheServicesIsRead() async throws {
        let text = "x-app: &a {image: \"org/app:1.2.3\"}\nservices:\n  b: *a\n  c: {<<: *a, restart: always}\n"
        let found = try await Found(["compose.yaml": text])
        #expect(found.lines == ["image docker.io/org/app 1.2.3 - compose.yaml#0:/x-app/image"])
    }

    @Test func theDefaultIsWhatIsEdited() async throws {
        let text = "services:\n  a:\n    image: \"org/app:${TAG:-1.2.3}\"\n"
        let site = try #require(try await Found(["compose.yaml": text]).tree.references.first?.sites.first)
        #expect(Array(text.utf8)[site.range].elementsEqual("1.2.3".utf8))
        #expect(site.edit(to: "1.3.0") != nil)
        #expect(site.edit(to: "}") == nil)
    }
}
