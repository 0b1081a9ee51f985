import Configuration
import Testing
import Versioning

@Suite struct ConfigurationFileTests {
    static func read(_ text: String, base: String = "") throws(ConfigurationError) -> Configuration {
        try ConfigurationFile.read(Array(text.utf8), file: "c.yaml", level: .tree, base: base)
    }

    @Test func everyKeyIsReadWithItsLine() throws {
        let configuration = try Self.read(
            """
            apiVersion: astern/v1
            kubeVersion: 1.30   # a number to others, and a text here
            annotations:
              files: ["*.tf", Dockerfile]
            change: patch
            prerelease: true
            digests: false
            only: ghcr.io/org/**
            exclude: [a, b]
            concurrency: 8
            timeout: 500ms
            maxWait: 2m
            maxAge: 0s
            checkCharts: true
            failOn: [major, deprecated]
            """)
        #expect(configuration.kubeVersion?.value.versions(for: "a.yaml").map(\.text) == ["1.30"])
        #expect(configuration.kubeVersion?.origin.description == "c.yaml:2")
        #expect(configuration.annotatedFiles?.value.texts == ["*.tf", "Dockerfile"])
        #expect(configuration.annotatedFiles?.origin.line == 4)
        #expect(configuration.update.change?.value == .patch)
        #expect(configuration.update.prerelease?.value == true)
        #expect(configuration.update.digests?.value == false)
        #expect(configuration.selection.only?.value == ["ghcr.io/org/**"])
        #expect(configuration.selection.exclude?.value == ["a", "b"])
        #expect(configuration.network.concurrency?.value == 8)
        #expect(configuration.network.timeout?.value == .milliseconds(500))
        #expect(configuration.network.maxWait?.value == .seconds(120))
        #expect(configuration.network.maxAge?.value == .zero)
        #expect(configuration.checks.checkCharts?.value == true)
        #expect(configuration.checks.failOn?.value == ["major", "deprecated"])
    }

    @Test(arguments: ["", "---\n", "# nothing\n", "~\n", "{}\n", "\u{FEFF}{}", "---\n---\nchange:\n", "change: ~\r\n"])
    func aFileMaySayNothing(_ text: String) throws {
        let configuration = try Self.read(text)
        #expect(configuration.update.change == nil && configuration.kubeVersion == nil)
    }

