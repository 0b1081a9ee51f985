import Glibc
import SourceYAML
import TestSupport
import Testing

@testable import Editing

/// Temporary files of runs that were killed: the next run in the same folders takes them away.
@Suite struct LeftoversTests {
    /// A process that has ended: its number is free, or another's of the last moment.
    private static let dead: pid_t = {
        let shell = run("/bin/sh", ["-c", "echo $$"])
        return pid_t(shell.output.dropLast()) ?? 0
    }()

    @Test func theFilesOfDeadProcessesGo() {
        let dead = ".astern-\(Self.dead)-abcDEF"
        let tree = TemporaryTree(["sub/a.yaml": "a: v1\n", "sub/\(dead)": "a: v", "other/\(dead)": "a: v"])
        let changes = ChangeSet([edit("sub/a.yaml", in: tree, "v1", "v2")], root: tree.path)
        #expect(FileTransaction.write(changes, root: tree.path).unwritten.isEmpty)
        #expect(tree.text("sub/a.yaml") == "a: v2\n")
        #expect(tree.names == ["other", "other/\(dead)", "sub", "sub/a.yaml"], "only the folders that are written")
    }

    @Test func theFilesOfLivingProcessesStayUntilTheyAreOld() {
        let (young, old) = (".astern-1-abcDEF", ".astern-1-old000")
        let tree = TemporaryTree([young: "a: v", old: "a: v"])
        run("touch", ["-d", "2 hours ago", old], directory: tree.path)
        Leftovers.remove(in: tree.path)
        #expect(tree.names == [young])
    }

    @Test(arguments: [
        ".astern-", ".astern-1", ".astern-x-abcDEF", ".astern-0-abcDEF", ".astern--1-abcDEF", ".astern-99-abc",
        ".astern-99-abcDEF-x", ".astern.yaml", "astern-99-abcDEF", "a.yaml.astern-abcDEF", ".astern-99-abcDEF.yaml",
    ])
    func otherNamesAreNotOurs(name: String) {
        #expect(TemporaryName.process(of: name[...]) == nil)
        let tree = TemporaryTree([name: "mine\n"])
        run("touch", ["-d", "2 days ago", name], directory: tree.path)
        Leftovers.remove(in: tree.path)
        #expect(tree.names == [name])
    }

    @Test func onlyRegularFilesGo() {
        let name = ".astern-\(Self.dead)-abcDEF"
        let tree = TemporaryTree(["a": ""], link: name, to: "a")
        mkdir("\(tree.path)/.astern-\(Self.dead)-folder", 0o755)
        Leftovers.remove(in: tree.path)
        #expect(tree.names == [name, ".astern-\(Self.dead)-folder", "a"].sorted())
        #expect(TemporaryName.process(of: TemporaryName.template[...]) == getpid())
    }
}
