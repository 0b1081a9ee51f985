import Charts
import Testing

@Suite struct RepositoryIndexTests {
    private static func index(_ text: String, charts: Set<String>? = nil) throws(IndexError) -> RepositoryIndex {
        try RepositoryIndex(Array(text.utf8), charts: charts)
    }

    @Test func everyField() throws {
        let index = try Self.index(
            """
            apiVersion: v1
            entries:
              podinfo:
              - apiVersion: v2
                appVersion: 6.5.4
                created: "2024-01-02T03:04:05.6Z"
                deprecated: true
                digest: 4b1c
                kubeVersion: '>=1.23.0-0'
                name: podinfo
                urls:
                - https://example.com/podinfo-6.5.4.tgz
                - podinfo-6.5.4.tgz
                version: 6.5.4
            generated: "2024-01-02T03:04:05Z"
            """
        )
        #expect(index.rejected.isEmpty)
        let entry = try #require(index.entries["podinfo"]?.first)
        #expect(entry.version == "6.5.4")
        #expect(entry.appVersion == "6.5.4")
        #expect(entry.kubeVersion == ">=1.23.0-0")
        #expect(entry.created == "2024-01-02T03:04:05.6Z")
        #expect(entry.deprecated)
        #expect(entry.digest == "4b1c")
        #expect(entry.urls == ["https://example.com/podinfo-6.5.4.tgz", "podinfo-6.5.4.tgz"])
    }