    @Test(arguments: [
        ("a: [\n", "c.yaml:2: not YAML: while parsing a flow node"),
        ("- a\n", "c.yaml:1: the file should be a mapping of `apiVersion`"),
        ("just text\n", "c.yaml:1: the file should be a mapping of `apiVersion`"),
        ("{}\n---\nchange: minor\n", "c.yaml:3: a second document: a configuration has one"),
        ("\nchnage: minor\n", "c.yaml:2: unknown key `chnage`; did you mean `change`? known: apiVersion, kubeVersion"),
        ("Change: minor\n", "c.yaml:1: unknown key `Change`; did you mean `change`? known:"),
        ("kube-version: '1.31'\n", "c.yaml:1: unknown key `kube-version`; did you mean `kubeVersion`? known:"),
        ("registries: []\n", "c.yaml:1: unknown key `registries`; known: apiVersion"),
        ("<<: {change: minor}\n", "c.yaml:1: unknown key `<<`; known:"),
        ("? [a]\n: b\n", "c.yaml:1: unknown key `a key that is no text`; known:"),
        ("change: minor\nchange: major\n", "c.yaml:2: `change` stands here a second time"),
        ("apiVersion: astern/v2\n", "c.yaml:1: `apiVersion` should be astern/v1"),
        ("change: huge\n", "c.yaml:1: `change` is 'huge', expected digest, prerelease, patch, minor or major"),
        ("change: none\n", "c.yaml:1: `change` is 'none', expected digest"),
        ("change: [minor]\n", "c.yaml:1: `change`: expected digest"),
        ("change: ''\n", "c.yaml:1: `change`: expected digest"),
        ("prerelease: yes\n", "c.yaml:1: `prerelease` is 'yes', expected true or false"),
        ("concurrency: 0\n", "c.yaml:1: `concurrency` is '0', expected a number from 1 to 1024"),
        ("concurrency: 1025\n", "c.yaml:1: `concurrency` is '1025', expected a number from 1 to 1024"),
        ("concurrency: 99999999999999999999\n", "c.yaml:1: `concurrency` is '9999"),
        ("timeout: 0s\n", "c.yaml:1: `timeout` is '0s', expected a duration such as 30s"),
        ("timeout: soon\n", "c.yaml:1: `timeout` is 'soon', expected a duration"),
        ("only: {a: b}\n", "c.yaml:1: `only`: expected globs of artifacts"),
        ("only:\n- a\n- [b]\n", "c.yaml:3: `only`: expected globs of artifacts"),
        ("annotations: [a]\n", "c.yaml:1: `annotations` should be a mapping of `files`"),
        (
            "annotations:\n  file: [a]\n",
            "c.yaml:2: unknown key `file` in `annotations`; did you mean `files`? known: files"
        ),
        ("kubeVersion: next\n", "c.yaml:1: `kubeVersion` is 'next', expected the version of a cluster"),
        ("kubeVersion: '>=1.30'\n", "c.yaml:1: `kubeVersion` is '>=1.30', expected the version of a cluster"),
        ("kubeVersion:\n- path: a\n", "c.yaml:2: an item of `kubeVersion` has no `version`"),
        (
            "kubeVersion:\n- paths: a\n  version: '1.30'\n",
            "c.yaml:2: unknown key `paths` in `kubeVersion`; did you mean `path`?"
        ),
        ("kubeVersion:\n- version: ['1.30', x]\n", "c.yaml:2: `version` is 'x', expected the version of a cluster"),
        (
            "kubeVersion: {clusters/prod/**: '1.30'}\n",
            "c.yaml:1: unknown key `clusters/prod/**` in `kubeVersion`; known: path, version"
        ),
        ("exclude: \"a\\e[31mb\\u200f\"\nchange: \"\\e[31m\"\n", "c.yaml:2: `change` is '?[31m', expected"),
    ]) func whatIsWrongIsToldWithItsLine(_ text: String, _ start: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.read(text) }
        #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "-")")
    }

    @Test func everythingThatIsWrongIsTold() {
        let error = #expect(throws: ConfigurationError.self) { try Self.read("chang: a\ntimeout: b\nonly: {}\n") }
        #expect(error?.problems.compactMap(\.line) == [1, 2, 3])
    }

    @Test func ofVeryManyProblemsTheFirstAreTold() {
        let text = (0..<500).map { "key\($0): 1\n" }.joined()
        let error = #expect(throws: ConfigurationError.self) { try Self.read(text) }
        let lines = error?.description.split(separator: "\n") ?? []
        #expect(lines.count == 21 && lines.last == "and 480 more")
    }

    @Test(arguments: [
        (String(repeating: "#", count: 1 << 20) + "\n", "c.yaml: 1048577 bytes, at most 1048576 are read"),
        (
            "only: [" + String(repeating: "a,", count: 1_001) + "]",
            "c.yaml:1: `only` has 1001 items, at most 1000 are read"
        ),
        ("only: \(String(repeating: "a", count: 1_025))\n", "c.yaml:1: `only` has 1025 bytes, at most 1024 are read"),
        (String(repeating: "[", count: 2_000), "c.yaml:1: not YAML:"),
        (
            "only: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
            "c.yaml:1: `only`: expected"
        ),
        // Aliases of aliases are not expanded.
        (
            "a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nonly: *c\n",
            "c.yaml:1: unknown key `a`"
        ),
        ("\(String(repeating: "k", count: 900)): 1\n", "c.yaml:1: unknown key `kkkkkkk"),
    ]) func hostileFilesAreRefused(_ text: String, _ start: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.read(text) }
        #expect(error?.description.hasPrefix(start) == true, "\(error?.description.prefix(200) ?? "-")")
    }

    @Test func limitsAreReached() throws {
        let items = String(repeating: "a,", count: 1_000)
        #expect(try Self.read("only: [\(items)]").selection.only?.value.count == 1_000)
        #expect(try Self.read("only: \(String(repeating: "a", count: 1_024))").selection.only != nil)
        #expect(try Self.read(String(repeating: "#", count: 1 << 20)).selection.only == nil)
    }

    @Test func theTreesFileWinsKeyByKey() throws {
        let user = try ConfigurationFile.read(
            Array("change: major\nonly: [a, b]\ntimeout: 5s\nkubeVersion: '1.20'\n".utf8), file: "u", level: .user)
        let both = try Self.read("change: patch\nonly: [c]\n").over(user)
        #expect(both.update.change?.value == .patch && both.update.change?.origin.level == .tree)
        #expect(both.selection.only?.value == ["c"])
        #expect(both.network.timeout?.value == .seconds(5) && both.network.timeout?.origin.level == .user)
        #expect(both.kubeVersion?.value.versions(for: "x").map(\.text) == ["1.20"])
    }
}
