import TestSupport
import Testing

/// Flags, exit codes and messages, as scripts and people meet them.
@Suite("The command line")
struct CommandLineTests {
    struct Case: CustomTestStringConvertible {
        let arguments: [String]
        let status: Int32
        /// What stderr must say.
        let says: String
        var environment: [String: String] = [:]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let small = TemporaryTree([
        "app.yaml": """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: prod}
        spec: {template: {spec: {containers: [{name: web, image: "ghcr.io/org/web:1.0.0"}]}}}

        """,
        "other.yaml": """
        apiVersion: v1
        kind: Pod
        metadata: {name: job, namespace: test}
        spec: {containers: [{name: job, image: "quay.io/team/web:v2"}]}

        """,
        "snapshot.json": """
        {"apiVersion": "astern/v1", "kind": "Snapshot", "oci": {
          "ghcr.io/org/web": {"tags": ["1.0.0", "1.0.1", "1.2.0", "2.0.0"]},
          "quay.io/team/web": {"tags": ["v2"]}}}
        """,
        "broken.json": "{\"apiVersion\": 1}",
        "short.json": """
        {"apiVersion": "astern/v1", "kind": "Snapshot", "oci": {"ghcr.io/org/web": {"tags": ["1.0.0"]}}}
        """,
    ])
    private static var source: [String] { ["--snapshot", "\(small.path)/snapshot.json"] }

    @Test(
        "exit codes",
        arguments: [
            Case(arguments: ["report", small.path] + source, status: 0, says: "2 references: 1 current, 1 outdated"),
            Case(arguments: ["report", small.path, "--exit-code"] + source, status: 10, says: ""),
            Case(arguments: ["report", small.path, "--fail-on", "major"] + source, status: 10, says: ""),
            Case(arguments: ["report", small.path, "--fail-on", "deprecated,ahead"] + source, status: 0, says: ""),
            Case(
                arguments: ["report", small.path] + source, status: 10, says: "",
                environment: ["ASTERN_FAIL_ON": "outdated"]
            ),
            Case(
                arguments: ["report", small.path] + source, status: 64, says: "expected true or false",
                environment: ["ASTERN_EXIT_CODE": "maybe"]
            ),
            Case(
                arguments: ["report", small.path] + source, status: 0, says: "",
                environment: ["ASTERN_EXIT_CODE": "off"]
            ),
            Case(arguments: ["update", "\(small.path)/app.yaml", "--dry-run"] + source, status: 0, says: "1 would be"),
            Case(
                arguments: ["report", small.path, "--exit-code", "--snapshot", "\(small.path)/short.json"], status: 3,
                says: "quay.io/team/web"
            ),
            Case(arguments: ["report", "\(small.path)/nowhere"] + source, status: 1, says: "no such file or folder"),
            Case(arguments: ["report", small.path, "--snapshot", "/nowhere"], status: 1, says: "cannot be read"),
            Case(
                arguments: ["report", small.path, "--snapshot", "\(small.path)/broken.json"], status: 1,
                says: "not a snapshot"
            ),
            Case(arguments: ["report", small.path, "-o", "xml"] + source, status: 64, says: "expected one of table"),
            Case(arguments: ["report", small.path, "--change", "huge"] + source, status: 64, says: "expected digest"),
            Case(arguments: ["report", small.path, "--kind", "pod"] + source, status: 64, says: "helmChart"),
            Case(arguments: ["report", small.path, "--fail-on", "x"] + source, status: 64, says: "expected one of"),
            Case(arguments: ["report", "--colour"], status: 64, says: "--colour"),
            Case(arguments: ["update", "web", small.path] + source, status: 64, says: "ghcr.io/org/web"),
            Case(arguments: ["update", "nginx", small.path] + source, status: 64, says: "nothing in"),
            Case(arguments: ["update", "--to", "2.0.0", small.path] + source, status: 64, says: "one artifact"),
            Case(arguments: ["why", "Pod/job", small.path] + source, status: 0, says: ""),
            Case(arguments: ["tags", "ghcr.io/org/nothing"] + source, status: 1, says: "the snapshot does not have"),
            Case(arguments: ["semver", "match", "^1", "1.2.0", "2.0.0"], status: 0, says: ""),
            Case(arguments: ["semver", "match", "^1", "2.0.0"], status: 1, says: ""),
            Case(arguments: ["semver", "match", ">=", "2.0.0"], status: 64, says: "is not a constraint"),
        ]
    )
    func exitCodes(_ row: Case) {
        let result = AsternProgram.run(row.arguments, environment: row.environment)
        #expect(result.status == row.status, "\(result.errors)")
        #expect(row.says.isEmpty || result.errors.contains(row.says), "\(result.errors)")
    }