    @Test(arguments: [
        "{entries: {a: [{version: 1.0.0, type: library, dependencies: [{name: b, version: 1.x, repository: \"oci://r\", alias: c}, {version: 2}, x, {name: d}]}]}}",
        #"{"entries": {"a": [{"version": "1.0.0", "type": "library", "home": "\ud83d\ude00", "dependencies": [{"name": "b", "version": "1.x", "repository": "oci://r"}, {"version": "2"}, {"name": "d"}]}]}}"#,
    ]) func dependenciesAreThereByNameVersionAndRepository(_ text: String) throws {
        let entry = try #require(try Self.index(text).entries["a"]?.first)
        #expect(
            entry.dependencies == [
                ChartDependency(name: "b", version: "1.x", repository: "oci://r"), ChartDependency(name: "d"),
            ])
        #expect(entry.isLibrary)
    }

    /// One chart `a` in many spellings, and the versions that are read.
    @Test(arguments: [
        ("entries: {a: [{version: 1.2.3}, {version: v1.2.2}]}", ["1.2.3", "v1.2.2"]),
        ("entries:\n  a:\n  - version: \"1.2.3\"\n  - version: '1.2.2'\n", ["1.2.3", "1.2.2"]),
        ("entries:\n  'a':\n    - {version: 1.2.3, name: b}\n", ["1.2.3"]),
        ("entries:\r\n  a:\r\n  - version: 1.2.3\r\n", ["1.2.3"]),
        ("\u{FEFF}entries:\n  a:\n  - version: 1.2.3\n", ["1.2.3"]),
        ("---\nentries:\n  a: [version: 1.2.3]\n---\nentries:\n  a: [version: 9]\n", ["1.2.3"]),
        (
            "{\"apiVersion\":\"v1\",\"entries\":{\"a\":[{\"version\":\"1.2.3\"},{\"version\":\"1.0\"}]}}",
            ["1.2.3", "1.0"]
        ),
        ("{\n\t\"entries\": {\n\t\t\"a\": [\n\t\t\t{\"version\": \"1.2.3\"}\n\t\t]\n\t}\n}\n", ["1.2.3"]),
        (
            "{\"entries\":{\"a\":[{\"version\":\"1.2.3\",\"home\":\"https:\\/\\/x\",\"description\":\"\\u00e9\"}]}}",
            ["1.2.3"]
        ),
        // What is a number in quotes, or would be one, but for a letter or a dot.
        (
            "entries: {a: [version: '1.10', version: \"7\", version: !!str 1e3, version: 2024-01-02, version: v1, version: 1.2.]}",
            ["1.10", "7", "1e3", "2024-01-02", "v1", "1.2."]
        ),
        // Twice the same is twice, in the order of the file.
        ("entries: {a: [version: 2.0.0, version: 1.0.0, version: 2.0.0]}", ["2.0.0", "1.0.0", "2.0.0"]),
        ("entries: {a: [version: 1.0.0], b: [], a: [version: 2.0.0]}", ["1.0.0", "2.0.0"]),
        ("entries: {a: [{version: 1.0.0+build.1}, {version: 1.0.0-rc.1}]}", ["1.0.0+build.1", "1.0.0-rc.1"]),
        ("x: &e {version: 1.2.3}\nentries: {a: [*e, {<<: *e}]}", ["1.2.3", "1.2.3"]),
        ("entries: {a: [{version: 1.0.0, version: 2.0.0}]}", ["2.0.0"]),
        ("entries: {a: []}", []),
        ("entries: {a: }", []),
    ])
    func versionsAreReadAsWritten(text: String, versions: [String]) throws {
        let index = try Self.index(text)
        #expect(index.entries["a"]?.map(\.version) == versions)
        #expect(index.rejected.isEmpty)
    }

    @Test(arguments: [
        "apiVersion: v1", "entries:", "entries: {}", "entries: ~", "{\"entries\":{}}", "apiVersion: v1\nentries: null",
    ])
    func anIndexWithoutCharts(text: String) throws {
        let index = try Self.index(text)
        #expect(index.entries.isEmpty)
        #expect(index.rejected.isEmpty)
    }

    @Test(arguments: [
        "", "\n", "# nothing\n", "---\n", "text", "- a\n- b\n", "[]", "{}", "a: b", "name: podinfo\nversion: 1.2.3\n",
        "<html><body>Not found</body></html>", "{\"errors\": [{\"code\": \"UNAUTHORIZED\"}]}", "404 page not found\n",
    ])
    func whatIsNoIndex(text: String) {
        #expect(throws: IndexError.notAnIndex) { try Self.index(text) }
    }

    /// Nothing listed would look like "no such chart" where the truth is "not understood".
    @Test(arguments: ["entries: []", "entries: text", "apiVersion: v1\nentries:\n- a\n"])
    func entriesThatAreNoMapping(text: String) {
        let error = #expect(throws: IndexError.self) { try Self.index(text) }
        #expect(error?.description.contains("`entries` in line") == true)
    }

    @Test(arguments: [
        "entries: [", "a: b: c", "entries:\n\t- a", "<html>\n<a b='c: d'>\n</html>: x: y", "a: \u{0}", "\"a",
    ])
    func whatIsNoYAML(text: String) {
        let error = #expect(throws: IndexError.self) { try Self.index(text) }
        guard case .notYAML = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("the index is not YAML: line ") == true)
    }

    @Test func badEntriesAreLeftOutAndNamed() throws {
        let index = try Self.index(
            """
            apiVersion: v1
            entries:
              a:
              - version: 1.0.0
              - name: a
              - text
              - version:
              - version: ''
              - version: ~
              - version: {x: y}
              -
              - version: 2.0.0
              b:
                version: 1.0.0
              c: text
              d:
              - [version, 1.0.0]
              e:
              - version: 3.0.0
            """
        )
        #expect(index.entries["a"]?.map(\.version) == ["1.0.0", "2.0.0"])
        #expect(index.entries["e"]?.map(\.version) == ["3.0.0"])
        #expect(index.entries["b"] == [])
        #expect(index.entries["c"] == [])
        #expect(index.entries["d"] == [])
        #expect(
            index.rejected.map { "\($0.chart):\($0.line)" } == [
                "a:5", "a:6", "a:7", "a:8", "a:9", "a:10", "a:11", "b:14", "c:15", "d:17",
            ])
        #expect(
            Set(index.rejected.map(\.problem)) == [
                "the entry has no version", "the entry is not a mapping", "the chart has no list of entries",
            ])
    }

    /// Helm refuses the index for it; and 1.10 would be 1.1.
    @Test(arguments: ["1.10", "7", "0x10", "1e3", "true", "1_000", "-1", ".5", "No"])
    func aVersionThatIsNoTextIsLeftOut(text: String) throws {
        for index in [
            try Self.index("entries: {a: [{version: \(text)}, {version: 1.0.0}]}"),
            try Self.index("entries:\n  a:\n  - name: a\n    version: \(text)\n  - version: 1.0.0\n"),
        ] {
            #expect(index.entries["a"]?.map(\.version) == ["1.0.0"])
            #expect(index.rejected.map(\.chart) == ["a"])
            #expect(index.rejected.first?.problem.contains("the version \(text) is a") == true)
        }
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("\"true\"", true), ("yes", true), ("on", true),
        ("false", false),
        ("no", false), ("~", false), ("''", false), ("1", false), ("[true]", false), ("truely", false),
    ])
    func deprecated(text: String, isDeprecated: Bool) throws {
        let index = try Self.index("entries: {a: [{version: 1.0.0, deprecated: \(text)}]}")
        #expect(index.entries["a"]?.map(\.deprecated) == [isDeprecated])
    }

    @Test func factsThatAreAbsentOrOfAnotherKindAreNil() throws {
        let index = try Self.index(
            "entries: {a: [{version: v1, appVersion: ~, kubeVersion: '', created: [x], digest: , urls: text}, {version: v2}]}"
        )
        for entry in try #require(index.entries["a"]) {
            #expect(entry.appVersion == nil)
            #expect(entry.kubeVersion == nil)
            #expect(entry.created == nil)
            #expect(entry.digest == nil)
            #expect(entry.urls.isEmpty)
            #expect(!entry.deprecated)
        }
    }

    @Test func onlyTheChartsThatAreAskedFor() throws {
        let text = "entries: {a: [version: v1], b: [version: v2, {}], c: [version: v3]}"
        let index = try Self.index(text, charts: ["a", "nowhere"])
        #expect(index.entries.mapValues { $0.map(\.version) } == ["a": ["v1"]])
        #expect(index.rejected.isEmpty)
    }

    @Test(arguments: [
        ("entries:\n  a:\n  - version: 1.0.0", true), ("entries:\n  a:\n  - version: 1.0.0\n", false),
        ("entries:\n  a:\n  - version: 1.0.0\ngenerated: x", false), ("entries:\r\n  a:\r\n  - version: 1.0.0", true),
        ("entries:\r\n  a: []\r\n", false), ("{\n  \"entries\": {}\n  }", false), ("entries:\n  a: []", false),
        ("apiVersion: v1", false), ("apiVersion: v1\nentries:\n  # cut", true),
    ])
    func whetherTheTextStopsInALine(text: String, stops: Bool) throws {
        #expect(try Self.index(text).stopsInLine == stops)
    }

    @Test func entriesAreEqualWhenTheirTextsAre() throws {
        let entry = "{version: 1.0.0, digest: ab, urls: [x, y]}"
        let index = try Self.index("entries: {a: [\(entry), \(entry), {version: 1.0.0, digest: ab, urls: [xy]}]}")
        let entries = try #require(index.entries["a"])
        #expect(entries[0] == entries[1] && entries[0] != entries[2])
        #expect(Set(entries).count == 2)
    }

    @Test("JSON that YAML does not take is read as JSON")
    func surrogates() throws {
        let text = #"""
            {"apiVersion": "v1", "entries": {
              "app": [{"version": "1.0.0", "description": "\ud83d\ude80", "urls": ["a.tgz"], "deprecated": true},
                      {"version": 7}, "junk", {"version": "1.1.0", "appVersion": "", "created": "2026-01-01T00:00:00Z"}],
              "none": null, "odd": {"version": "1.0.0"}}}
            """#
        let index = try RepositoryIndex(Array(text.utf8))
        #expect(index.entries["app"]?.map(\.version) == ["1.0.0", "1.1.0"])
        #expect(index.entries["app"]?.first?.deprecated == true && index.entries["app"]?.first?.urls == ["a.tgz"])
        #expect(index.entries["app"]?.last?.appVersion == nil && index.entries["none"] == [])
        #expect(index.rejected.map(\.chart) == ["app", "app", "odd"])
        #expect(try RepositoryIndex(Array(text.utf8), charts: ["none"]).entries.keys.sorted() == ["none"])
        for broken in ["{\"entries\": {\"a\": [{\"version\": \"1\\ud83d", "{\"x\": \"\\ud83d\\ude80\"}"] {
            #expect(throws: IndexError.self) { try RepositoryIndex(Array(broken.utf8)) }
        }
    }
}
