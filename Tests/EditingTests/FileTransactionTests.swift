import Editing
import Glibc
import SourceYAML
import TestSupport
import Testing

@Suite struct FileTransactionTests {
    @Test(arguments: [0o600, 0o644, 0o755, 0o664, 0o400, 0o640, 0o777] as [mode_t])
    func theModeIsKept(mode: mode_t) {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        chmod("\(tree.path)/a.yaml", mode)
        let changes = ChangeSet([edit("a.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(tree.text("a.yaml") == "a: v2\n")
        #expect(tree.mode("a.yaml") == mode)
        #expect(tree.names == ["a.yaml"])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away")) func theOwnerIsKept() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        chown("\(tree.path)/a.yaml", 1234, 4321)
        let changes = ChangeSet([edit("a.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        var status = stat()
        #expect(lstat("\(tree.path)/a.yaml", &status) == 0)
        #expect(status.st_uid == 1234)
        #expect(status.st_gid == 4321)
    }

    @Test func theRestOfTheBytesIsKept() {
        let text =
            "\u{FEFF}# c\r\n\r\na:   'v1'   # keep\r\nb: |\r\n  x  \r\n\r\nc: \"\\u00e9\"\r\nd: 🚀\r\n---\r\n...\r\n"
        let tree = TemporaryTree(["a.yaml": text])
        let changes = ChangeSet([edit("a.yaml", in: tree, "v1", "v20")], root: tree.path)
        #expect(changes.refusals.isEmpty)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        let parts = [
            "\u{FEFF}# c\r\n\r\na:   '", "v20",
            "'   # keep\r\nb: |\r\n  x  \r\n\r\nc: \"\\u00e9\"\r\nd: 🚀\r\n---\r\n...\r\n",
        ]
        #expect(tree.bytes("a.yaml") == parts.flatMap { Array($0.utf8) })
    }

    @Test func aSecondRunChangesNothing() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        let edits = [edit("a.yaml", in: tree, "v1", "v2")]
        #expect(FileTransaction.write(ChangeSet(edits, root: tree.path), root: tree.path).unwritten.isEmpty)
        let again = ChangeSet([edit("a.yaml", in: tree, "v2", "v2")], root: tree.path)
        #expect(again.changes.isEmpty)
        // The edits of the first run do not fit any more.
        #expect(ChangeSet(edits, root: tree.path).refusals.count == 1)
        #expect(tree.text("a.yaml") == "a: v2\n")
    }

    private static let four = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]

    /// What happens to one of four files between proof and writing, and what is said of it.
    @Test(arguments: [
        ("written", "printf 'a: v1\\nb: mine\\n' > c.yaml", "in the meantime"),
        ("gone", "rm c.yaml", "cannot be read"),
        ("a link now", "rm c.yaml && ln -s d.yaml c.yaml", "is a symbolic link"),
        ("a folder now", "rm c.yaml && mkdir c.yaml", "is not a regular file"),
        ("a pipe now", "rm c.yaml && mkfifo c.yaml", "is not a regular file"),
    ])
    func oneFileThatCannotBeStagedKeepsBackAll(_ name: String, _ command: String, _ reason: String) {
        let tree = TemporaryTree(Dictionary(uniqueKeysWithValues: Self.four.map { ($0, "a: v1\n") }))
        let changes = ChangeSet(Self.four.map { edit($0, in: tree, "v1", "v2") }, root: tree.path)
        run("/bin/sh", ["-c", command], directory: tree.path)
        let before = Self.four.filter { $0 != "c.yaml" }.map(tree.text)
        let names = tree.names
        let result = FileTransaction.write(changes, root: tree.path)
        #expect(result.refusals.map(\.file) == ["c.yaml"])
        #expect(result.refusals.first?.reason.contains(reason) == true)
        #expect(result.unwritten == Set(Self.four))
        #expect(result.isWithdrawn)
        #expect(Self.four.filter { $0 != "c.yaml" }.map(tree.text) == before)
        #expect(tree.names == names, "nothing stays beside the files")
    }

    @Test func manyFilesAreWrittenAtOnce() {
        let names = (0..<200).map { "d\($0 % 7)/f\($0).yaml" }
        let tree = TemporaryTree(Dictionary(uniqueKeysWithValues: names.map { ($0, "a: v1\n") }))
        let changes = ChangeSet(
            names.map { Edit(file: $0, range: 3..<5, old: "v1", new: "v2") }, root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(names.allSatisfy { tree.text($0) == "a: v2\n" })
        #expect(tree.names.count == 200 + 7)
    }

    @Test func linksStayLinksAndWhatTheyLeadToIsEditedWhereItLies() {
        let tree = TemporaryTree(["real/a.yaml": "a: v1\n"], link: "b.yaml", to: "real/a.yaml")
        let through = ChangeSet([Edit(file: "b.yaml", range: 3..<5, old: "v1", new: "v2")], root: tree.path)
        #expect(through.refusals.map(\.reason) == ["is a symbolic link"])
        let changes = ChangeSet([edit("real/a.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(tree.text("b.yaml") == "a: v2\n")
        #expect(run("readlink", ["b.yaml"], directory: tree.path).output == "real/a.yaml\n")
    }

    @Test func aFolderThatBecameALinkOutOfTheTreeIsRefused() {
        let tree = TemporaryTree(["tree/sub/a.yaml": "a: v1\n", "out/a.yaml": "a: v1\n"])
        let root = "\(tree.path)/tree"
        let changes = ChangeSet([Edit(file: "sub/a.yaml", range: 3..<5, old: "v1", new: "v2")], root: root)
        #expect(changes.changes.count == 1)
        rename("\(root)/sub", "\(root)/old")
        symlink("../out", "\(root)/sub")
        #expect(FileTransaction.write(changes, root: root).refusals.map(\.file) == ["sub/a.yaml"])
        #expect(tree.text("out/a.yaml") == "a: v1\n")
        #expect(tree.names == ["out", "out/a.yaml", "tree", "tree/old", "tree/old/a.yaml", "tree/sub"])
    }

    @Test func theLongestNameLeavesRoomForATemporaryFile() {
        let long = String(repeating: "x", count: 250) + ".yaml"
        let tree = TemporaryTree([long: "a: v1\n"])
        let changes = ChangeSet([edit(long, in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(tree.text(long) == "a: v2\n")
        #expect(tree.names == [long])
    }

    @Test(.enabled(if: geteuid() != 0, "root writes into any folder"))
    func aFolderThatCannotBeWrittenIsNamedAndKeepsBackAll() {
        let tree = TemporaryTree(["sub/a.yaml": "a: v1\n", "z.yaml": "a: v1\n"])
        let changes = ChangeSet(
            [edit("sub/a.yaml", in: tree, "v1", "v2"), edit("z.yaml", in: tree, "v1", "v2")], root: tree.path
        )
        chmod("\(tree.path)/sub", 0o555)
        defer { chmod("\(tree.path)/sub", 0o755) }
        let result = FileTransaction.write(changes, root: tree.path)
        #expect(result.refusals.map(\.file) == ["sub/a.yaml"])
        #expect(tree.text("sub/a.yaml") == "a: v1\n")
        #expect(tree.text("z.yaml") == "a: v1\n")
        #expect(tree.names == ["sub", "sub/a.yaml", "z.yaml"])
    }
}
