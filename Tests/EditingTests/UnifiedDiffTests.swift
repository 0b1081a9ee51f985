import Editing
import SourceYAML
import TestSupport
import Testing

/// What `git apply` makes of the diff must be what the transaction writes.
@Suite struct UnifiedDiffTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var file = "a.yaml"
        let text: String
        /// The lines (from 1) whose `v1` is edited.
        let lines: [Int]
        let hunks: Int
        var testDescription: String { name }
    }

    private static func numbered(_ count: Int, end: String = "\n") -> String {
        (1...count).map { "k\($0): v1" }.joined(separator: end) + end
    }

    static let cases = [
        Case(name: "one line", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "one line without its end", text: "a: v1", lines: [1], hunks: 1),
        Case(name: "last line without its end", text: numbered(9) + "z: v1", lines: [10], hunks: 1),
        Case(name: "far from the line without its end", text: numbered(9) + "z: v1", lines: [1], hunks: 1),
        Case(name: "context up to the line without its end", text: numbered(3) + "z: v1", lines: [1], hunks: 1),
        Case(name: "first line", text: numbered(20), lines: [1], hunks: 1),
        Case(name: "last line", text: numbered(20), lines: [20], hunks: 1),
        Case(name: "in the middle", text: numbered(20), lines: [10], hunks: 1),
        Case(name: "neighbours", text: numbered(20), lines: [10, 11, 12], hunks: 1),
        Case(name: "contexts touch", text: numbered(30), lines: [5, 12], hunks: 1),
        Case(name: "contexts overlap", text: numbered(30), lines: [5, 10], hunks: 1),
        Case(name: "contexts apart by a line", text: numbered(30), lines: [5, 13], hunks: 2),
        Case(name: "several hunks", text: numbered(60), lines: [1, 20, 21, 40, 60], hunks: 4),
        Case(name: "every line", text: numbered(30), lines: Array(1...30), hunks: 1),
        Case(name: "CRLF", text: numbered(20, end: "\r\n"), lines: [3, 15], hunks: 2),
        Case(name: "CRLF without the last end", text: "a: v1\r\nb: v1", lines: [1, 2], hunks: 1),
        Case(name: "mark and accents", text: "\u{FEFF}é: v1\n🚀: v1\n", lines: [1, 2], hunks: 1),
        Case(name: "blank lines", text: "\n\n\na: v1\n\n\n\n", lines: [4], hunks: 1),
        Case(name: "lines like a diff's", text: "---\n+++: v1\n\"@@\": v1\n\"--- a\": v1\n", lines: [3], hunks: 1),
        Case(name: "folders", file: "apps/base/a.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "blanks in the name", file: "my apps/a b.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "accents in the name", file: "ä/é🚀.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "accents and blanks", file: "ä ö/é.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "quotes in the name", file: "a\"b.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "backslash in the name", file: "a\\b.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "tab in the name", file: "a\tb.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "dash in front of the name", file: "-a.yaml", text: "a: v1\n", lines: [1], hunks: 1),
        Case(name: "blank at the end of the name", file: "a.yaml ", text: "a: v1\n", lines: [1], hunks: 1),
    ]

    @Test(arguments: cases) func gitAppliesIt(_ one: Case) throws {
        let tree = TemporaryTree([one.file: one.text])
        let changes = ChangeSet(Self.edits(one), root: tree.path)
        let change = try #require(changes.changes.first, "\(changes.refusals)")
        let diff = UnifiedDiff.of(change)
        #expect(Self.hunks(in: diff) == one.hunks)
        tree.write(diff, to: ".diff")
        let arguments = ["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"]
        for check in [["--check"], []] {
            let git = run(
                "git", arguments + check + [".diff"], directory: tree.path, environment: Self.noRepository(tree))
            #expect(git.status == 0, "\(git.errors)\(String(decoding: diff, as: UTF8.self))")
        }
        #expect(tree.bytes(one.file) == change.after)
        let back = run("git", arguments + ["-R", ".diff"], directory: tree.path, environment: Self.noRepository(tree))
        #expect(back.status == 0, "\(back.errors)")
        #expect(tree.bytes(one.file) == Array(one.text.utf8))
    }

    /// Names that `patch` cannot express are left out: quoted ones in old versions, a blank at the end in all.
    @Test(
        .enabled(if: run("patch", ["--version"]).status == 0, "needs the program patch"),
        arguments: cases.filter { $0.file.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !$0.file.hasSuffix(" ") }
    )
    func patchAppliesIt(_ one: Case) throws {
        let tree = TemporaryTree([one.file: one.text])
        let change = try #require(ChangeSet(Self.edits(one), root: tree.path).changes.first)
        tree.write(UnifiedDiff.of(change), to: ".diff")
        let patch = run("patch", ["-p1", "--binary", "-s", "-i", ".diff"], directory: tree.path)
        #expect(patch.status == 0, "\(patch.output)\(patch.errors)")
        #expect(tree.bytes(one.file) == change.after)
    }

    @Test func theTextOfADiff() throws {
        let tree = TemporaryTree(["a.yaml": Self.numbered(9) + "z: v1"])
        let edits = [edit("a.yaml", in: tree, "v1", "v22"), Edit(file: "a.yaml", range: 66..<68, old: "v1", new: "v2")]
        let change = try #require(ChangeSet(edits, root: tree.path).changes.first)
        let text = """
            --- a/a.yaml
            +++ b/a.yaml
            @@ -1,4 +1,4 @@
            -k1: v1
            +k1: v22
             k2: v1
             k3: v1
             k4: v1
            @@ -7,4 +7,4 @@
             k7: v1
             k8: v1
             k9: v1
            -z: v1
            \\ No newline at end of file
            +z: v2
            \\ No newline at end of file

            """
        #expect(String(decoding: UnifiedDiff.of(change), as: UTF8.self) == text)
    }

    /// One edit of `v1` for each of the lines.
    private static func edits(_ one: Case) -> [Edit] {
        let bytes = Array(one.text.utf8)
        var line = 1
        var edits: [Edit] = []
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            guard one.lines.contains(line), bytes[index...].starts(with: "v1".utf8) else { continue }
            edits.append(Edit(file: one.file, range: index..<index + 2, old: "v1", new: "v2-new"))
        }
        return edits
    }

    private static func hunks(in diff: [UInt8]) -> Int {
        diff.split(separator: UInt8(ascii: "\n")).count { $0.starts(with: "@@ ".utf8) }
    }

    /// The temporary folder may lie in somebody's repository: Git must not look for it.
    private static func noRepository(_ tree: TemporaryTree) -> [String: String] {
        ["GIT_CEILING_DIRECTORIES": Places.parent(of: tree.path), "GIT_CONFIG_GLOBAL": "/dev/null"]
    }
}
