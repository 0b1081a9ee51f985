import Charts
import Testing

@Suite("Rules of Helm for Chart.yaml")
struct ChartRulesTests {
    private static func chart(_ metadata: String, _ more: [String: String] = [:]) throws -> Chart {
        try ChartsTests.chart(more.merging(["Chart.yaml": metadata]) { $1 })
    }

    @Test(
        "what Helm refuses is a problem",
        arguments: [
            ("name: a\nversion: 1.2.3", []), ("name: a\nversion: v1.2", []),
            ("version: 1.2.3", ["no name"]), ("name: a", ["no version"]),
            ("name: ../a\nversion: 1.2.3", ["no name of a folder"]),
            ("name: a\nversion: one", ["no semantic version"]),
            ("name: a\nversion: 1.0.0\ntype: service", ["has the type “service”"]),
            ("name: a\nversion: 1.0.0\ndependencies: [{name: b}, {name: c, alias: b}]", ["called “b”"]),
            ("name: a\nversion: 1.0.0\ndependencies: [{name: b, alias: \"x y\"}]", ["alias “x y”"]),
        ] as [(String, [String])])
    func rules(metadata: String, words: [String]) throws {
        let problems = try Self.chart(metadata).problems
        #expect(problems.count == words.count)
        for (problem, words) in zip(problems, words) {
            #expect(problem.file == "Chart.yaml" && problem.message.contains(words), "\(problem)")
        }
    }

    @Test func withoutAnAPIVersionItIsTheFirst() throws {
        #expect(try Self.chart("name: a\nversion: 1.0.0").metadata.apiVersion == "v1")
    }

    @Test func requirementsTakeThePlaceOfDependencies() throws {
        let requirements = ["requirements.yaml": "dependencies: [{name: b, version: 1.0.0}]"]
        let first = try Self.chart("apiVersion: v1\nname: a\nversion: 1.0.0", requirements)
        #expect(first.dependencies.map(\.name) == ["b"] && first.problems.isEmpty)
        let both = try Self.chart(
            "apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{name: c, version: 1.0.0}]", requirements)
        #expect(both.dependencies.map(\.name) == ["b"] && both.problems.map(\.file) == ["requirements.yaml"])
    }

    @Test(
        "values of several documents",
        arguments: [
            ("a: {b: 1, c: 2}\n---\na: {b: 3}", "{\"a\":{\"b\":3,\"c\":2}}"), ("a: 1\n---\n", "{\"a\":1}"),
            ("a: {b: 1}\n---\na: [x]", "{\"a\":[\"x\"]}"), ("a: {b: 1}\n---\na: ~", "{\"a\":null}"), ("", "{}"),
            ("# nothing\n", "{}"), ("a: 1\n...\n---\nb: 2\n", "{\"a\":1,\"b\":2}"),
        ])
    func values(text: String, json: String) throws {
        let chart = try Self.chart("name: a\nversion: 1.0.0", ["values.yaml": text])
        #expect(chart.values.goJSON == json && chart.problems.isEmpty)
    }

    @Test("values that cannot be read", arguments: [("- a\n", "no mapping but array"), ("a: [\n", "not YAML")])
    func badValues(text: String, words: String) throws {
        let chart = try Self.chart("name: a\nversion: 1.0.0", ["values.yaml": text])
        #expect(chart.values == .map([:]))
        #expect(chart.problems.map(\.file) == ["values.yaml"] && chart.problems[0].message.contains(words))
    }

    @Test(
        "changes, in both forms",
        arguments: [
            ("- first\n- second", ["first", "second"]),
            (
                "- kind: added\n  description: x\n  links:\n    - {name: PR, url: \"https://x/1\"}",
                ["added: x https://x/1"]
            ),
            ("- Fix: a colon", ["Fix: a colon"]), ("", []), ("[]", []), ("- {kind: fixed}", []),
        ] as [(String, [String])])
    func changes(text: String, expected: [String]) throws {
        let indented = text.split(separator: "\n").map { "    \($0)\n" }.joined()
        let annotation = text.isEmpty ? " \"\"\n" : " |\n\(indented)"
        let chart = try Self.chart("name: a\nversion: 1.0.0\nannotations:\n  artifacthub.io/changes:\(annotation)")
        let shown = try chart.metadata.changes().map { change in
            ([change.kind.map { "\($0): \(change.summary)" } ?? change.summary] + change.links.map(\.url))
                .joined(separator: " ")
        }
        #expect(shown == expected)
    }

    @Test func changesThatAreNoList() throws {
        let chart = try Self.chart("name: a\nversion: 1.0.0\nannotations: {artifacthub.io/changes: \"text\"}")
        #expect(#expect(throws: ChartFileError.self) { try chart.metadata.changes() }?.message == "is no list")
    }
}
