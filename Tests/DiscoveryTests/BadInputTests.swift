import Discovery
import Glibc
import TestSupport
import Testing

/// Input that cannot be read: each file is named with a code, and the rest is still found.
@Suite struct BadInputTests {
    private static let good = "kind: Pod\nspec: {containers: [{image: \"a/b:1\"}]}\n"
    private static let line = "image docker.io/a/b 1 - good.yaml#0:/spec/containers/0/image"

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: SkippedFile.Code
        let message: String
        let isFailure: Bool

        init(_ description: String, _ text: String, _ code: SkippedFile.Code, _ message: String, isFailure: Bool) {
            testDescription = description
            bytes = Array(text.utf8)
            self.code = code
            self.message = message
            self.isFailure = isFailure
        }
    }

    private static let files = [
        Case(
            "Go template", "{{- if .x }}\nimage: a\n{{ end }}\n", .template, "a template, not YAML: ", isFailure: false),
        Case("Go template without words of ours", "{{- if .x }}\na: b\n", .template, "a template", isFailure: false),
        Case("Jinja", "image: a\n{% if x %}\nb\n{% endif %}\n", .template, "a template", isFailure: false),
        Case("git-crypt", "\0GITCRYPT\0\u{1}\u{2}image", .encrypted, "encrypted by git-crypt", isFailure: false),
        Case(
            "Ansible vault", "$ANSIBLE_VAULT;1.1;AES256\n6261\n", .encrypted, "encrypted by Ansible Vault",
            isFailure: false),
        Case("NUL", "image: a\0b\n", .binary, "not text: it holds a NUL byte", isFailure: false),
        Case("tabs", "image:\n\ttag: x\n", .malformed, "not YAML: ", isFailure: true),
        Case("tabs without words of ours", "a:\n\tb: x\n", .malformed, "not YAML: ", isFailure: true),
        Case("open quote", "image: \"a\n", .malformed, "not YAML: ", isFailure: true),
        Case("unknown alias", "image: *x\n", .malformed, "not YAML: ", isFailure: true),
    ]

    @Test(arguments: files) func aBrokenFileIsNamed(_ row: Case) async throws {
        let folder = TemporaryTree(["good.yaml": Self.good])
        folder.write(row.bytes, to: "bad.yaml")
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
        #expect(found.skipped == ["\(row.code.rawValue) bad.yaml"])
        let skipped = try #require(found.tree.skipped.first)
        #expect(skipped.message.hasPrefix(row.message))
        #expect(skipped.isFailure == row.isFailure)
        #expect(found.tree.filesRead == 1)
    }

    @Test func latin1IsNoText() async throws {
        let folder = TemporaryTree(["good.yaml": Self.good])
        folder.write(Array("image: ".utf8) + [0xE9, 0x0A], to: "bad.yaml")
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
        #expect(found.skipped == ["malformed bad.yaml"])
    }

    @Test func aHugeFileIsNotRead() async throws {
        let folder = TemporaryTree(["good.yaml": Self.good, "huge.yaml": "image: x\n"])
        #expect(truncate("\(folder.path)/huge.yaml", 50 << 20) == 0)
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
        #expect(
            found.tree.skipped == [
                SkippedFile(file: "huge.yaml", code: .tooLarge, message: "50 MiB, the limit is 16 MiB")
            ])
        #expect(found.tree.skipped.allSatisfy { $0.isFailure })
    }

    /// Link, where it leads, and what is said of it; nil: nothing.
    private static let links: [(name: String, link: String, target: String, message: String?)] = [
        ("to itself", "a/x.yaml", "x.yaml", "the link leads nowhere: Too many levels of symbolic links"),
        ("a folder to itself", "a/x", "x", "the link leads nowhere: Too many levels of symbolic links"),
        ("to its folder", "a/up", ".", "the link leads back to a folder that holds it"),
        ("to the top", "a/up", "..", "the link leads back to a folder that holds it"),
        ("to no file", "a/x.yaml", "gone.yaml", "the link leads nowhere: No such file or directory"),
        ("to no file that would be ours", "a/x.txt", "gone.txt", nil),
        ("out of the tree", "a/x.yaml", "/etc/hostname", "the link leads out of the tree and is not followed"),
        ("to a folder outside", "a/x", "/etc", "the link leads out of the tree and is not followed"),
        ("to a file outside that is not ours", "a/x.txt", "/etc/hostname", nil),
        ("to a file of the tree", "a/x.yaml", "../good.yaml", nil),
        ("to a folder of the tree", "a/x", "../b", nil),
    ]

    @Test(arguments: links)
    func linksAreNotFollowed(_ name: String, _ link: String, _ target: String, _ message: String?) async throws {
        let folder = TemporaryTree(
            ["good.yaml": Self.good, "a/empty.yaml": "", "b/empty.yaml": ""], link: link, to: target)
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line], "\(name)")
        #expect(found.tree.skipped == (message.map { [SkippedFile(file: link, code: .link, message: $0)] } ?? []))
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func aFolderWithoutPermissionIsNamed() async throws {
        let folder = TemporaryTree(["good.yaml": Self.good, "closed/x.yaml": Self.good, "open/y.yaml": ""])
        chmod("\(folder.path)/closed", 0)
        chmod("\(folder.path)/open/y.yaml", 0)
        defer { chmod("\(folder.path)/closed", 0o755) }
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
        #expect(found.skipped == ["unreadable closed", "unreadable open/y.yaml"])
        #expect(found.tree.skipped.allSatisfy { $0.message == "Permission denied" && $0.isFailure })
    }

    @Test func aNamedPipeIsNotWaitedFor() async throws {
        let folder = TemporaryTree(["good.yaml": Self.good])
        #expect(mkfifo("\(folder.path)/pipe.yaml", 0o600) == 0)
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
    }

    @Test func chartTemplatesAreAClassOfTheirOwn() async throws {
        let found = try await Found([
            "good.yaml": Self.good, "chart/Chart.yaml": "name: x\n", "chart/values.yaml": "image: {tag: x}\n",
            "chart/templates/deployment.yaml": Self.good, "chart/templates/tests/pod.yaml": "{{ .x }}\n",
            "chart/templates/_helpers.tpl": "{{ .x }}\n", "chart/charts/sub/pod.yaml": Self.good,
            "templates/pod.yaml": Self.good.replacing("a/b", with: "c/d"),
        ])
        #expect(
            found.lines == [
                "image - x - chart/values.yaml#0:/image/tag", Self.line,
                "image docker.io/c/d 1 - templates/pod.yaml#0:/spec/containers/0/image",
            ])
        #expect(
            found.skipped == [
                "template chart/templates/deployment.yaml", "template chart/templates/tests/pod.yaml",
            ])
        #expect(found.tree.skipped.allSatisfy { !$0.isFailure })
    }

    @Test func someFilesAreLeftOut() async throws {
        let found = try await Found([
            "good.yaml": Self.good, ".git/config.yaml": Self.good, "gotk-components.yaml": Self.good,
            "notes.txt": Self.good, ".hidden/x.yaml": Self.good,
        ])
        #expect(found.tree.references.map(\.mainSite.file) == [".hidden/x.yaml", "good.yaml"])
        #expect(found.skipped.isEmpty)
    }

    @Test func anEmptyTreeHoldsNothing() async throws {
        let tree = try await Found([:]).tree
        #expect(tree.references.isEmpty && tree.skipped.isEmpty && tree.filesRead == 0)
    }

    @Test(arguments: ["good.yaml", "good.txt"]) func aTreeMayBeOneFile(_ name: String) async throws {
        let folder = TemporaryTree(["sub/\(name)": Self.good, "sub/other.yaml": Self.good])
        let tree = try await TreeDiscovery.discover(path: "\(folder.path)/sub/\(name)")
        #expect(tree.references.map(\.id) == ["\(name)#0:/spec/containers/0/image"])
        #expect(tree.filesRead == 1)
    }

    @Test func aTreeMayBeOneBrokenFile() async throws {
        let folder = TemporaryTree(["x.yaml": "a: [\n"])
        let tree = try await TreeDiscovery.discover(path: "\(folder.path)/x.yaml")
        #expect(tree.skipped.map(\.code) == [.malformed])
    }

    @Test func aTreeMayBeReachedThroughALink() async throws {
        let folder = TemporaryTree(["real/good.yaml": Self.good], link: "link", to: "real")
        let tree = try await TreeDiscovery.discover(path: "\(folder.path)/link")
        #expect(tree.references.map(\.mainSite.file) == ["good.yaml"])
    }

    @Test func onlyAPathThatDoesNotExistThrows() async {
        await #expect(throws: DiscoveryError.notFound("/no/such/tree")) {
            _ = try await TreeDiscovery.discover(path: "/no/such/tree")
        }
        #expect(DiscoveryError.notFound("x").description == "x: no such file or folder")
    }

    @Test func foldersMayNotNestForEver() async throws {
        let folder = TemporaryTree(["good.yaml": Self.good])
        var path = folder.path
        for _ in 0..<130 {
            path += "/d"
            mkdir(path, 0o755)
        }
        let found = try await Found(in: folder)
        #expect(found.lines == [Self.line])
        #expect(found.tree.skipped.map(\.code) == [.tooLarge])
        #expect(found.tree.skipped.first?.message == "folders are nested deeper than 128")
    }
}
