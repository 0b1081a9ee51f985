import Editing
import Glibc
import SourceYAML
import TestSupport
import Testing

/// Files that come, go, or are written whole.
@Suite struct NewFileTests {
    private typealias Change = ChangeSet.FileChange

    @Test func filesComeAndGo() {
        let tree = TemporaryTree(["c/a.yaml": "a: v1\n", "c/charts/old-1.tgz": "old"])
        let files = [
            Change(file: "c/Chart.lock", before: nil, after: Array("new\n".utf8)),
            Change(file: "c/charts/old-1.tgz", before: Array("old".utf8), after: nil),
            Change(file: "c/charts/new-1.tgz", before: nil, after: [0, 1]),
            Change(file: "c/same", before: [1], after: [1]),
        ]
        let changes = ChangeSet([edit("c/a.yaml", in: tree, "v1", "v2")], files: files, root: tree.path)
        #expect(changes.refusals.isEmpty)
        #expect(
            changes.changes.map(\.file) == ["c/Chart.lock", "c/a.yaml", "c/charts/new-1.tgz", "c/charts/old-1.tgz"])
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(tree.names == ["c", "c/Chart.lock", "c/a.yaml", "c/charts", "c/charts/new-1.tgz"])
        #expect(tree.text("c/Chart.lock") == "new\n")
        #expect(tree.mode("c/Chart.lock") == 0o644)
    }

    @Test func oneFolderIsMade() {
        let tree = TemporaryTree(["c/a.yaml": "a\n"])
        let ok = ChangeSet([], files: [Change(file: "c/charts/a.tgz", before: nil, after: [1])], root: tree.path)
        #expect(FileTransaction.write(ok, root: tree.path).refusals.isEmpty)
        #expect(tree.names == ["c", "c/a.yaml", "c/charts", "c/charts/a.tgz"])
        let deep = ChangeSet([], files: [Change(file: "c/x/y/a.tgz", before: nil, after: [1])], root: tree.path)
        #expect(deep.refusals.count == 1)
    }

    @Test(arguments: [
        ("touch c/new", "is there already"), ("ln -s nowhere c/new", "is a symbolic link"),
        ("mkdir c/new", "is there already"), ("rm -r c; ln -s /tmp c", "lies outside of the tree"),
        ("rm -r c; ln -s nowhere c", "cannot be opened"),
    ])
    func whatIsInTheWayStays(command: String, reason: String) {
        let tree = TemporaryTree(["c/a.yaml": "a\n"])
        run("/bin/sh", ["-c", command], directory: tree.path)
        let names = tree.names
        let changes = ChangeSet([], files: [Change(file: "c/new", before: nil, after: [1])], root: tree.path)
        #expect(changes.changes.isEmpty)
        #expect(changes.refusals.first?.reason.contains(reason) == true, "\(changes.refusals)")
        #expect(tree.names == names)
    }

    @Test(arguments: ["touch c/new", "printf other > c/old", "rm c/old"])
    func nothingIsWrittenWhenSomethingComesInBetween(command: String) {
        let tree = TemporaryTree(["c/old": "old", "c/a.yaml": "a: v1\n"])
        let files = [
            Change(file: "c/new", before: nil, after: [1]), Change(file: "c/charts/x.tgz", before: nil, after: [1]),
            Change(file: "c/old", before: Array("old".utf8), after: nil),
        ]
        let changes = ChangeSet([edit("c/a.yaml", in: tree, "v1", "v2")], files: files, root: tree.path)
        #expect(changes.refusals.isEmpty)
        run("/bin/sh", ["-c", command], directory: tree.path)
        let names = tree.names
        let result = FileTransaction.write(changes, root: tree.path)
        #expect(result.refusals.count == 1)
        #expect(result.isWithdrawn)
        #expect(tree.names == names, "no folder and no temporary file stays")
        #expect(tree.text("c/a.yaml") == "a: v1\n")
    }

    @Test func theDiffHasNewAndOldFiles() {
        let diff = { (change: ChangeSet.FileChange) in String(decoding: UnifiedDiff.of(change), as: UTF8.self) }
        #expect(
            diff(Change(file: "a", before: nil, after: Array("x\ny\n".utf8)))
                == "--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+x\n+y\n")
        #expect(
            diff(Change(file: "a", before: Array("x\n".utf8), after: nil))
                == "--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")
        #expect(diff(Change(file: "a", before: nil, after: [0])) == "")
    }

    @Test func gitTakesTheDiffOfANewFile() {
        let tree = TemporaryTree(["a": "x\n"])
        let diff = UnifiedDiff.of(Change(file: "d/new", before: nil, after: Array("x\ny\n".utf8)))
        let applied = run(
            "git", ["apply", "-"], directory: tree.path, input: String(decoding: diff, as: UTF8.self))
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(tree.text("d/new") == "x\ny\n")
    }
}
