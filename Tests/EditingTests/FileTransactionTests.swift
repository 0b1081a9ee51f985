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
        #expect(FileTransaction.write(changes, root: tree.path).isEmpty)
        #expect(tree.text("a.yaml") == "a: v2\n")
        #expect(tree.mode("a.yaml") == mode)
        #expect(tree.names == ["a.yaml"])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away")) func theOwnerIsKept() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        chown("\(tree.path)/a.yaml", 1234, 4321)
        let changes = ChangeSet([edit("a.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).isEmpty)
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
        #expect(FileTransaction.write(changes, root: tree.path).isEmpty)
        let parts = [
            "\u{FEFF}# c\r\n\r\na:   '", "v20",
            "'   # keep\r\nb: |\r\n  x  \r\n\r\nc: \"\\u00e9\"\r\nd: 🚀\r\n---\r\n...\r\n",
        ]
        #expect(tree.bytes("a.yaml") == parts.flatMap { Array($0.utf8) })
    }

    @Test func aSecondRunChangesNothing() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        let edits = [edit("a.yaml", in: tree, "v1", "v2")]
        #expect(FileTransaction.write(ChangeSet(edits, root: tree.path), root: tree.path).isEmpty)
        let again = ChangeSet([edit("a.yaml", in: tree, "v2", "v2")], root: tree.path)
        #expect(again.changes.isEmpty)
        // The edits of the first run do not fit any more.
        #expect(ChangeSet(edits, root: tree.path).refusals.count == 1)
        #expect(tree.text("a.yaml") == "a: v2\n")
    }

    @Test func aFileThatChangedSinceTheProofIsRefusedAndOthersAreWritten() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n", "b.yaml": "a: v1\n", "c.yaml": "a: v1\n", "d.yaml": "a: v1\n"])
        let changes = ChangeSet(
            ["a.yaml", "b.yaml", "c.yaml", "d.yaml"].map { edit($0, in: tree, "v1", "v2") }, root: tree.path
        )
        tree.write("a: v1\nb: mine\n", to: "a.yaml")
        unlink("\(tree.path)/c.yaml")
        symlink("d.yaml", "\(tree.path)/c.yaml")
        let refusals = FileTransaction.write(changes, root: tree.path)
        #expect(refusals.map(\.file) == ["a.yaml", "c.yaml"])
        #expect(refusals.first?.reason.contains("in the meantime") == true)
        #expect(tree.text("a.yaml") == "a: v1\nb: mine\n")
        #expect(tree.text("b.yaml") == "a: v2\n")
        #expect(tree.text("d.yaml") == "a: v2\n")
        #expect(tree.names == ["a.yaml", "b.yaml", "c.yaml", "d.yaml"])
    }

    @Test func aFolderThatBecameALinkOutOfTheTreeIsRefused() {
        let tree = TemporaryTree(["tree/sub/a.yaml": "a: v1\n", "out/a.yaml": "a: v1\n"])
        let root = "\(tree.path)/tree"
        let changes = ChangeSet([Edit(file: "sub/a.yaml", range: 3..<5, old: "v1", new: "v2")], root: root)
        #expect(changes.changes.count == 1)
        rename("\(root)/sub", "\(root)/old")
        symlink("../out", "\(root)/sub")
        #expect(FileTransaction.write(changes, root: root).map(\.file) == ["sub/a.yaml"])
        #expect(tree.text("out/a.yaml") == "a: v1\n")
        #expect(tree.names == ["out", "out/a.yaml", "tree", "tree/old", "tree/old/a.yaml", "tree/sub"])
    }

    /// The name leaves no room for that of a temporary file: nothing can be staged, whoever runs the test.
    @Test func aFileThatCannotBeStagedStaysAndOthersAreWritten() {
        let long = String(repeating: "x", count: 250) + ".yaml"
        let tree = TemporaryTree([long: "a: v1\n", "z.yaml": "a: v1\n"])
        let changes = ChangeSet(
            [edit(long, in: tree, "v1", "v2"), edit("z.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).map(\.file) == [long])
        #expect(tree.text(long) == "a: v1\n")
        #expect(tree.text("z.yaml") == "a: v2\n")
        #expect(tree.names == [long, "z.yaml"])
    }

    @Test(.enabled(if: geteuid() != 0, "root writes into any folder"))
    func aFolderThatCannotBeWrittenIsNamed() {
        let tree = TemporaryTree(["sub/a.yaml": "a: v1\n", "z.yaml": "a: v1\n"])
        let changes = ChangeSet(
            [edit("sub/a.yaml", in: tree, "v1", "v2"), edit("z.yaml", in: tree, "v1", "v2")], root: tree.path
        )
        chmod("\(tree.path)/sub", 0o555)
        defer { chmod("\(tree.path)/sub", 0o755) }
        #expect(FileTransaction.write(changes, root: tree.path).map(\.file) == ["sub/a.yaml"])
        #expect(tree.text("sub/a.yaml") == "a: v1\n")
        #expect(tree.text("z.yaml") == "a: v2\n")
        #expect(tree.names == ["sub", "sub/a.yaml", "z.yaml"])
    }
}
