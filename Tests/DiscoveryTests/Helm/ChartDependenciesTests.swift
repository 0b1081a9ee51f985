import Artifacts
import TestSupport
import Testing

@testable import Discovery

/// `dependencies` of charts.
@Suite struct ChartDependenciesTests {
    static let dependencies: [Snippet] = [
        Snippet(
            "a repository", "{name: app, version: 1.2.3, repository: \"https://charts.example.org/\"}",
            "helmChart https://charts.example.org#app 1.2.3 -"),
        Snippet(
            "a registry", "{name: app, version: v1.2.3, repository: \"oci://quay.io/charts\"}",
            "ociChart quay.io/charts/app v1.2.3 -"),
        Snippet(
            "an alias of the dependency",
            "{name: app, alias: db, version: 1.2.3, repository: \"oci://quay.io/charts\"}",
            "ociChart quay.io/charts/app 1.2.3 -"),
        Snippet(
            "a range", "{name: app, version: \"0.3.*\", repository: \"https://charts.example.org\"}",
            "helmChart https://charts.example.org#app (0.3.*) -"),
        Snippet(
            "no version", "{name: app, repository: \"https://charts.example.org\"}",
            "helmChart https://charts.example.org#app (*) -"),
        Snippet("a path", "{name: app, version: 1.2.3, repository: \"file://../app\"}"),
        Snippet("no repository", "{name: app, version: 1.2.3}\n- {name: b, version: 1.2.3, repository: \"\"}"),
        Snippet(
            "a name of a repository", "{name: app, version: 1.2.3, repository: \"@stable\"}", "helmChart - 1.2.3 -"),
        Snippet(
            "an alias of a repository", "{name: app, version: 1.2.3, repository: \"alias:stable\"}",
            "helmChart - 1.2.3 -"),
        Snippet("a template", "{name: app, version: 1.2.3, repository: \"https://{{ HOST }}\"}", "helmChart - 1.2.3 -"),
    ]

    @Test(arguments: dependencies, ["Chart.yaml", "requirements.yaml"])
    func readsDependencies(_ snippet: Snippet, _ file: String) async throws {
        let text = "apiVersion: v2\nname: web\nversion: 9.9.9\ndependencies:\n- \(snippet.text)\n"
        let found = try await Found([file: text])
        #expect(found.shortLines == snippet.lines)
        #expect(found.tree.references.allSatisfy { $0.owner.name == (file == "Chart.yaml" ? "web" : nil) })
    }

    @Test(arguments: [
        (
            "@stable", "'@stable' is a name that only the configuration of Helm resolves, on the machine that builds",
            false
        ),
        (
            "alias:s", "'alias:s' is a name that only the configuration of Helm resolves, on the machine that builds",
            false
        ),
        ("ftp://x", "'ftp://x' is not the URL of a chart repository", false),
        ("https://{{ HOST }}", "what names the chart is a variable", true),
    ]) func saysWhyTheRepositoryIsNotKnown(_ repository: String, _ why: String, _ isTemplated: Bool) async throws {
        let text = "name: web\ndependencies: [{name: app, version: 1.2.3, repository: \"\(repository)\"}]"
        let reference = try #require(try await Found(["Chart.yaml": text]).tree.references.first)
        #expect(reference.unbound == why)
        #expect(reference.isTemplated == isTemplated)
    }

    @Test(arguments: [
        ("Chart.yaml", "Chart.lock", true), ("a/Chart.yaml", "a/Chart.lock", true),
        ("requirements.yaml", "requirements.lock", true), ("Chart.yaml", "requirements.lock", true),
        ("a/Chart.yaml", "Chart.lock", false),
    ]) func seesTheLockBeside(_ file: String, _ lock: String, _ isLocked: Bool) async throws {
        let text = "name: web\ndependencies: [{name: app, version: 1.2.3, repository: \"https://x.org\"}]"
        let found = try await Found([file: text, lock: "dependencies: []"])
        #expect(found.tree.references.map(\.lock) == [isLocked ? lock : nil])
    }

    /// A folder `charts` beside a chart is vendored; at the top of a repository of charts it is what people write.
    @Test func readsTheChartsOfARepository() async throws {
        let chart = "name: web\ndependencies: [{name: app, version: 1.2.3, repository: \"https://x.org\"}]"
        let found = try await Found([
            "charts/web/Chart.yaml": chart, "charts/web/charts/app/Chart.yaml": chart,
            "charts/web/charts/app/values.yaml": "image: nginx:1.2.3", "charts/web/values.yaml": "image: nginx:1.2.3",
            "charts/web/templates/pod.yaml": "image: nginx:1.2.3",
        ])
        #expect(
            found.lines == [
                "helmChart https://x.org#app 1.2.3 - charts/web/Chart.yaml#0:/dependencies/0/version",
                "image docker.io/library/nginx 1.2.3 - charts/web/values.yaml#0:/image",
            ])
    }

    @Test func otherFilesOfTheNameAreNotCharts() async throws {
        let found = try await Found([
            "requirements.yml": "roles: [{name: a.b, version: 1.2.3}]\ncollections: []",
            "Chart.yaml": "dependencies: 3",
        ])
        #expect(found.lines.isEmpty)
        #expect(found.skipped.isEmpty)
    }
}