    @Test(
        "selection, by flag and by environment",
        arguments: [
            (["--only", "web"], [:], 2), (["--only", "ghcr.io/**"], [:], 1), (["--only", "ghcr.io/*"], [:], 0),
            (["--exclude", "quay.io/team/web"], [:], 1), (["--namespace", "test"], [:], 1),
            (["--path", "app.yaml"], [:], 1), (["--kind", "helmChart"], [:], 0), ([], ["ASTERN_NAMESPACE": "prod"], 1),
            (["--namespace", "test"], ["ASTERN_NAMESPACE": "prod"], 1), ([], ["ASTERN_ONLY": "web,app"], 2),
        ] as [([String], [String: String], Int)]
    )
    func selection(flags: [String], environment: [String: String], count: Int) throws {
        let result = AsternProgram.run(
            ["report", Self.small.path, "-o", "json"] + flags + Self.source, environment: environment
        )
        #expect(try Report(result).references.count == count)
    }

    @Test(
        "reach decides what is written",
        arguments: [
            ("patch", "1.0.1"), ("minor", "1.2.0"), ("major", "2.0.0"), ("digest", "1.0.0"),
        ]
    )
    func reach(change: String, version: String) {
        let tree = TemporaryTree(["app.yaml": Self.small.text("app.yaml")])
        AsternProgram.run(["update", tree.path, "--change", change] + Self.source)
        #expect(tree.text("app.yaml").contains("ghcr.io/org/web:\(version)\""))
    }

    @Test("--to writes that version, and never an older one")
    func target() {
        let tree = TemporaryTree(["app.yaml": Self.small.text("app.yaml")])
        let up = AsternProgram.run(["update", "ghcr.io/org/web", tree.path, "--to", "1.2.0"] + Self.source)
        #expect(up.status == 0)
        #expect(up.output == "app.yaml:4 ghcr.io/org/web 1.0.0 -> 1.2.0\n1 updated\n")
        let down = AsternProgram.run(["update", "ghcr.io/org/web", tree.path, "--to", "1.0.1"] + Self.source)
        #expect(tree.text("app.yaml").contains("web:1.2.0\""))
        #expect(down.output == "1 refused\n")
        let nowhere = AsternProgram.run(["update", "ghcr.io/org/web", tree.path, "--to", "7.7.7"] + Self.source)
        #expect(nowhere.status == 3)
    }

    @Test("tags lists the newest first; JSON is a TagList")
    func tags() {
        let text = AsternProgram.run(["tags", "ghcr.io/org/web"] + Self.source)
        #expect(text.output == "2.0.0\n1.2.0\n1.0.1\n1.0.0\n")
        let json = AsternProgram.run(["tags", "ghcr.io/org/web", "-o", "json"] + Self.source)
        #expect(json.output.contains("\"kind\": \"TagList\""))
        #expect(json.output.contains("\"complete\": true"))
        let near = AsternProgram.run(["tags", "Pod/job"] + Self.source, directory: Self.small.path)
        #expect(near.output == "v2\n")
    }

