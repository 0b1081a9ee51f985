import Artifacts
import SourceYAML
import TestSupport
import Testing

@testable import Discovery

/// Revisions that the generators of an ApplicationSet spell out.
@Suite struct ApplicationSetDiscoveryTests {
    private static func set(_ generators: String, _ source: String) -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: set}
        spec:
          generators:
            \(generators.indented(4))
          template:
            spec:
              source: \(source)
        """
    }

    private static let chart = "{repoURL: \"https://x.org\", chart: app, targetRevision: \"{{version}}\"}"
    private static let goChart =
        "{repoURL: \"{{ .values.repo }}\", chart: '{{.values.chart}}', targetRevision: '{{.values.version}}'}"

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let generators: String
        let source: String
        let lines: [String]

        init(_ description: String, _ generators: String, _ source: String, _ lines: String...) {
            testDescription = description
            self.generators = generators
            self.source = source
            self.lines = lines
        }
    }

    static let rows: [Row] = [
        Row(
            "elements of a list",
            "- list:\n    elements:\n    - {cluster: a, version: 1.2.3}\n    - {cluster: b, version: 1.3.0}\n    - {cluster: c}",
            chart, "helmChart https://x.org#app 1.2.3 - /spec/generators/0/list/elements/0/version",
            "helmChart https://x.org#app 1.3.0 - /spec/generators/0/list/elements/1/version"),
        Row(
            "the chart too", "- list:\n    elements:\n    - {n: one, u: x, v: 1.2.3}\n    - {n: two, u: y, v: 1.3.0}",
            "{repoURL: \"https://{{u}}.org\", chart: \"{{ n }}\", targetRevision: \"{{v}}\"}",
            "helmChart https://x.org#one 1.2.3 - /spec/generators/0/list/elements/0/v",
            "helmChart https://y.org#two 1.3.0 - /spec/generators/0/list/elements/1/v"),
        Row(
            "values, whatever the generator",
            "- clusters:\n    values: {repo: \"https://x.org\", chart: app, version: 1.2.3}",
            goChart, "helmChart https://x.org#app 1.2.3 - /spec/generators/0/clusters/values/version"),
        Row(
            "merged values, each with its version",
            """
            - merge:
                mergeKeys: [server]
                generators:
                - clusters:
                    values: {repo: "https://x.org", chart: app, version: 56.21.0}
                - clusters:
                    selector: {matchLabels: {env: a}}
                    values: {version: 56.22.0}
                - clusters: {selector: {matchLabels: {env: b}}}
            """, goChart,
            "helmChart https://x.org#app 56.21.0 - /spec/generators/0/merge/generators/0/clusters/values/version",
            "helmChart https://x.org#app 56.22.0 - /spec/generators/0/merge/generators/1/clusters/values/version"),
        Row(
            "a matrix of charts and clusters",
            "- matrix:\n    generators:\n    - list:\n        elements:\n        - {version: 1.2.3, deep: {x: 1}}\n    - clusters: {}",
            chart,
            "helmChart https://x.org#app 1.2.3 - /spec/generators/0/matrix/generators/0/list/elements/0/version"),
        Row(
            "values of an element",
            "- list:\n    elements:\n    - values: {version: 1.2.3, chart: app, repo: \"https://x.org\"}", goChart,
            "helmChart https://x.org#app 1.2.3 - /spec/generators/0/list/elements/0/values/version"),
        Row(
            "nothing spells it out", "- clusters: {}", chart,
            "helmChart https://x.org#app {{version}} - /spec/template/spec/source/targetRevision"),
        Row(
            "the chart is not spelled out", "- list: {elements: [{version: 1.2.3}]}",
            "{repoURL: \"https://x.org\", chart: \"{{metadata.labels.x}}\", targetRevision: \"{{version}}\"}",
            "helmChart - 1.2.3 - /spec/generators/0/list/elements/0/version"),
        Row(
            "others disagree about the chart",
            "- clusters: {values: {chart: a, repo: \"https://x.org\"}}\n- clusters: {values: {chart: b}}\n- clusters: {values: {version: 1.2.3}}",
            goChart, "helmChart - 1.2.3 - /spec/generators/2/clusters/values/version"),
        Row(
            "an expression", "- list: {elements: [{version: 1.2.3}]}",
            "{repoURL: \"https://x.org\", chart: app, targetRevision: '{{ printf \"v%s\" .version }}'}",
            "helmChart https://x.org#app {{ printf \"v%s\" .version }} - /spec/template/spec/source/targetRevision"),
        Row(
            "a revision of the template, charts of the elements", "- list: {elements: [{n: a}, {n: b}]}",
            "{repoURL: \"https://x.org\", chart: \"{{n}}\", targetRevision: 1.2.3}",
            "helmChart https://x.org#a 1.2.3 - /spec/template/spec/source/targetRevision",
            "helmChart https://x.org#b 1.2.3 - /spec/template/spec/source/targetRevision~2"),
        Row(
            "a revision of the template, the same chart", "- list: {elements: [{n: a}, {n: b}]}",
            "{repoURL: \"https://x.org\", chart: app, targetRevision: 1.2.3}",
            "helmChart https://x.org#app 1.2.3 - /spec/template/spec/source/targetRevision"),
        Row(
            "a branch per element", "- list: {elements: [{r: main}, {r: v1.2.3}]}",
            "{repoURL: \"https://x.org/o/r\", path: a, targetRevision: \"{{r}}\"}",
            "gitTag https://x.org/o/r v1.2.3 - /spec/generators/0/list/elements/1/r"),
        Row(
            "values with templates in a block", "- clusters: {}",
            "\n        repoURL: https://x.org/o/r\n        helm:\n          values: |\n            host: {{name}}.x.org\n            image: {repository: a/b, tag: \"1\"}",
            "image docker.io/a/b 1 - @14"),
    ]

    @Test(arguments: rows) func aRevision(_ row: Row) async throws {
        let found = try await Found(["a.yaml": Self.set(row.generators, row.source)])
        #expect(found.lines.map { $0.replacing("a.yaml#0:", with: "") } == row.lines)
    }

    @Test func eachElementIsEditedForItself() async throws {
        let text = Self.set(Self.rows[3].generators, Self.rows[3].source)
        let sites = try await Found(["a.yaml": text]).tree.references.flatMap(\.sites)
        let edits = zip(sites, ["60.0.0", "61.10"]).compactMap { $0.edit(to: $1) }
        let after = String(decoding: try EditProof.apply(edits, to: Array(text.utf8), file: "a.yaml"), as: UTF8.self)
        #expect(after == text.replacing("56.21.0", with: "60.0.0").replacing("56.22.0", with: "\"61.10\""))
    }

    @Test func aBlockWithTemplatesIsEditedInPlace() async throws {
        let row = try #require(Self.rows.last)
        let text = Self.set(row.generators, row.source)
        let site = try #require(try await Found(["a.yaml": text]).tree.references.first?.mainSite)
        let edit = try #require(site.edit(to: "1.10"))
        let after = String(decoding: try EditProof.apply([edit], to: Array(text.utf8), file: "a.yaml"), as: UTF8.self)
        #expect(after == text.replacing("tag: \"1\"", with: "tag: \"1.10\""))
    }

    @Test func whatAGeneratorReads() async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: a}
            spec:
              generators:
              - git: {repoURL: "https://x.org/o/r", revision: v1.2.3}
              - git: {repoURL: "https://x.org/o/r", revision: HEAD}
              - matrix: {generators: [{git: {repoURL: "https://x.org/o/s", revision: refs/tags/v2.0.0}}]}
              - git: {repoURL: "https://x.org/{{ .x }}", revision: v3.0.0}
              template: {spec: {source: {repoURL: "https://x.org/o/r", path: a}}}

            """
        ])
        #expect(
            found.shortLines == [
                "gitTag https://x.org/o/r v1.2.3 -", "gitTag https://x.org/o/s v2.0.0 -", "gitTag - v3.0.0 -",
            ])
        #expect(found.tree.references[2].isTemplated)
    }

    /// A patch of the template is a text: what it does not say of a source is the template's.
    @Test func aPatchOfTheTemplate() async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: a}
            spec:
              template: {spec: {source: {repoURL: "https://x.org", chart: app, targetRevision: 1.0.0}}}
              templatePatch: |
                spec:
                  source:
                    {{- if .dev }}
                    targetRevision: 2.0.0
                    {{- end }}
                    helm: {valuesObject: {image: {repository: a/b, tag: "{{ .tag }}"}, side: {image: "a/c:1.2.3"}}}

            """
        ])
        #expect(
            found.lines.map { $0.replacing("a.yaml#0:", with: "") } == [
                "helmChart https://x.org#app 1.0.0 - /spec/template/spec/source/targetRevision",
                "helmChart https://x.org#app 2.0.0 - @10", "image docker.io/a/b {{ .tag }} - @12",
                "image docker.io/a/c 1.2.3 - @12~2",
            ])
    }
}
