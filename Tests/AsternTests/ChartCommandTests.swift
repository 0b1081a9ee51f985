import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

@Suite("astern chart", .timeLimit(.minutes(2)))
struct ChartCommandTests {
    private static let metadata = """
        apiVersion: v2
        name: app
        version: 1.2.3+up1
        appVersion: "4.5"
        kubeVersion: ">=1.25.0-0"
        dependencies:
          - {name: db, version: ^1.0.0, repository: "https://charts.example.com", condition: db.enabled}
        annotations:
          artifacthub.io/changes: |
            - kind: added
              description: something
              links: [{name: PR, url: "https://example.com/1"}]

        """
    private static let values = "image: {repository: quay.io/org/app, tag: \"\"}\ndb:\n  enabled: false\n\n\n"
    private static let crd = """
        kind: CustomResourceDefinition
        spec: {group: x.io, names: {kind: A, plural: as}, versions: [{name: v1, storage: true}]}
        """
    private static let lockDigest = "sha256:32cb5a8ee0fd9dc4a3c5d57cfab09d98c28f234444b9aa5a35f8aa5735ae8ae4"
    private static let lock = """
        dependencies:
        - {name: db, version: 1.4.0}
        digest: \(lockDigest)
        generated: "2026-01-02T03:04:05Z"

        """
    private static let files: [(name: String, content: [UInt8])] = [
        ("app/Chart.yaml", Array(metadata.utf8)), ("app/values.yaml", Array(values.utf8)),
        ("app/Chart.lock", Array(lock.utf8)), ("app/crds/a.yaml", Array(crd.utf8)),
        ("app/README.md", Array("# App\n".utf8)), ("app/values.schema.json", Array("{}".utf8)),
        ("app/charts/stray.txt", [1]),
    ]
    private static let archive = TarBytes.gzip(TarBytes(files).bytes)
    private static let repository = "https://charts.example.com/stable"

    /// An upstream directory with some versions, all with the same archive in them; the digest is that of 1.2.3.
    private static func upstream(digest: String = FakeImage.digest(archive)) -> TemporaryTree {
        let tree = TemporaryTree()
        let root = "http/charts.example.com/stable"
        var index = "apiVersion: v1\nentries:\n  app:\n"
        for version in ["2.0.0-rc.1", "1.2.3+up1", "1.1.0"] {
            index += "  - {name: app, version: \(version), urls: [app-\(version).tgz], digest: \"\(digest)\"}\n"
            tree.write(archive, to: "\(root)/app-\(version).tgz")
        }
        index += "  next:\n  - {name: next, version: 1.0.0-a, urls: [x.tgz]}\n"
        tree.write(index, to: "\(root)/index.yaml")
        return tree
    }

    private static func chart(_ arguments: [String], in directory: String? = nil) -> CommandResult {
        AsternProgram.run(["chart"] + arguments, directory: directory)
    }

    private static func document(_ result: CommandResult) throws -> JSONTree {
        try JSONTree(Data(result.output.utf8))
    }

    @Test func theNewestStableOfAnArtifact() {
        let tree = Self.upstream()
        let result = Self.chart(["\(Self.repository)#app", "--upstream", tree.path])
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        let expected = """
            app 1.2.3+up1 (app 4.5)

            source        \(tree.path)/http/charts.example.com/stable/app-1.2.3+up1.tgz
            digest        \(FakeImage.digest(Self.archive)), as published
            kubeVersion   >=1.25.0-0
            lock          Chart.lock of 2026-01-02 is in sync
            files         6 files, \(Self.size), values.yaml \(Self.values.utf8.count) B, values.schema.json, README.md

            DEPENDENCY   VERSION   LOCKED   IN CHARTS/   REPOSITORY                   DEFAULT
            db           ^1.0.0    1.4.0    -            https://charts.example.com   off: db.enabled

            CRD       VERSIONS   INSTALLED FROM   FILE
            as.x.io   v1*        crds/            crds/a.yaml

            IMAGE                 VALUE   TAG FROM     DEFAULT
            quay.io/org/app:4.5   image   appVersion   on

            problem: charts/stray.txt is no chart; Helm refuses other files in charts/

            """
        #expect(result.output == expected)
    }

