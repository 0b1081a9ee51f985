import FoundationEssentials
import TestSupport
import Testing

/// What files of configuration say, as commands see it.
@Suite("Configuration of commands")
struct ConfigurationCommandTests {
    private static let files = [
        "a.yaml": "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: \"ghcr.io/org/app:1.0.0\"}]}\n",
        "b.yaml": "kind: Pod\nmetadata: {name: b}\nspec: {containers: [{image: \"ghcr.io/org/other:1.0.0\"}]}\n",
        "up.json": """
        {"apiVersion": "astern/v1", "kind": "Snapshot", "oci": {
          "ghcr.io/org/app": {"tags": ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]},
          "ghcr.io/org/other": {"tags": ["1.0.0"]}}}
        """,
    ]

    private static func report(
        _ tree: String?, user: String? = nil, _ arguments: [String] = [], environment: [String: String] = [:]
    ) -> CommandResult {
        var files = files
        files[".astern.yaml"] = tree
        files["home/astern/config.yaml"] = user
        let folder = TemporaryTree(files)
        let environment = ["XDG_CONFIG_HOME": "\(folder.path)/home"].merging(environment) { $1 }
        return AsternProgram.run(
            ["report", folder.path, "--snapshot", "\(folder.path)/up.json", "-o", "json"] + arguments,
            environment: environment)
    }

    /// The version that an update of `app` would write.
    private static func wanted(_ result: CommandResult) throws -> String? {
        try Report(result).references.first { $0.artifact == "ghcr.io/org/app" }?.wanted?.version
    }

    @Test(
        arguments: [
            (nil, nil, [], [:], "1.1.0"),
            (nil, "change: major", [], [:], "2.0.0"),
            ("change: patch", "change: major", [], [:], "1.0.1"),
            ("change: patch", "change: major", [], ["ASTERN_CHANGE": "major"], "2.0.0"),
            ("change: patch", "change: patch", ["--change", "minor"], ["ASTERN_CHANGE": "major"], "1.1.0"),
            // What one file leaves open the other one says.
            ("only: app", "change: major", [], [:], "2.0.0"),
        ] as [(String?, String?, [String], [String: String], String)])
    func theNearerOneWins(
        _ tree: String?, _ user: String?, _ arguments: [String], _ environment: [String: String], _ wanted: String
    ) throws {
        #expect(try Self.wanted(Self.report(tree, user: user, arguments, environment: environment)) == wanted)
    }

