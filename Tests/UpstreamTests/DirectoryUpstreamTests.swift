import Artifacts
import FakeRegistry
import Registry
import TestSupport
import Testing
import Upstream

@Suite struct DirectoryUpstreamTests {
    private let fleet = DirectoryUpstream(directory: Places.upstream)

    @Test(arguments: [
        ("https://charts.astern.example/stable#signal-lamp", "1.4.2"),
        ("docker.io/library/postgres", "16.9"),
        ("postgres", "17"),
        ("oci://registry.astern.example/charts/workload", "4.0.0"),
        ("oci://registry.astern.example/charts/mailroom", "1.5.0_up2"),
    ]) func listsTheFixtures(_ typed: String, _ version: String) async throws {
        let listing = try await fleet.listing(of: artifact(typed)).get()
        #expect(listing.isComplete)
        #expect(listing.releases.map(\.text).contains(version))
    }

    @Test func tellsDigestsAndFacts() async throws {
        let workload = try repository("registry.astern.example/charts/workload")
        let listed = try await fleet.listing(of: .oci(workload)).get().releases
        let release = try #require(listed.first { $0.text == "4.0.0" })
        #expect(try await fleet.digest(of: workload, tag: "4.0.0").get() == release.digest)
        #expect(release.digest != nil)
        #expect(try await fleet.digest(of: workload, tag: "9.9.9").get() == nil)
        #expect(await fleet.holdsChart(workload, tag: "4.0.0") == true)
        #expect(await fleet.facts(of: workload, tag: "4.0.0")?.deprecated == false)
        let nginx = try repository("docker.io/library/nginx")
        #expect(await fleet.holdsChart(nginx, tag: "1.29.4") == false)
        #expect(await fleet.facts(of: nginx, tag: "1.29.4") == nil)
        #expect(await fleet.holdsChart(nginx, tag: "0") == nil)
    }

    @Test func tellsDeprecation() async throws {
        let listing = try await fleet.listing(of: artifact("https://charts.astern.example/stable#signal-lamp")).get()
        #expect(listing.releases.contains { $0.deprecated })
    }

    private static let index = "apiVersion: v1\nentries:\n  pod:\n  - version: 1.0.0\n"
    private static let layout = "oci/x.example/a/_layout"

