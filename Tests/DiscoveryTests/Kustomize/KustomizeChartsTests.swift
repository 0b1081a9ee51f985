import Artifacts
import Discovery
import Testing

@Suite struct KustomizeChartsTests {
    private static let snippets = [
        Snippet(
            "of a registry", "helmCharts:\n- {name: app, repo: 'oci://ghcr.io/org/charts', version: 1.2.3}",
            "ociChart ghcr.io/org/charts/app 1.2.3 - /helmCharts/0/version"),
        Snippet(
            "of an HTTP repository", "helmCharts:\n- {name: app, repo: 'https://charts.example.com/', version: v1.2.3}",
            "helmChart https://charts.example.com#app v1.2.3 - /helmCharts/0/version"),
        Snippet(
            "a range", "helmCharts:\n- {name: app, repo: 'https://charts.example.com', version: '1.x'}",
            "helmChart https://charts.example.com#app (1.x) - /helmCharts/0/version"),
        Snippet(
            "no version", "helmCharts:\n- {name: app, repo: 'https://charts.example.com'}",
            "helmChart https://charts.example.com#app (*) - /helmCharts/0/name"),
        Snippet(
            "a local chart", "helmGlobals: {chartHome: charts}\nhelmCharts:\n- {name: app, version: 1.2.3}"),
        Snippet(
            "a variable", "helmCharts:\n- {name: app, repo: '${REPO}', version: 1.2.3}",
            "helmChart - 1.2.3 - /helmCharts/0/version"),
        Snippet(
            "values in place",
            "helmCharts:\n- name: app\n  repo: oci://ghcr.io/org\n  version: 1.2.3\n  valuesInline: {image: {repository: a/b, tag: v1}}",
            "ociChart ghcr.io/org/app 1.2.3 - /helmCharts/0/version",
            "image docker.io/a/b v1 - /helmCharts/0/valuesInline/image/tag"),
        Snippet(
            "the field before",
            "helmChartInflationGenerator:\n- {chartName: app, chartRepoUrl: 'https://charts.example.com', chartVersion: 1.2.3}",
            "helmChart https://charts.example.com#app 1.2.3 - /helmChartInflationGenerator/0/chartVersion"),
        Snippet("encrypted", "helmCharts:\n- {name: app, repo: 'https://charts.example.com', version: 'ENC[x]'}"),
    ]

    @Test(arguments: snippets) func findsCharts(_ snippet: Snippet) async throws {
        let found = try await Found(["kustomization.yaml": "\(snippet.text)\n"])
        #expect(found.lines == snippet.lines.map { $0.replacing(" /", with: " kustomization.yaml#0:/") })
    }

    private static let generators = [
        Snippet(
            "built in",
            "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: g}\nname: app\nrepo: https://charts.example.com\nversion: 1.2.3",
            "helmChart https://charts.example.com#app 1.2.3 - generator.yaml#0:/version"),
        Snippet(
            "of the examples",
            "apiVersion: someteam.example.com/v1\nkind: ChartInflator\nmetadata: {name: g}\nchartName: app\nchartRepo: https://charts.example.com\nchartVersion: 1.2.3",
            "helmChart https://charts.example.com#app 1.2.3 - generator.yaml#0:/chartVersion"),
    ]

    @Test(arguments: generators) func findsGenerators(_ snippet: Snippet) async throws {
        let found = try await Found(["generator.yaml": snippet.text])
        #expect(found.lines == snippet.lines)
        #expect(found.tree.references.first?.owner.name == "g")
    }
}
