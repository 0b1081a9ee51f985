import Artifacts
import TestSupport
import Testing

@testable import Discovery

/// Files of values: which ones are read, and the shapes of charts' own values.
@Suite struct ValuesFileTests {
    @Test(arguments: [
        ("values.yaml", true), ("charts/app/values.yml", true), ("values-prod.yaml", true), ("prod-values.yaml", true),
        ("app/prod.values.yaml", true), ("values/app/common.yaml", true), ("a/values/app.yml", true),
        ("myvalues.yaml", false), ("values.json", false), ("values.yaml.gotmpl", true), ("x.yaml.gotmpl", false),
        ("valuesx/app.yaml", false),
        ("config.yaml", false), ("values/README", false),
    ]) func tellsValuesByTheirNames(_ path: String, _ isOne: Bool) {
        #expect(ValuesFile.isNamedLikeOne(path) == isOne)
    }

    static let shapes: [Snippet] = [
        Snippet(
            "repository, name, tag", "image: {repository: quay.io/org, name: app, tag: 1.2.3}",
            "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "a whole repository beside a name", "image: {repository: quay.io/org/app, name: other, tag: 1.2.3}",
            "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "a repository that is the name", "image: {repository: nginx, name: nginx, tag: 1.2.3}",
            "image docker.io/library/nginx 1.2.3 -"),
        Snippet(
            "registry, name, tag", "image: {registry: quay.io, name: org/app, tag: 1.2.3}",
            "image quay.io/org/app 1.2.3 -"),
        Snippet("name and tag under another key", "release: {name: app, tag: 1.2.3}"),
        Snippet("imageTag beside image", "image: quay.io/org/app\nimageTag: 1.2.3", "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "imageTag before imageRepository", "imageTag: 1.2.3\nimageRepository: quay.io/org/app",
            "image quay.io/org/app 1.2.3 -"),
        Snippet("a prefix", "sidecarImageTag: 1.2.3\nsidecarImage: quay.io/org/app", "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "a prefix without image", "sidecarTag: 1.2.3\nsidecarImage: quay.io/org/app",
            "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "with a registry", "appImageTag: 1.2.3\nappImageName: org/app\nappImageRegistry: quay.io",
            "image quay.io/org/app 1.2.3 -"),
        Snippet("underscores", "image_tag: 1.2.3\nimage: quay.io/org/app", "image quay.io/org/app 1.2.3 -"),
        Snippet("underscores, one scalar", "build_image: quay.io/org/app:1.2.3", "image quay.io/org/app 1.2.3 -"),
        Snippet("a tag of nothing", "sidecarTag: 1.2.3\nreleaseTag: 4.5.6\nhashTag: x"),
        Snippet("a tag of the chart's image", "imageTag: 1.2.3", "image - 1.2.3 -"),
        Snippet("an empty tag of the chart's image", "imageTag: \"\"\nmyImageTag:"),
        Snippet(
            "an image that is whole beside a tag", "image: quay.io/org/app:1.2.3\nimageTag: 9.9.9",
            "image quay.io/org/app 1.2.3 -"),
        Snippet(
            "the chart's appVersion", "image: {repository: quay.io/org/app, tag: \"\"}",
            "image quay.io/org/app - -"),
        Snippet("a null tag", "image: {repository: quay.io/org/app, tag: null}", "image quay.io/org/app - -"),
        Snippet("no tag", "image: {repository: quay.io/org/app}"),
        Snippet("a tag alone", "image: {tag: 1.2.3}", "image - 1.2.3 -"),
        Snippet("a tag with an empty repository", "image: {repository: \"\", tag: 1.2.3}", "image - 1.2.3 -"),
        Snippet(
            "a global registry",
            "global: {imageRegistry: mirror.io}\nimage: {registry: quay.io, repository: a/b, tag: v1}",
            "image mirror.io/a/b v1 -"),
        Snippet(
            "a global registry, and none of its own",
            "global: {imageRegistry: mirror.io}\nimage: {repository: a/b, tag: v1}",
            "image docker.io/a/b v1 -"),
        Snippet("no tag of an image", "source: {repository: org/app, tag: 'logs.*'}"),
        Snippet("no image", "git: {repository: \"https://github.com/org/app\", tag: v1}"),
        Snippet("a float", "image: {repository: a/b, tag: 4.20}", "image docker.io/a/b 4.20 -"),
    ]

    @Test(arguments: shapes) func readsShapes(_ snippet: Snippet) async throws {
        #expect(try await Found(["values.yaml": snippet.text]).shortLines == snippet.lines)
    }

    @Test func aTagAloneIsUntracked() async throws {
        let found = try await Found(["values.yaml": "image: {tag: 1.2.3}"])
        #expect(found.tree.references.map(\.untracked) == [.noRepository])
    }

    @Test func readsWhatAReleaseOfAHelmfileNames() async throws {
        let found = try await Found([
            "helmfile.yaml": """
            releases: [{name: web, chart: "oci://quay.io/org/web", version: 1.0.0, values: [env/prod.yaml]}]
            """,
            "env/prod.yaml": "image: {repository: quay.io/org/app, tag: 1.2.3}",
            "env/other.yaml": "image: {repository: quay.io/org/app, tag: 1.2.3}",
        ])
        #expect(
            found.lines == [
                "image quay.io/org/app 1.2.3 - env/prod.yaml#0:/image/tag",
                "ociChart quay.io/org/web 1.0.0 - helmfile.yaml#0:/releases/0/version",
            ])
        #expect(found.tree.references[0].owner.name == "web")
    }

    @Test func objectsInAFileOfThatNameStayObjects() async throws {
        let found = try await Found([
            "app-values.yaml": """
            apiVersion: v1
            kind: Pod
            spec: {containers: [{image: "nginx:1.2.3"}]}
            """
        ])
        #expect(found.lines == ["image docker.io/library/nginx 1.2.3 - app-values.yaml#0:/spec/containers/0/image"])
    }
}
