import Editing
import Glibc
import SourceYAML
import TestSupport
import Testing

@Suite struct ChangeSetTests {
    @Test func changesAreSortedByFileAndHoldBothTexts() {
        let tree = TemporaryTree(["b.yaml": "a: v1\n", "a/c.yaml": "a: v1 # x\n", "d.yaml": "a: v1\n"])
        let changes = ChangeSet(
            [edit("b.yaml", in: tree, "v1", "v2"), edit("a/c.yaml", in: tree, "v1", "v3")], root: tree.path
        )
        #expect(changes.refusals.isEmpty)
        #expect(changes.changes.map(\.file) == ["a/c.yaml", "b.yaml"])
        #expect(changes.changes.map { String(decoding: $0.before ?? [], as: UTF8.self) } == ["a: v1 # x\n", "a: v1\n"])
        #expect(changes.changes.map { String(decoding: $0.after ?? [], as: UTF8.self) } == ["a: v3 # x\n", "a: v2\n"])
        #expect(tree.text("b.yaml") == "a: v1\n")
    }

    @Test func anEditThatIsGivenTwiceIsMadeOnce() {
        let tree = TemporaryTree(["a.yaml": "a: &v v1\nb: *v\n"])
        let one = edit("a.yaml", in: tree, "v1", "v2")
        let changes = ChangeSet([one, one], root: tree.path)
        #expect(changes.refusals.isEmpty)
        #expect(changes.changes.map { String(decoding: $0.after ?? [], as: UTF8.self) } == ["a: &v v2\nb: *v\n"])
    }

    @Test func anEditToTheSameTextChangesNothing() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n"])
        let changes = ChangeSet([edit("a.yaml", in: tree, "v1", "v1")], root: tree.path)
        #expect(changes.changes.isEmpty)
        #expect(changes.refusals.isEmpty)
    }

    @Test func oneRefusedFileDoesNotStopTheOthers() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n", "b.yaml": "a: [v1\n", "c.yaml": "a: v1\n", "d.yaml": "a: v1\n"])
        let edits = [
            edit("a.yaml", in: tree, "v1", "v2"), edit("b.yaml", in: tree, "v1", "v2"),
            Edit(file: "c.yaml", range: 3..<5, old: "v9", new: "v2"), edit("d.yaml", in: tree, "v1", "1.0"),
            Edit(file: "e.yaml", range: 3..<5, old: "v1", new: "v2"),
        ]
        let changes = ChangeSet(edits, root: tree.path)
        #expect(changes.changes.map(\.file) == ["a.yaml"])
        #expect(changes.refusals.map(\.file) == ["b.yaml", "c.yaml", "d.yaml", "e.yaml"])
    }

    @Test func aFileThatIsNotWhatWasReadIsRefused() {
        let tree = TemporaryTree(["a.yaml": "a: v1\nb: 2\n", "b.yaml": "a: v1\n"])
        let edits = ["a.yaml", "b.yaml"].map { Edit(file: $0, range: 3..<5, old: "v1", new: "v2") }
        let known = ["a.yaml": Array("a: v1\nb: 1\n".utf8), "b.yaml": Array("a: v1\n".utf8)]
        let changes = ChangeSet(edits, root: tree.path, known: known)
        #expect(changes.changes.map(\.file) == ["b.yaml"])
        #expect(changes.refusals.map(\.reason) == ["was changed by something else since it was read"])
    }

    @Test func overlappingEditsOfOneFileAreRefusedInAnyOrder() {
        let tree = TemporaryTree(["a.yaml": "a: v1.2.3\n"])
        for _ in 0..<20 {
            let edits = [
                Edit(file: "a.yaml", range: 3..<9, old: "v1.2.3", new: "v2"),
                Edit(file: "a.yaml", range: 3..<3, old: "", new: "x"),
            ]
            #expect(ChangeSet(edits, root: tree.path).refusals.count == 1)
        }
    }

    /// What was found when the tree was read is not what stands there now.
    @Test func aFileThatChangedSinceDiscoveryIsRefused() {
        let tree = TemporaryTree(["a.yaml": "a: v1\n", "b.yaml": "a: v1\n"])
        let edits = [edit("a.yaml", in: tree, "v1", "v3"), edit("b.yaml", in: tree, "v1", "v3")]
        tree.write("a: v2\n", to: "a.yaml")
        tree.write("# moved\na: v1\n", to: "b.yaml")
        let changes = ChangeSet(edits, root: tree.path)
        #expect(changes.changes.isEmpty)
        #expect(changes.refusals.map(\.file) == ["a.yaml", "b.yaml"])
        #expect(changes.refusals.allSatisfy { $0.reason.contains("expected 'v1'") })
    }

    struct Place: Sendable, CustomTestStringConvertible {
        let file: String
        let reason: String
        var testDescription: String { file }
    }

    /// `inside` is the tree; beside it lie files that must never be read or written through it.
    @Test(arguments: [
        Place(file: "link.yaml", reason: "is a symbolic link"),
        Place(file: "near.yaml", reason: "is a symbolic link"),
        Place(file: "folder/out.yaml", reason: "outside of the tree"),
        Place(file: "../out.yaml", reason: "outside of the tree"),
        Place(file: "sub/../../out.yaml", reason: "outside of the tree"),
        Place(file: "../inside-not/out.yaml", reason: "outside of the tree"),
        Place(file: "sub/..", reason: "not a regular file"),
        Place(file: "sub", reason: "not a regular file"),
        Place(file: "pipe.yaml", reason: "not a regular file"),
        Place(file: "", reason: "not a regular file"),
        Place(file: "none/out.yaml", reason: "cannot be opened"),
        Place(file: "none.yaml", reason: "cannot be read"),
    ])
    func placesThatAreNoFileOfTheTreeAreRefused(_ place: Place) {
        let tree = TemporaryTree([
            "out.yaml": "a: v1\n", "inside/sub/b.yaml": "a: v1\n", "inside-not/out.yaml": "a: v1\n",
        ])
        let inside = "\(tree.path)/inside"
        symlink("../out.yaml", "\(inside)/link.yaml")
        symlink("sub/b.yaml", "\(inside)/near.yaml")
        symlink("..", "\(inside)/folder")
        mkfifo("\(inside)/pipe.yaml", 0o600)
        let before = tree.names
        let changes = ChangeSet([Edit(file: place.file, range: 3..<5, old: "v1", new: "v2")], root: inside)
        #expect(changes.changes.isEmpty)
        #expect(changes.refusals.map(\.file) == [place.file])
        #expect(changes.refusals.first?.reason.contains(place.reason) == true, "\(changes.refusals)")
        #expect(FileTransaction.write(changes, root: inside).unwritten.isEmpty)
        #expect(tree.text("out.yaml") == "a: v1\n")
        #expect(tree.names == before)
    }

    @Test func theTreeItselfMayBeBehindALink() {
        let tree = TemporaryTree(["real/a.yaml": "a: v1\n"])
        symlink("real", "\(tree.path)/link")
        let changes = ChangeSet([Edit(file: "a.yaml", range: 3..<5, old: "v1", new: "v2")], root: "\(tree.path)/link")
        #expect(changes.refusals.isEmpty)
        #expect(FileTransaction.write(changes, root: "\(tree.path)/link").unwritten.isEmpty)
        #expect(tree.text("real/a.yaml") == "a: v2\n")
    }

    @Test func aTreeThatIsNotThereIsNamed() {
        let changes = ChangeSet([Edit(file: "a.yaml", range: 0..<1, old: "a", new: "b")], root: "/nowhere/at/all")
        #expect(changes.refusals.count == 1)
    }
}
