import Discovery
import Git
import Glibc
import TestSupport
import Testing

/// Which files of a tree are read.
@Suite struct FilesReadTests {
    private static func pod(_ image: String) -> String { "kind: Pod\nspec: {containers: [{image: \"\(image)\"}]}\n" }
    private static let one = pod("a/b:1")

    private static func files(_ tree: DiscoveredTree) -> [String] { tree.references.map(\.mainSite.file) }

    @Test func asternignoreLeavesFilesOut() async throws {
        let found = try await Found([
            ".asternignore": "/old/\n*.bak.yaml\nvendor/**\n", "a.yaml": Self.one, "old/a.yaml": Self.one,
            "apps/old/a.yaml": Self.one, "apps/x.bak.yaml": "broken: [", "vendor/x/a.yaml": Self.one,
            "apps/.asternignore": "!keep.bak.yaml\n/mine.yaml\n", "apps/keep.bak.yaml": Self.one,
            "apps/mine.yaml": Self.one, "apps/sub/mine.yaml": Self.one,
        ])
        #expect(
            Self.files(found.tree) == ["a.yaml", "apps/keep.bak.yaml", "apps/old/a.yaml", "apps/sub/mine.yaml"])
        #expect(found.skipped.isEmpty)
    }

    @Test func whatGitTracksIsReadWhateverIgnoresIt() async throws {
        let tree = TemporaryTree([
            ".gitignore": "/local/\n*.secret.yaml\n", "a.yaml": Self.one, "local/a.yaml": Self.one,
            "local/kept.yaml": Self.one, "x.secret.yaml": "broken: [", "new.yaml": Self.one,
            "apps/é.secret.yaml": Self.one, "apps/b.yaml": Self.one,
        ])
        for arguments in [["init", "-q"], ["add", "-f", "a.yaml", "local/kept.yaml", "apps/b.yaml"]] {
            try #require(run("git", arguments, directory: tree.path).status == 0)
        }
        let git = GitClient(environment: ["HOME": tree.path, "PATH": "/usr/bin:/bin"])
        let whole = try await TreeDiscovery.discover(path: tree.path, git: git)
        #expect(Self.files(whole) == ["a.yaml", "apps/b.yaml", "local/kept.yaml", "new.yaml"])
        #expect(whole.skipped.isEmpty)
        let part = try await TreeDiscovery.discover(path: "\(tree.path)/apps", git: git)
        #expect(Self.files(part) == ["b.yaml"])
        // Without Git, and where it says nothing, everything is read.
        #expect(try await TreeDiscovery.discover(path: tree.path).references.count == 6)
        let none = GitClient(environment: ["PATH": "/nowhere"])
        #expect(try await TreeDiscovery.discover(path: tree.path, git: none).references.count == 6)
        let named = try await TreeDiscovery.discover(path: "\(tree.path)/local/a.yaml", git: git)
        #expect(named.references.count == 1, "a file that is named is read")
    }

    @Test func asternignoreLeavesOutWhatGitTracks() async throws {
        let tree = TemporaryTree([".asternignore": "a.yaml\n", "a.yaml": Self.one, "b.yaml": Self.one])
        for arguments in [["init", "-q"], ["add", "."]] { run("git", arguments, directory: tree.path) }
        let git = GitClient(environment: ["HOME": tree.path, "PATH": "/usr/bin:/bin"])
        #expect(Self.files(try await TreeDiscovery.discover(path: tree.path, git: git)) == ["b.yaml"])
    }

    @Test func aGitignoreWithoutARepositoryMeansNothing() async throws {
        let tree = TemporaryTree([".gitignore": "*\n", "a.yaml": Self.one])
        let git = GitClient(environment: ["PATH": "/usr/bin:/bin"])
        #expect(Self.files(try await TreeDiscovery.discover(path: tree.path, git: git)) == ["a.yaml"])
    }

    @Test(arguments: [
        ("CRLF", "kind: Pod\r\nspec:\r\n  containers:\r\n  - image: a/b:1\r\n", ["0:/spec/containers/0/image"]),
        (
            "a byte order mark", "\u{FEFF}kind: Pod\nspec: {containers: [{image: a/b:1}]}\n",
            ["0:/spec/containers/0/image"]
        ),
        (
            "--- with a comment", "--- # one\n\(one)--- # two\n\(one)",
            ["0:/spec/containers/0/image", "1:/spec/containers/0/image"]
        ),
        ("...", "\(one)...\n---\n\(one)...\n", ["0:/spec/containers/0/image", "1:/spec/containers/0/image"]),
        ("an empty document", "---\n---\n\(one)", ["1:/spec/containers/0/image"]),
    ]) func oddTextsAreRead(name: String, text: String, ids: [String]) async throws {
        let found = try await Found(["x.yaml": text])
        #expect(found.tree.references.map(\.id) == ids.map { "x.yaml#\($0)" })
        #expect(found.skipped.isEmpty)
    }

    @Test func theDocumentsBeforeABrokenOneAreRead() async throws {
        let found = try await Found(["x.yaml": "\(Self.one)---\n\(Self.one)---\nimage: [\n---\n\(Self.one)"])
        #expect(found.tree.references.map(\.pin.version) == ["1", "1"])
        #expect(found.skipped == ["malformed x.yaml"])
        #expect(found.tree.skipped.first?.message.contains("documents before this one: line 8") == true)
        #expect(found.tree.filesRead == 1)
    }

    @Test func whatIsEncryptedIsNoReference() async throws {
        let found = try await Found([
            "x.yaml": "kind: Pod\nspec: {containers: [{image: 'ENC[AES256_GCM,data:abc=,iv:x=,tag:y=,type:str]'}]}\n"
                + "sops: {mac: 'ENC[AES256_GCM,data:z=]', version: 3.8.1}\n"
        ])
        #expect(found.tree.references.isEmpty && found.skipped.isEmpty)
    }

    @Test func theChartsOfARepositoryAreSourceThoseOfAChartAreNot() async throws {
        let values = "image: {repository: a/b, tag: \"1\"}\n"
        let found = try await Found([
            "charts/one/Chart.yaml": "name: one\n", "charts/one/ci/pod.yaml": Self.one,
            "charts/one/charts/sub/pod.yaml": Self.one, "charts/one/templates/pod.yaml": Self.one,
            "charts/one/values.yaml": values,
        ])
        #expect(Self.files(found.tree).contains("charts/one/ci/pod.yaml"))
        #expect(!Self.files(found.tree).contains("charts/one/charts/sub/pod.yaml"))
        #expect(found.skipped == ["template charts/one/templates/pod.yaml"])
    }
}
