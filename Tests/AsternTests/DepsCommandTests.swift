import FoundationEssentials
import TestSupport
import Testing

/// `astern deps` on charts that are made for it; digests are computed by another program over JSON written by hand.
@Suite struct DepsCommandTests {
    private static let snapshot = """
        {"apiVersion": "astern/v1", "kind": "Snapshot", "taken": "2026-11-21T00:00:00Z",
         "oci": {"r.example/c/app": {"tags": ["1.2.0", "1.3.0_b", "v1.9.0", "1.2", "2.0.0", "2.1.0-rc.1"]}},
         "helm": {"https://x.example": {"a": [{"version": "2.0.0"}, {"version": "1.10.0"}, {"version": "1.9.0"}, {"version": "1.10"}],
                                        "b": [{"version": "v3.0.1"}, {"version": "v3.0.0"}]},
                  "https://y.example": {"a": [{"version": "7.0.0"}]}}}
        """

    private static func chart(_ dependencies: String, _ head: String = "apiVersion: v2\nname: c\nversion: 0.1.0\n")
        -> String
    {
        "\(head)dependencies:\n\(dependencies)"
    }

    private static func sha256(_ text: String) -> String {
        "sha256:" + run("sha256sum", [], input: text).output.prefix(64)
    }

    private func deps(_ words: [String], in tree: TemporaryTree, _ environment: [String: String] = [:]) -> CommandResult
    {
        tree.write(Self.snapshot, to: "../\(tree.path.split(separator: "/").last ?? "").json")
        defer { run("rm", ["-f", "\(tree.path).json"]) }
        let sources = words.first == "verify" ? [] : ["--snapshot", "\(tree.path).json"]
        return AsternProgram.run(
            ["deps"] + words + sources,
            environment: ["SOURCE_DATE_EPOCH": "1798761600", "HOME": tree.path].merging(environment) { $1 })
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var words: [String] = []
        let before: String
        let after: String
        /// Name, version and repository of each entry of the lock.
        let locked: [(String, String, String)]
        /// The JSON of what is asked for.
        let json: String

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "a pin and its lock", before: "- {name: a, version: 1.9.0, repository: https://x.example} # c\n",
            after: "- {name: a, version: 1.10.0, repository: https://x.example} # c\n",
            locked: [("a", "1.10.0", "https://x.example")],
            json: #"[{"name":"a","version":"1.10.0","repository":"https://x.example"}]"#),
        Row(
            name: "only within the reach", words: ["--change", "patch"],
            before: "- {name: a, version: 1.9.0, repository: https://x.example}\n",
            after: "- {name: a, version: 1.9.0, repository: https://x.example}\n",
            locked: [("a", "1.9.0", "https://x.example")],
            json: #"[{"name":"a","version":"1.9.0","repository":"https://x.example"}]"#),
        Row(
            name: "a range keeps its form", words: ["--change", "major"],
            before: "- name: a\r\n  version: ^1.9.0\r\n  repository: https://x.example/\r\n",
            after: "- name: a\r\n  version: ^2.0.0\r\n  repository: https://x.example/\r\n",
            locked: [("a", "2.0.0", "https://x.example/")],
            json: #"[{"name":"a","version":"^2.0.0","repository":"https://x.example/"}]"#),
        Row(
            name: "a range that admits the newest is left alone",
            before: "- {name: a, version: '>=1.0.0', repository: https://x.example}\n",
            after: "- {name: a, version: '>=1.0.0', repository: https://x.example}\n",
            locked: [("a", "2.0.0", "https://x.example")],
            json: #"[{"name":"a","version":"\u003e=1.0.0","repository":"https://x.example"}]"#),
        Row(
            name: "the index's spelling is locked",
            before: "- {name: b, version: 3.x, repository: https://x.example}\n",
            after: "- {name: b, version: 3.x, repository: https://x.example}\n",
            locked: [("b", "v3.0.1", "https://x.example")],
            json: #"[{"name":"b","version":"3.x","repository":"https://x.example"}]"#),
        Row(
            name: "a range sees only strict tags of a registry",
            before: "- {name: app, version: ~1.2.0, repository: oci://r.example/c, alias: z, tags: [t]}\n",
            after: "- {name: app, version: ~1.3.0, repository: oci://r.example/c, alias: z, tags: [t]}\n",
            locked: [("app", "1.3.0+b", "oci://r.example/c")],
            json: #"[{"name":"app","version":"~1.3.0","repository":"oci://r.example/c","tags":["t"],"alias":"z"}]"#),
        Row(
            name: "a version is a tag of a registry, and no range",
            before: "- {name: app, version: '1.2', repository: oci://r.example/c}\n",
            after: "- {name: app, version: '1.2', repository: oci://r.example/c}\n",
            locked: [("app", "\"1.2\"", "oci://r.example/c")],
            json: #"[{"name":"app","version":"1.2","repository":"oci://r.example/c"}]"#),
        Row(
            name: "local charts, one in charts/",
            before: "- {name: l, version: '>=0.1.0', repository: file://../l}\n- {name: v, version: 1.x}\n",
            after: "- {name: l, version: '>=0.1.0', repository: file://../l}\n- {name: v, version: 1.x}\n",
            locked: [("l", "0.2.0", "file://../l"), ("v", "1.x", "\"\"")],
            json:
                #"[{"name":"l","version":"\u003e=0.1.0","repository":"file://../l"},{"name":"v","version":"1.x","repository":""}]"#
        ),
        Row(
            name: "repositories by name", before: "- {name: a, version: 1.9.0, repository: '@x'}\n",
            after: "- {name: a, version: 1.10.0, repository: '@x'}\n", locked: [("a", "1.10.0", "https://x.example")],
            json: #"[{"name":"a","version":"1.10.0","repository":"https://x.example"}]"#),
        Row(
            name: "names of charts are looked up once",
            before: "- {name: a, version: 1.10.0, repository: https://x.example}\n"
                + "- {name: a, alias: a2, version: '*', repository: https://y.example}\n",
            after: "- {name: a, version: 1.10.0, repository: https://x.example}\n"
                + "- {name: a, alias: a2, version: '*', repository: https://y.example}\n",
            locked: [("a", "1.10.0", "https://x.example"), ("a", "2.0.0", "https://y.example")],
            json: #"[{"name":"a","version":"1.10.0","repository":"https://x.example"},"#
                + #"{"name":"a","version":"*","repository":"https://y.example","alias":"a2"}]"#),
        Row(name: "an empty list", before: "  []\n", after: "  []\n", locked: [], json: "[]"),
    ]

    @Test(arguments: rows) func update(row: Row) throws {
        let tree = TemporaryTree([
            "c/Chart.yaml": Self.chart(row.before), "l/Chart.yaml": "name: l\nversion: 0.2.0\n",
            "c/charts/v/Chart.yaml": "name: v\nversion: 1.5.0\n",
            "repositories.yaml": "repositories:\n- {name: x, url: https://x.example}\n",
        ])
        let environment = ["HELM_REPOSITORY_CONFIG": "\(tree.path)/repositories.yaml"]
        let words = ["update", "\(tree.path)/c"] + row.words
        let dry = deps(words + ["--dry-run"], in: tree, environment)
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(tree.text("c/Chart.yaml") == Self.chart(row.before))
        let result = deps(words, in: tree, environment)
        #expect(result.status == 0, "\(result.errors)")
        #expect(tree.text("c/Chart.yaml") == Self.chart(row.after))
        let entries = row.locked.map { "- name: \($0.0)\n  repository: \($0.2)\n  version: \($0.1)\n" }
        func bare(_ text: String) -> String { text.replacing("\"", with: "") }
        let json = row.locked.map {
            #"{"name":"\#($0.0)","version":"\#(bare($0.1))","repository":"\#(bare($0.2))"}"#
        }
        let digest = Self.sha256("[\(row.json),[\(json.joined(separator: ","))]]")
        let list = entries.isEmpty ? "dependencies: []\n" : "dependencies:\n\(entries.joined())"
        let lock = "\(list)digest: \(digest)\ngenerated: \"2027-01-01T00:00:00Z\"\n"
        #expect(tree.text("c/Chart.lock") == lock)
        #expect(deps(["verify", "\(tree.path)/c"], in: tree, environment).status == 0)
        let again = deps(words, in: tree, environment.merging(["SOURCE_DATE_EPOCH": "1"]) { $1 })
        #expect(again.errors.contains("nothing to update"), "\(again.errors)")
        #expect(tree.text("c/Chart.lock") == lock)
        // What the dry run printed does the same.
        let other = TemporaryTree(["Chart.yaml": Self.chart(row.before)])
        #expect(run("git", ["apply", "-"], directory: other.path, input: dry.output).status == 0, "\(dry.output)")
        #expect(other.text("Chart.lock") == lock)
        #expect(other.text("Chart.yaml") == Self.chart(row.after))
    }

    @Test(arguments: [
        ("- {name: gone, version: 1.0.0, repository: https://x.example}\n", "no chart named gone|does not have"),
        ("- {name: a, version: ^9, repository: https://x.example}\n", "no version for ^9"),
        ("- {name: a, repository: https://x.example}\n", "names no version"),
        ("- {name: a, version: nonsense!, repository: https://x.example}\n", "neither a version nor a range"),
        ("- {name: app, version: 9.9.9, repository: oci://r.example/c}\n", "has no tag 9.9.9"),
        ("- {name: app, version: ^9, repository: oci://r.example/c}\n", "no version for ^9"),
        ("- {name: l, version: 1.0.0, repository: file://../l}\n", "it has version 0.2.0"),
        ("- {name: l, version: 1.0.0, repository: file://../nowhere}\n", "cannot be opened"),
        ("- {name: l, version: 1.0.0}\n", "charts/l"), ("- {name: a, version: 1.0.0, repository: '@q'}\n", "'q'"),
        ("- {name: a, version: 1.0.0, repository: stable}\n", "not the URL"), ("- null\n", "null"),
    ])
    func whatCannotBeResolvedChangesNothing(dependencies: String, words: String) {
        let text = Self.chart(dependencies + "- {name: b, version: v3.0.0, repository: https://x.example}\n")
        let tree = TemporaryTree(["c/Chart.yaml": text, "l/Chart.yaml": "name: l\nversion: 0.2.0\n"])
        let result = deps(["update", "\(tree.path)/c"], in: tree)
        #expect(result.status == 1)
        #expect(words.split(separator: "|").contains { result.errors.contains($0) }, "\(result.errors)")
        #expect(tree.text("c/Chart.yaml") == text)
        #expect(run("ls", ["\(tree.path)/c"]).output == "Chart.yaml\n")
    }

    @Test func aTreeOfChartsGoesOnWhereOneFails() throws {
        let pin = Self.chart("- {name: a, version: 1.9.0, repository: https://x.example}\n")
        let tree = TemporaryTree([
            "one/Chart.yaml": pin,
            "two/Chart.yaml": Self.chart("- {name: no, version: 1.0.0, repository: https://x.example}\n"),
            "old/Chart.yaml": "name: old\nversion: 0.1.0\n",
            "broken/Chart.yaml": "dependencies: [",
            "old/requirements.yaml": "dependencies:\n- {name: b, version: v3.0.0, repository: https://x.example}\n",
        ])
        let result = deps(["update", tree.path, "-o", "json"], in: tree)
        #expect(result.status == 3)
        let charts = try JSONTree(Data(result.output.utf8))["charts"]?.items ?? []
        #expect(charts.map { $0["written"] } == [.bool(true), .bool(true), .bool(false)])
        #expect(tree.text("one/Chart.yaml").contains("1.10.0"))
        #expect(tree.text("old/requirements.yaml").contains("v3.0.1"))
        #expect(tree.text("old/requirements.lock").contains("version: v3.0.1"))
        let verified = deps(["verify", tree.path], in: tree)
        #expect(verified.status == 3)
        #expect(verified.errors.contains("skipped: \(tree.path)/broken/Chart.yaml"))
        #expect(verified.output.contains("two: there is no lock"))
    }

    @Test func aLinkedLockIsRefused() {
        let text = Self.chart("- {name: a, version: 1.9.0, repository: https://x.example}\n")
        let tree = TemporaryTree(["c/Chart.yaml": text, "real.lock": "{}"], link: "c/Chart.lock", to: "../real.lock")
        for command in [
            ["deps", "update", "\(tree.path)/c"], ["update", "\(tree.path)"], ["update", "\(tree.path)/c/Chart.yaml"],
        ] {
            tree.write(Self.snapshot, to: "s.json")
            let result = AsternProgram.run(command + ["--snapshot", "\(tree.path)/s.json"])
            #expect(result.status != 0 || result.errors.contains("refused") || result.output.contains("refused"))
            #expect(tree.text("c/Chart.yaml") == text, "\(command)")
            #expect(tree.text("real.lock") == "{}")
        }
    }

    @Test func verifyTellsWhatIsWrong() throws {
        let pin = Self.chart("- {name: a, version: 1.9.0, repository: https://x.example}\n")
        let tree = TemporaryTree([
            "none/Chart.yaml": pin, "bad/Chart.yaml": pin, "bad/Chart.lock": "[", "off/Chart.yaml": pin,
            "off/Chart.lock": "dependencies: []\ndigest: sha256:0\n", "bare/Chart.yaml": "name: c\nversion: 1.0.0\n",
        ])
        func status(_ path: String) -> Int32 { deps(["verify", "\(tree.path)/\(path)"], in: tree).status }
        #expect(["none", "bad", "off", "bare", "nowhere"].map(status) == [10, 1, 10, 0, 1])
        #expect(["none/Chart.yaml", "off/", ""].map(status) == [10, 10, 3])
        let one = try JSONTree(Data(deps(["verify", "\(tree.path)/off", "-o", "json"], in: tree).output.utf8))
        #expect(one["inSync"] == .bool(false))
        #expect(one["recorded"] == .text("sha256:0"))
        let json = #"[[{"name":"a","version":"1.9.0","repository":"https://x.example"}],[]]"#
        #expect(one["digest"] == .text(Self.sha256(json)))
        #expect(one["dependencies"]?.items.count == 1)
        let missing = deps(["verify", "\(tree.path)/none", "-o", "json"], in: tree)
        #expect(missing.errors.contains("there is no lock"))
    }

    @Test func listHasHelmsStatusesAndUpstream() throws {
        let tree = TemporaryTree([
            "c/Chart.yaml": Self.chart(
                "- {name: a, version: 1.9.0, repository: https://x.example}\n- {name: v, version: 1.x}\n"
                    + "- {name: w, version: 2.x}\n- {name: b, version: 3.x, repository: https://x.example}\n"),
            "c/charts/v/Chart.yaml": "name: v\nversion: 1.5.0\n", "c/charts/w/Chart.yaml": "name: w\nversion: 1.5.0\n",
            "c/charts/u/Chart.yaml": "name: u\nversion: 1.5.0\n", "c/charts/b-3.0.0.tgz": "no archive",
        ])
        let result = deps(["list", "\(tree.path)/c", "-o", "json"], in: tree)
        #expect(result.status == 3)
        let rows = try JSONTree(Data(result.output.utf8))["dependencies"]?.items ?? []
        #expect(rows.map { $0["status"] } == ["missing", "unpacked", "wrong version", "corrupt"].map { .text($0) })
        #expect(rows.map { $0["wanted"] } == [.text("1.10.0"), .text("1.x"), .null, .text("v3.0.1")])
        #expect(rows.map { $0["latest"] } == [.text("2.0.0"), .null, .null, .text("v3.0.1")])
        #expect(result.errors.contains("charts/u holds u, which the chart does not declare"))
        let table = deps(["list", "\(tree.path)/c"], in: tree)
        #expect(
            table.output.hasPrefix("NAME   VERSION   REPOSITORY          STATUS          LOCKED   WANTED   LATEST\n"))
        #expect(table.output.contains("there is no lock"))
    }
}