    @Test("a policy is tried on a file, on an artifact, and on a reference of the tree")
    func policy() {
        Self.small.write("main-a1b2c3d-100\nmain-b2c3d4e-300\nv1.0.0\n", to: "tags.txt")
        let filter = ["--filter", "^main-[a-f0-9]+-(?<ts>[0-9]+)$", "--extract", "$ts", "--numerical", "asc"]
        let file = AsternProgram.run(["policy", "test", "--tags-from", "\(Self.small.path)/tags.txt"] + filter)
        #expect(
            file.output == """
                main-a1b2c3d-100 -> 100
                main-b2c3d4e-300 -> 300
                latest: main-b2c3d4e-300

                """
        )
        for name in ["ghcr.io/org/web", "Deployment/web"] {
            let result = AsternProgram.run(
                ["policy", "test", "--tags-from", name, "--semver", "^1"] + Self.source, directory: Self.small.path
            )
            #expect(result.output.hasSuffix("latest: 1.2.0\n"), "\(result.errors)")
        }
        let two = AsternProgram.run(["policy", "test", "--tags-from", "-", "--semver", "1", "--exact", "v1"])
        #expect(two.status == 64)
    }

    @Test("what cannot be told is unknown, and no secret of a URL is printed")
    func unknowns() throws {
        let pinned = "sha256:" + String(repeating: "1", count: 64)
        let tree = TemporaryTree([
            "pods.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: pods}
            spec:
              containers:
                - {name: a, image: "ghcr.io/o/failed:latest@\(pinned)"}
                - {name: b, image: "ghcr.io/o/absent:latest@\(pinned)"}
                - {name: c, image: "nginx:1.0.0@sha256:abc"}
                - {name: d, image: "one:{{ .Values.tag }}"}

            """,
            "chart.yaml": """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: private}
            spec: {url: "https://user:s3cr3t@priv.example/charts?token=s3cr3t2"}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app}
            spec: {chart: {spec: {chart: app, version: 1.0.0, sourceRef: {kind: HelmRepository, name: private}}}}
            ---
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata: {name: oci}
            spec: {url: "oci://user:s3cr3t@ghcr.io/o/p", ref: {tag: 1.0.0}}

            """,
            "snapshot.json": """
            {"apiVersion": "astern/v1", "kind": "Snapshot", "oci": {
              "ghcr.io/o/failed": {"tags": ["1.0.0"], "error": "boom"}, "ghcr.io/o/absent": {"tags": ["1.0.0"]}}}
            """,
        ])
        let result = AsternProgram.run(
            ["report", tree.path, "-o", "json", "--snapshot", "\(tree.path)/snapshot.json"]
        )
        #expect(result.status == 3)
        #expect(!result.output.contains("s3cr3t") && !result.errors.contains("s3cr3t"), "\(result.errors)")
        let statuses = try Report(result).references.map(\.status)
        #expect(statuses == ["unknown", "unknown", "unknown", "unknown", "unknown", "untracked"])
    }

    @Test("a reader that goes away is no failure")
    func brokenPipe() {
        let line = "\(AsternProgram.path) report \(Places.fleet) --upstream \(Places.upstream) -o json | head -n 1"
        let result = run("/bin/sh", ["-c", line])
        #expect(result.output == "{\n")
        #expect(!result.errors.contains("rror"))
    }

    @Test("JSON lines in, JSON lines out")
    func batch() {
        let requests = """
            {"c": "^1.2", "v": "1.3.0"}
            {"cmp": ["1.0.0", "v2"]}
            {"latest": {"c": "~1", "vs": ["1.0.0", "v1.4.0", "2.0.0"]}}
            {"v": "1.2.3\\u2028"}

            """
        let result = run(AsternProgram.path, ["semver", "check", "--jsonl"], input: requests)
        #expect(
            result.output == """
                {"cerr":false,"verr":false,"ok":true,"canon":"1.3.0"}
                {"cmp":-1}
                {"cerr":false,"latest":"v1.4.0"}
                {"verr":true}

                """
        )
        let broken = run(AsternProgram.path, ["semver", "check", "--jsonl"], input: "{\"v\": \"1\"}\nnonsense\n")
        #expect(broken.status == 1)
        #expect(broken.errors.contains("line 2 is not a request"))
        let policy = run(
            AsternProgram.path, ["policy", "check", "--jsonl"],
            input: "{\"policy\": \"numerical\", \"order\": \"asc\", \"tags\": [\"1\", \"10\", \"9\"]}\n"
        )
        #expect(policy.output == "{\"latest\":\"10\",\"err\":false}\n")
    }
}