    /// Files, what is asked for ⇒ the answer; `DIR` stands for the directory.
    private static let layouts: [(name: String, files: [String: String], asked: String, answer: String)] = [
        (
            "nothing", [:], "x.example/a",
            "notFound: the upstream directory does not have x.example/a: no folder DIR/oci/x.example/a/_layout"
        ),
        (
            "another artifact", ["\(layout)/index.json": "{}"], "x.example/b",
            "notFound: the upstream directory does not have x.example/b: no folder DIR/oci/x.example/b/_layout"
        ),
        (
            "no marker", ["\(layout)/index.json": "{}"], "x.example/a",
            "invalidResponse: DIR/\(layout)/oci-layout: no such file in an image layout"
        ),
        (
            "another layout", ["\(layout)/oci-layout": #"{"imageLayoutVersion":"9.0.0"}"#], "x.example/a",
            "invalidResponse: DIR/\(layout)/oci-layout: expected “imageLayoutVersion” 1.0.0"
        ),
        (
            "no index.json", ["\(layout)/oci-layout": #"{"imageLayoutVersion":"1.0.0"}"#], "x.example/a",
            "invalidResponse: DIR/\(layout)/index.json: no such file in an image layout"
        ),
        (
            "no repository", [:], "https://x.example/stable#pod",
            "notFound: the upstream directory does not have https://x.example/stable: "
                + "no file DIR/http/x.example/stable/index.yaml"
        ),
        (
            "an index", ["http/x.example/stable/index.yaml": index], "https://x.example/stable#pod", "1.0.0"
        ),
        (
            "no such chart", ["http/x.example/stable/index.yaml": index], "https://x.example/stable#other",
            "notFound: the index of https://x.example/stable has no chart named other"
        ),
        (
            "a folder for an index", ["http/x.example/stable/index.yaml/x": ""], "https://x.example/stable#pod",
            "invalidResponse: DIR/http/x.example/stable/index.yaml: not a file"
        ),
        (
            "something else for an index", ["http/x.example/index.yaml": "a: b"], "https://x.example#pod",
            "invalidResponse: DIR/http/x.example/index.yaml: "
                + "not a chart index: neither `apiVersion` nor `entries` stands at the top"
        ),
        (
            "a bad entry", ["http/x.example/index.yaml": "entries:\n  pod:\n  - version: 1.0.0\n  - name: pod\n"],
            "https://x.example#pod", "1.0.0 partial: 1 entries of pod in the index cannot be read"
        ),
        (
            "an index that was cut",
            ["http/x.example/index.yaml": "entries:\n  pod:\n  - version: 1.0.0\n    digest: ab"],
            "https://x.example#pod", "1.0.0 partial: the index of https://x.example stops in the middle of a line"
        ),
        (
            "an index in an unusual layout", ["http/x.example/index.yaml": "{entries: {pod: [{version: 1.0.0}]}}"],
            "https://x.example#pod", "1.0.0"
        ),
        (
            "an index that is no YAML", ["http/x.example/index.yaml": "entries:\n  pod:\n  - version: \"1.0.0\n"],
            "https://x.example#pod",
            "invalidResponse: DIR/http/x.example/index.yaml: the index is not YAML: line 4, column 1: "
                + "while scanning a quoted scalar: found unexpected end of stream"
        ),
        (
            "a URL that leads out", ["secret/index.yaml": index], "https://x/../../secret#pod",
            "no artifact: https://x/../../secret#pod"
        ),
        (
            "no Git repository", ["git/x.example/a/b/x": ""], "https://x.example/a/b",
            "notFound: the upstream directory does not have https://x.example/a/b: no folder DIR/git/x.example/a/b.git"
        ),
        (
            "no repository in the folder", ["git/x.example/a/b.git/x": ""], "git@x.example:a/b.git",
            "invalidResponse: DIR/git/x.example/a/b.git: git says: not a git repository: 'DIR/git/x.example/a/b.git'"
        ),
    ]

    @Test(arguments: layouts)
    func aBrokenDirectorySaysWhatIsWrong(
        _ name: String, _ files: [String: String], _ asked: String, _ answer: String
    ) async {
        let folder = TemporaryTree(files)
        let said = await DirectoryUpstream(directory: folder.path).answer(asked)
        #expect(said.replacing(folder.path, with: "DIR") == answer, "\(name)")
    }

    @Test(arguments: [
        "https://x.example/a/b", "https://x.example/a/b.git", "git@x.example:a/b", "ssh://git@x.example/a/b",
    ])
    func listsTheTagsOfABareRepository(_ asked: String) async throws {
        let folder = TemporaryTree()
        let made = run(
            "/bin/sh",
            [
                "-e", "-c",
                """
                git init -q --bare git/x.example/a/b.git
                export GIT_DIR=git/x.example/a/b.git
                commit=$(echo first | git commit-tree $(git write-tree))
                git tag v1.0.0 $commit
                git tag -a -m two v1.1.0 $commit
                """,
            ], directory: folder.path,
            environment: [
                "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@x.example",
                "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@x.example",
            ])
        try #require(made.status == 0, "\(made.errors)")
        #expect(await DirectoryUpstream(directory: folder.path).answer(asked) == "v1.0.0 v1.1.0")
    }

    @Test(arguments: [
        ("\(layout)/index.json", "{]", "x.example/a", "index.json"),
        ("http/x.example/index.yaml", "entries: [", "https://x.example#pod", "index.yaml: the index is not YAML"),
    ]) func garbageIsNamed(_ file: String, _ text: String, _ asked: String, _ words: String) async {
        let folder = TemporaryTree([file: text, "\(Self.layout)/oci-layout": #"{"imageLayoutVersion":"1.0.0"}"#])
        let answer = await DirectoryUpstream(directory: folder.path).answer(asked)
        #expect(answer.hasPrefix("invalidResponse: \(folder.path)/"))
        #expect(answer.contains(words))
    }

    @Test func aBrokenLayoutDoesNotTouchOthers() async throws {
        let folder = TemporaryTree([
            "\(Self.layout)/oci-layout": "{", "http/x.example/index.yaml": Self.index, "http/y.example/index.yaml": "[",
        ])
        let upstream = DirectoryUpstream(directory: folder.path)
        #expect(await upstream.answer("x.example/a").hasPrefix("invalidResponse: "))
        #expect(await upstream.answer("https://y.example#pod").hasPrefix("invalidResponse: "))
        #expect(await upstream.answer("https://x.example#pod") == "1.0.0")
        let name = try repository("x.example/a")
        #expect(await upstream.facts(of: name, tag: "1") == nil)
        #expect(await upstream.holdsChart(name, tag: "1") == nil)
        guard case .failure = await upstream.digest(of: name, tag: "1") else {
            Issue.record("a broken layout is no answer")
            return
        }
    }

    /// Names of archives, whether there is a folder too ⇒ the versions that are listed.
    @Test(
        arguments: [
            (["_layout.tar"], false, "1.0.0"), (["_layout.tar.gz"], false, "1.0.0"),
            (["_layout.tar", "_layout.tar.gz"], false, "1.0.0"),
            (["_layout.tar"], true, "2.0.0"), ([], true, "2.0.0"), (["_layout.tgz"], false, nil),
        ] as [([String], Bool, String?)])
    func layoutsMayBeArchives(_ archives: [String], _ hasFolder: Bool, _ version: String?) async throws {
        let config = FakeImage.Blob(
            mediaType: MediaType.helmConfig, bytes: Array(#"{"name":"a","version":"1.0.0","appVersion":"7"}"#.utf8))
        let packed = try FakeLayout([("1.0.0", FakeImage(config: config, layers: []))])
        let folder = TemporaryTree(["oci/x.example/other": ""])
        let place = "\(folder.path)/oci/x.example/a"
        run("mkdir", ["-p", place])
        for name in archives {
            let options = name.hasSuffix("gz") ? "-czf" : "-cf"
            try #require(run("tar", [options, "\(place)/\(name)", "-C", packed.path, "."]).status == 0)
        }
        if hasFolder {
            let plain = try FakeLayout([("2.0.0", FakeImage(named: "two"))])
            run("cp", ["-r", plain.path, "\(place)/_layout"])
        }
        let upstream = DirectoryUpstream(directory: folder.path)
        let name = try repository("x.example/a")
        guard let version else {
            #expect(await upstream.answer("x.example/a").hasPrefix("notFound: "))
            return
        }
        #expect(await upstream.answer("x.example/a") == version)
        let facts = await upstream.facts(of: name, tag: version)
        #expect(facts?.appVersion == (version == "1.0.0" ? "7" : nil))
        #expect(try await upstream.digest(of: name, tag: version).get() != nil)
        #expect(try await upstream.digest(of: name, tag: "9").get() == nil)
    }

    @Test func aBrokenArchiveIsNamed() async throws {
        let folder = TemporaryTree(["oci/x.example/a/_layout.tar": "hello"])
        let answer = await DirectoryUpstream(directory: folder.path).answer("x.example/a")
        #expect(answer.hasPrefix("invalidResponse: \(folder.path)/oci/x.example/a/_layout.tar is no sound tar archive"))
    }
}