    private static let size: String = {
        let bytes = files.dropLast().reduce(0) { $0 + $1.content.count }
        return bytes < 1_024 ? "\(bytes) B" : "\((bytes * 10 + 512) / 1_024 / 10).\((bytes * 10 + 512) / 1_024 % 10) KB"
    }()

    @Test(
        "one part alone",
        arguments: [
            ("--values", values), ("--schema", "{}"), ("--readme", "# App\n"),
            ("--changes", "- added: something (https://example.com/1)\n"), ("--crds", "---\n\(crd)\n"),
            (
                "--images",
                "IMAGE                 VALUE   TAG FROM     DEFAULT\nquay.io/org/app:4.5   image   appVersion   on\n"
            ),
        ])
    func parts(flag: String, output: String) {
        let tree = TemporaryTree()
        tree.write(Self.archive, to: "app.tgz")
        let result = Self.chart(["\(tree.path)/app.tgz", flag])
        #expect(result.status == 0 && result.output == output, "\(result.errors)")
    }

    @Test func aFolderAndItsArchiveShowTheSame() throws {
        let tree = TemporaryTree()
        tree.write(Self.archive, to: "app.tgz")
        for file in Self.files { tree.write(file.content, to: file.name) }
        let folder = try Self.document(Self.chart(["\(tree.path)/app", "-o", "json"]))
        let archive = try Self.document(Self.chart(["\(tree.path)/app.tgz", "-o", "json", "--values"]))
        #expect(archive["digest"]?.text == FakeImage.digest(Self.archive))
        #expect(archive["values"]?.text == Self.values && folder["values"] == nil)
        guard case .object(var left) = folder, case .object(var right) = archive else {
            Issue.record("no documents")
            return
        }
        for key in ["source", "digest", "values"] {
            left[key] = nil
            right[key] = nil
        }
        #expect(left == right && left["kind"]?.text == "Chart")
    }

    @Test("the lock is judged as astern deps verify does", arguments: [true, false])
    func lock(isInSync: Bool) throws {
        let tree = TemporaryTree()
        for file in Self.files.dropLast() { tree.write(file.content, to: file.name) }
        if !isInSync { tree.write(Self.lock.replacing(Self.lockDigest, with: "sha256:00"), to: "app/Chart.lock") }
        let lock = try Self.document(Self.chart(["\(tree.path)/app", "-o", "json"]))["lock"]
        #expect(lock?["outcome"]?.text == (isInSync ? "inSync" : "outOfSync"))
        let words = isInSync ? "is in sync" : "is out of sync: it has sha256:00, \(Self.lockDigest) belongs there"
        #expect(Self.chart(["\(tree.path)/app"]).output.contains("Chart.lock of 2026-01-02 \(words)\n"))
        let verified = AsternProgram.run(["deps", "verify", "\(tree.path)/app"])
        #expect(verified.status == (isInSync ? 0 : 10) && verified.output.contains(": Chart.lock \(words)\n"))
    }

    @Test(
        "which version is meant",
        arguments: [
            ("1.1.0", 0, "app-1.1.0.tgz"), ("^1", 0, "app-1.2.3+up1.tgz"), (">1.0.0-0", 0, "app-2.0.0-rc.1.tgz"),
            ("9.9.9", 1, "no https://charts.example.com/stable#app in the range 9.9.9"), ("one", 1, "no range"),
        ])
    func versions(version: String, status: Int, words: String) {
        let tree = Self.upstream()
        defer { withExtendedLifetime(tree) {} }
        let result = Self.chart(["\(Self.repository)#app", "--version", version, "--upstream", tree.path])
        #expect(Int(result.status) == status && (result.output + result.errors).contains(words), "\(result.errors)")
    }

    @Test func prereleasesAreNamedOnly() {
        let tree = Self.upstream()
        defer { withExtendedLifetime(tree) {} }
        let result = Self.chart(["\(Self.repository)#next", "--upstream", tree.path])
        #expect(result.status == 1 && result.errors.contains("pre-releases of"), "\(result.errors)")
        #expect(result.errors.contains("1.0.0-a"))
    }

