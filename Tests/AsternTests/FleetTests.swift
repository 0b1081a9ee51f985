import TestSupport
import Testing

/// The bundled fleet against the bundled upstream, through the program as a user runs it.
@Suite("The bundled fleet")
struct FleetTests {
    static let source = ["--upstream", Places.upstream]

    /// A copy of the fleet that a test may write to.
    static func copy() -> TemporaryTree {
        let tree = TemporaryTree()
        run("/bin/cp", ["-r", "\(Places.fleet)/.", tree.path])
        return tree
    }

    @Test("the report says what the fixtures expect, row by row")
    func report() throws {
        let result = AsternProgram.run(["report", Places.fleet, "-o", "json"] + Self.source)
        #expect(result.status == 3)
        let report = try Report(result)
        let rows = report.references.map(ExpectedRow.init)
        #expect(try rows == ExpectedRow.fleet())
        #expect(report.apiVersion == "astern/v1")
        #expect(report.kind == "Report")
        #expect(report.summary["references"] == rows.count)
        #expect(report.summary["outdated"] == rows.count { $0.status == "outdated" })
        #expect(Set(report.findings.map(\.code)) == ["deprecated", "republished"])
    }

    @Test("every site gives the bytes that stand there")
    func sites() throws {
        let report = try Report(AsternProgram.run(["report", Places.fleet, "-o", "json"] + Self.source))
        for reference in report.references {
            for site in reference.sites {
                let bytes = Places.bytes("\(Places.fleet)/\(site.file)")
                let text = String(decoding: bytes[site.start..<site.end], as: UTF8.self)
                let line = bytes[..<site.start].count { $0 == UInt8(ascii: "\n") } + 1
                #expect(line == site.line, "\(reference.id)")
                let pinned = reference.current.version ?? reference.current.constraint ?? ""
                let holds = text.contains(pinned) || reference.current.constraint != nil || site.role == "digest"
                #expect(holds, "\(reference.id): '\(text)' does not hold '\(pinned)'")
            }
        }
    }

    @Test("two runs print the same bytes", arguments: ["table", "wide", "json", "yaml", "markdown", "name"])
    func deterministic(format: String) {
        let first = AsternProgram.run(["report", Places.fleet, "-o", format] + Self.source)
        let second = AsternProgram.run(["report", Places.fleet, "-o", format] + Self.source)
        #expect(!first.output.isEmpty)
        #expect(first.output == second.output)
        #expect(!first.output.contains("\u{1B}"), "no colour where there is no terminal")
    }

    @Test("an update writes what it said, a second one changes nothing")
    func update() throws {
        let tree = Self.copy()
        let before = try Report(AsternProgram.run(["report", tree.path, "-o", "json"] + Self.source))
        let result = AsternProgram.run(["update", tree.path, "-o", "json"] + Self.source)
        #expect(result.status == 3)
        let update = try Report(result)
        #expect(update.kind == "Update")
        let wanted = before.references.filter { $0.wanted != nil }.map(\.id)
        #expect(update.references.filter { $0.written == true }.map(\.id) == wanted)
        for edit in try #require(update.edits) {
            let old = Places.bytes("\(Places.fleet)/\(edit.file)")
            #expect(String(decoding: old[edit.start..<edit.end], as: UTF8.self) == edit.old)
        }

        let after = try Report(AsternProgram.run(["report", tree.path, "-o", "json"] + Self.source))
        #expect(after.references.allSatisfy { $0.wanted == nil }, "nothing is left within reach")
        for (was, now) in zip(before.references, after.references) where was.wanted != nil {
            #expect(now.current.version == was.wanted?.version, "\(was.id)")
            if was.wanted?.digest != nil { #expect(now.current.digest == was.wanted?.digest, "\(was.id)") }
        }
        let bytes = run("/bin/sh", ["-c", "find . -type f | sort | xargs cat"], directory: tree.path).output
        let again = AsternProgram.run(["update", tree.path] + Self.source)
        #expect(again.output == "7 need --change major, 1 outside its range, 1 unknown\n")
        #expect(run("/bin/sh", ["-c", "find . -type f | sort | xargs cat"], directory: tree.path).output == bytes)
    }

    @Test("only the edited bytes differ")
    func bytes() throws {
        let tree = Self.copy()
        let update = try Report(
            AsternProgram.run(["update", tree.path, "--change", "major", "-o", "json"] + Self.source))
        let edits = Dictionary(grouping: try #require(update.edits), by: \.file)
        for file in Set(edits.keys) {
            var expected: [UInt8] = []
            var copied = 0
            let old = Places.bytes("\(Places.fleet)/\(file)")
            for edit in edits[file, default: []].sorted(by: { $0.start < $1.start }) {
                expected += old[copied..<edit.start] + Array(edit.new.utf8)
                copied = edit.end
            }
            expected += old[copied...]
            #expect(tree.bytes(file) == expected, "\(file)")
        }
        let unchanged = run("/usr/bin/diff", ["-rq", Places.fleet, tree.path]).output.split(separator: "\n")
        #expect(unchanged.count == edits.count, "no other file differs")
    }

    @Test("a dry run writes nothing, and git applies its diff to the same result")
    func dryRun() throws {
        let dry = Self.copy()
        let wet = Self.copy()
        let diff = AsternProgram.run(["update", "--dry-run", dry.path] + Self.source)
        #expect(run("/usr/bin/diff", ["-r", Places.fleet, dry.path]).output.isEmpty)
        AsternProgram.run(["update", wet.path] + Self.source)
        dry.write(diff.output, to: ".patch")
        let applied = run("git", ["apply", "--whitespace=nowarn", ".patch"], directory: dry.path)
        #expect(applied.status == 0, "\(applied.errors)")
        run("/bin/rm", ["\(dry.path)/.patch"])
        #expect(run("/usr/bin/diff", ["-r", dry.path, wet.path]).output.isEmpty)
    }

    @Test("the upstream directory is what its script builds, to the byte")
    func reproducible() {
        let check = run("python3", ["\(Places.fixtures)/build-upstream.py", "--check"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }
}