    @Test func aListReplacesAList() throws {
        #expect(
            try Report(Self.report("only: app", user: "only: other")).references.map(\.artifact) == ["ghcr.io/org/app"])
        #expect(try Report(Self.report("exclude: app")).references.map(\.artifact) == ["ghcr.io/org/other"])
        let both = try Report(Self.report("only: app", ["--only", "other"]))
        #expect(both.references.map(\.artifact) == ["ghcr.io/org/other"])
    }

    @Test(
        arguments: [
            ("failOn: [major]", [], 10), ("failOn: [deprecated]", [], 0),
            ("failOn: [major]", ["--fail-on", "deprecated"], 0),
            ("failOn: [bogus]", [], 64), ("chnage: minor", [], 64),
        ] as [(String, [String], Int32)]) func exitCodes(_ tree: String, _ arguments: [String], _ status: Int32)
    {
        #expect(Self.report(tree, arguments).status == status)
    }

    @Test func mistakesAreToldWithTheirLines() {
        let result = Self.report("change: minor\nchnage: minor\n", user: "timeout: soon\n")
        let lines = result.errors.split(separator: "\n")
        #expect(result.status == 64 && result.output.isEmpty && lines.count == 2)
        #expect(lines.first?.contains("/.astern.yaml:2: unknown key `chnage`; did you mean `change`? known: ") == true)
        #expect(lines.last?.contains("/astern/config.yaml:1: `timeout` is 'soon', expected a duration") == true)
    }

    @Test func aFolderOfARepositoryIsToldByItsFile() throws {
        let tree = TemporaryTree([
            ".git/HEAD": "", ".astern.yaml": "change: patch\n", "apps/a.yaml": Self.files["a.yaml"] ?? "",
            "up.json": Self.files["up.json"] ?? "",
        ])
        let result = AsternProgram.run(
            ["report", "\(tree.path)/apps", "--snapshot", "\(tree.path)/up.json", "-o", "json"])
        #expect(try Self.wanted(result) == "1.0.1")
    }

    @Test func configTellsEachValueAndItsPlace() throws {
        let tree = TemporaryTree([".astern.yaml": "\nkubeVersion: 1.31\n", "home/astern/config.yaml": "timeout: 5s\n"])
        let environment = ["XDG_CONFIG_HOME": "\(tree.path)/home", "ASTERN_CHANGE": "patch", "ASTERN_NO_DIGESTS": "1"]
        let text = AsternProgram.run(["config"], directory: tree.path, environment: environment)
        let rows = text.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(text.status == 0)
        #expect(rows.contains(["kubeVersion", "1.31", ".astern.yaml:2"]))
        #expect(rows.contains(["timeout", "5s", "\(tree.path)/home/astern/config.yaml:1"]))
        #expect(rows.contains(["change", "patch", "ASTERN_CHANGE"]))
        #expect(rows.contains(["digests", "false", "ASTERN_NO_DIGESTS"]))
        #expect(rows.contains(["maxAge", "5m", "default"]))
        let json = AsternProgram.run(["config", tree.path, "-o", "json"], environment: environment)
        let document = try JSONTree(Data(json.output.utf8))
        #expect(document["kind"] == .text("Configuration") && document["files"]?.items.count == 2)
        let first = document["settings"]?.items.first
        #expect(
            first?["key"] == .text("kubeVersion") && first?["source"] == .text("tree") && first?["line"] == .number(2))
    }

    @Test(
        arguments: [
            (["--kube-version", "1.22"], [:], true), ([], ["ASTERN_KUBE_VERSION": "1.22"], true),
            (["--kube-version", "1.30"], ["ASTERN_KUBE_VERSION": "1.22"], false), ([], [:], false),
        ] as [([String], [String: String], Bool)])
    func theClustersVersion(_ arguments: [String], _ environment: [String: String], _ isTold: Bool) throws {
        let tree = TemporaryTree([
            "Chart.yaml":
                "name: a\ndependencies:\n- {name: app, version: 1.0.0, repository: \"https://charts.example\"}\n",
            "up.json": """
            {"apiVersion": "astern/v1", "kind": "Snapshot", "helm": {"https://charts.example": {"app":
              [{"version": "1.0.0", "kubeVersion": ">=1.25.0-0"}]}}}
            """,
        ])
        let result = AsternProgram.run(
            ["report", tree.path, "--snapshot", "\(tree.path)/up.json", "-o", "json"] + arguments,
            environment: environment)
        #expect(try Report(result).findings.map(\.code) == (isTold ? ["kubeVersion"] : []))
    }

    @Test(arguments: [["--kube-version", "next"], ["--kube-version", ""]])
    func aVersionThatIsNoneIsWrongUsage(_ arguments: [String]) {
        #expect(Self.report(nil, arguments).status == 64)
    }

    /// Nothing of the index shows it: the archive has to be opened.
    @Test(arguments: [[], ["--check-charts"], ["--no-check-charts"]])
    func archivesOfADirectoryAreLookedInto(_ arguments: [String]) throws {
        let folder = "up/http/charts.example"
        let tree = TemporaryTree([
            "tree/Chart.yaml":
                "name: a\ndependencies:\n- {name: app, version: 1.0.0, repository: \"https://charts.example\"}\n",
            "\(folder)/index.yaml": """
            apiVersion: v1
            entries:
              app:
              - {name: app, version: 1.0.0, digest: \(String(repeating: "a", count: 64)), urls: [app-1.0.0.tgz]}

            """,
        ])
        let chart = Array("apiVersion: v2\nname: app\nversion: 1.0.7\n".utf8)
        tree.write(
            TarBytes.gzip(TarBytes([(name: "app/Chart.yaml", content: chart)]).bytes), to: "\(folder)/app-1.0.0.tgz")
        let result = AsternProgram.run(
            ["report", "\(tree.path)/tree", "--upstream", "\(tree.path)/up", "-o", "json"] + arguments)
        #expect(try Report(result).findings.map(\.code) == ["versionMismatch", "republished"])
        #expect(result.status == 0)
    }
}
