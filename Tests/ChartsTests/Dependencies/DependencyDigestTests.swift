import Charts
import TestSupport
import Testing

/// What Helm hashes, written by hand beside the YAML that it comes from.
@Suite struct DependencyDigestTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let chart: String
        /// The JSON of what is asked for.
        let json: String

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "plain", chart: "dependencies:\n- name: a\n  version: 1.2.3\n  repository: https://x/\n",
            json: #"[{"name":"a","version":"1.2.3","repository":"https://x/"}]"#),
        Row(
            name: "no version, no repository", chart: "dependencies:\n- name: a\n",
            json: #"[{"name":"a","repository":""}]"#),
        Row(
            name: "ranges are escaped for HTML",
            chart: "dependencies:\n- name: a\n  version: '>=1.0.0 <2.0.0'\n  repository: https://x/y?a=1&b=2\n",
            json: #"[{"name":"a","version":"\u003e=1.0.0 \u003c2.0.0","repository":"https://x/y?a=1\u0026b=2"}]"#),
        Row(
            name: "every field",
            chart: """
                dependencies:
                - alias: dd
                  import-values: [data, {parent: p, child: c}, 1.0, 2, yes, null]
                  enabled: true
                  tags: [t, 1, 1.50, on]
                  condition: a.b,c
                  repository: oci://r/c
                  version: ~1
                  name: d

                """,
            json:
                #"[{"name":"d","version":"~1","repository":"oci://r/c","condition":"a.b,c","tags":["t","1","1.5","true"],"#
                + #""enabled":true,"import-values":["data",{"child":"c","parent":"p"},1,2,true,null],"alias":"dd"}]"#),
        Row(
            name: "what says nothing is left out",
            chart: "dependencies:\n- {name: a, version: '', repository: , condition: '', tags: [], enabled: false, "
                + "import-values: [], alias: null}\n",
            json: #"[{"name":"a","repository":""}]"#),
        Row(
            name: "unquoted numbers",
            chart: "dependencies:\n- {name: 1, version: 1.10, repository: yes}\n- {name: 0x10, version: 15}\n"
                + "- {name: 1e3, version: 20240101}\n- {name: 1_0, version: 2024-01-02}\n- {name: 012, version: 1e6}\n",
            json: #"[{"name":"1","version":"1.1","repository":"true"},{"name":"16","version":"15","repository":""},"#
                + #"{"name":"1000","version":"20240101","repository":""},{"name":"10","version":"2024-01-02","repository":""},"#
                + #"{"name":"10","version":"1e+06","repository":""}]"#),
        Row(
            name: "names of fields in any case, unknown ones",
            chart:
                "Dependencies:\n- Name: a\n  VERSION: '1'\n  Import-Values: [x]\n  future: {x: 1}\n  repository: r\n",
            json: #"[{"name":"a","version":"1","repository":"r","import-values":["x"]}]"#),
        Row(name: "null list", chart: "dependencies: null\n", json: "null"),
        Row(name: "empty list", chart: "dependencies: []\n", json: "[]"),
        Row(name: "no list", chart: "", json: "null"),
        Row(
            name: "null entries", chart: "dependencies:\n-\n- name: a\n- ~\n",
            json: #"[null,{"name":"a","repository":""},null]"#),
        Row(
            name: "anchors, merges, comments",
            chart: "x: &c {repository: https://x, version: 1.0.0}\ndependencies:\n- <<: *c # here\n  name: a\n"
                + "- name: b\n  version: 2.0.0\n  <<: *c\n",
            json: #"[{"name":"a","version":"1.0.0","repository":"https://x"},"#
                + #"{"name":"b","version":"1.0.0","repository":"https://x"}]"#),
        Row(
            name: "lines of Windows and a byte order mark",
            chart: "\r\ndependencies:\r\n  - name: \"a\"\r\n    version: '1.0.0'\r\n    repository: \"@r\"\r\n",
            json: #"[{"name":"a","version":"1.0.0","repository":"@r"}]"#),
        Row(
            name: "block scalars become one line",
            chart:
                "dependencies:\n- name: a\n  repository: r\n  condition: >\n    a.b,\n    c.d\n  version: |\n    1.0.0\n",
            json: #"[{"name":"a","version":"1.0.0 ","repository":"r","condition":"a.b, c.d "}]"#),
        Row(
            name: "beyond ASCII",
            chart: "dependencies:\n- name: \"é\\u2028\\u00a0\\u200b\\u0007🚀\"\n  repository: \"\\\\\\\"\"\n",
            json: #"[{"name":"é  🚀","repository":"\\\""}]"#),
        Row(
            name: "import-values keep what names lose",
            chart:
                "dependencies:\n- name: a\n  repository: r\n  import-values: [\"\\u2028<\\t\\b\", {b: {d: 1, c: 1.5e30}, a: []}]\n",
            json:
                #"[{"name":"a","repository":"r","import-values":["\u2028\u003c\t\b",{"a":[],"b":{"c":1.5e+30,"d":1}}]}]"#
        ),
        Row(
            name: "duplicate keys, the last counts", chart: "dependencies:\n- name: a\n  name: b\n  repository: r\n",
            json: #"[{"name":"b","repository":"r"}]"#),
    ]

    @Test(arguments: rows) func requested(row: Row) throws {
        let prefix = row.name.contains("byte order") ? "\u{FEFF}" : ""
        let chart = try chart(["Chart.yaml": "\(prefix)apiVersion: v2\nname: c\nversion: 1.0.0\n\(row.chart)"])
        #expect(chart.dependencyList.goJSON == row.json)
        let locked = DependencyList([])
        #expect(
            DependencyDigest.current(requested: chart.dependencyList, locked: locked) == sha256("[\(row.json),[]]"))
        #expect(
            DependencyDigest.ofHelm2(requested: chart.dependencyList) == sha256("{\"dependencies\":\(row.json)}"))
    }

    @Test func theDocumentedExample() {
        let asked = ChartDependency(
            name: "d", version: ">=1.0.0 <2.0.0", repository: "https://x/y?a=1&b=2", condition: "a.b,c", tags: ["t"],
            enabled: true,
            importValues: [.string("data"), .map(["child": .string("c"), "parent": .string("p")]), .number(1)],
            alias: "dd")
        let locked = ChartDependency(name: "d", version: "1.4.0", repository: "https://x/y?a=1&b=2")
        #expect(
            DependencyDigest.current(requested: DependencyList([asked]), locked: DependencyList([locked]))
                == "sha256:f04bfdd462eabab56e64439fd3c69465576bda8c1ab0de60db4578fb88f0f166")
    }

    @Test(arguments: [
        ("{dependencies: x}", "a string"), ("{dependencies: {a: b}}", "a map"),
        ("{dependencies: [x]}", "`dependencies[0]` is a string"),
        ("{dependencies: [{name: [x]}]}", "`dependencies[0].name` is a list"),
        ("{dependencies: [{name: a, tags: x}]}", "`dependencies[0].tags` is a string"),
        ("{dependencies: [{name: a, tags: [{}]}]}", "holds a map"),
        ("{dependencies: [{name: a, enabled: 'true'}]}", "expected true or false"),
        ("{dependencies: [{name: a, import-values: {a: b}}]}", "expected a list"),
    ])
    func whatHelmDoesNotReadIsSaid(yaml: String, words: String) throws {
        let metadata = try ChartMetadata(Array(yaml.utf8))
        #expect(metadata.dependencyList.problem?.contains(words) == true, "\(metadata.dependencyList.problem ?? "-")")
    }
}