    @Test func whatDoesNotFitIsTold() throws {
        let tree = Self.upstream(digest: String(repeating: "0", count: 64))
        let result = Self.chart(
            ["\(Self.repository)#app", "--version", "1.1.0", "--upstream", tree.path, "-o", "json"])
        #expect(result.status == 0)
        let mismatches = try #require(try Self.document(result)["mismatches"])
        #expect(mismatches.items.map { $0["code"]?.text } == ["digest", "version"])
        #expect(result.errors.contains("it was published again, or changed"))
        #expect(result.errors.contains("fetched as version 1.1.0, and its Chart.yaml says 1.2.3+up1"))
    }

    @Test("provenance is compared, and not verified", arguments: [true, false])
    func provenance(matches: Bool) throws {
        let tree = Self.upstream()
        let digest = matches ? FakeImage.digest(Self.archive) : "sha256:" + String(repeating: "1", count: 64)
        let text = """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA512

            name: app

            ...
            files:
              app-1.2.3+up1.tgz: \(digest)
            -----BEGIN PGP SIGNATURE-----
            """
        let path = "http/charts.example.com/stable/app-1.2.3+up1.tgz"
        tree.write(text, to: "\(path).prov")
        for arguments in [["\(Self.repository)#app", "--upstream", tree.path], ["\(tree.path)/\(path)"]] {
            let result = Self.chart(arguments)
            let words = matches ? "the file names this digest" : "the file names another digest, \(digest)"
            #expect(result.output.contains("provenance    \(words); its signature is not verified"), "\(result.output)")
            let check = try Self.document(Self.chart(arguments + ["-o", "json"]))["provenance"]
            #expect(check?["outcome"]?.text == (matches ? "matches" : "differs"))
        }
    }

    @Test func theTreeSaysWhichVersion() {
        let upstream = Self.upstream()
        let release = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: my-app}
            spec: {chart: {spec: {chart: app, version: VERSION, sourceRef: {kind: HelmRepository, name: stable}}}}
            """
        let source = """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: stable}
            spec: {url: "\(Self.repository)"}
            """
        let tree = TemporaryTree([
            "a.yaml": release.replacing("VERSION", with: "1.1.0"), "source.yaml": source,
        ])
        for word in ["app", "a.yaml", "HelmRelease/my-app"] {
            let result = Self.chart([word, "--upstream", upstream.path], in: tree.path)
            #expect(result.output.contains("app-1.1.0.tgz"), "\(result.errors)")
        }
        #expect(
            Self.chart(["\(Self.repository)#app", "--upstream", upstream.path], in: tree.path).output
                .contains("app-1.2.3+up1.tgz"))
        tree.write(release.replacing("VERSION", with: "1.2.3+up1").replacing("my-app", with: "b"), to: "b.yaml")
        let two = Self.chart(["app", "--upstream", upstream.path], in: tree.path)
        #expect(two.status == 64 && two.errors.contains("at several versions"))
        #expect(two.errors.contains("1.1.0") && two.errors.contains("1.2.3+up1"))
    }

    @Test(
        "what cannot be shown",
        arguments: [
            (["none.tgz"], 1, "none.tgz: no such file"), (["./none"], 1, "./none: no such file"),
            (["none"], 64, "nothing in . is called 'none'"), (["text.tgz"], 1, "text.tgz is no gzip"),
            (["."], 1, ". holds no Chart.yaml"), (["https://github.com/org/repo"], 64, "is no chart"),
            (["app.tgz", "--version", "1.0.0"], 64, "is one version"),
            (["bare.tgz", "--values"], 1, "bare 1.0.0 has no values.yaml"),
            (["bare.tgz", "--changes"], 1, "neither the annotation"), (["app.tgz", "-o", "yaml"], 64, "text or json"),
        ])
    func failures(arguments: [String], status: Int, words: String) {
        let tree = TemporaryTree(["text.tgz": "hello"])
        tree.write(Self.archive, to: "app.tgz")
        let bare = TarBytes([(name: "bare/Chart.yaml", content: Array("name: bare\nversion: 1.0.0".utf8))])
        tree.write(TarBytes.gzip(bare.bytes), to: "bare.tgz")
        let result = Self.chart(arguments, in: tree.path)
        #expect(Int(result.status) == status && result.errors.contains(words), "\(result.status) \(result.errors)")
    }
}
