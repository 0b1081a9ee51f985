import FoundationEssentials
import TestSupport
import Testing

/// Small trees of one ecosystem each: what is found in them, and what an update makes of them.
///
/// A folder below `charts-fixtures/ecosystems` holds `in/` (the tree), `upstream.json` (a snapshot), `expect.json` (the
/// references, each with the members that matter), `out/` (the tree after `update`; absent where nothing changes) and, where
/// it matters, `skipped.json` (the files that are not read). `cases/NN-…` are the cases that a survey of real trees numbers.
@Suite("Ecosystem fixtures")
struct EcosystemFixtureTests {
    static let folder = "\(Places.fixtures)/ecosystems"
    static let names = run("find", [folder, "-name", "expect.json", "-printf", "%P\n"]).output
        .split(separator: "\n").map { String($0.dropLast("/expect.json".count)) }.sorted()
    /// How many cases the survey has.
    static let cases = 57

    @Test("the report says what is expected of each reference", arguments: names)
    func report(name: String) throws {
        let place = "\(Self.folder)/\(name)"
        let expected = try JSONTree.read("\(place)/expect.json").items
        let result = AsternProgram.run(["report", "\(place)/in", "-o", "json", "--snapshot", "\(place)/upstream.json"])
        let references = try JSONTree(Data(result.output.utf8))["references"]?.items ?? []
        let ids = references.map(\.id)
        #expect(ids == expected.map(\.id), "in the order of the report, none missing, none too many")
        for row in expected {
            let reference = references.first { $0.id == row.id }
            for difference in row.differences(from: reference) { Issue.record("\(row.id): \(difference)") }
        }
        guard let skipped = try? JSONTree.read("\(place)/skipped.json") else { return }
        let files = try JSONTree(Data(result.output.utf8))["files"]?["skipped"]
        #expect(skipped.differences(from: files) == [])
    }

    @Test("each case of the survey has its fixture, and a line that tells it")
    func everyCaseIsThere() {
        let folders = Self.names.filter { $0.hasPrefix("cases/") }.map { $0.dropFirst("cases/".count) }
        #expect(folders.compactMap { Int($0.prefix { $0 != "-" }) } == Array(1...Self.cases))
        let told = Places.text("\(Self.folder)/cases/README.md")
        for folder in folders { #expect(told.contains("| `\(folder)` |"), "\(folder)") }
    }

    @Test("an update writes what is expected, a second one nothing", arguments: names)
    func update(name: String) throws {
        let place = "\(Self.folder)/\(name)"
        let after = run("/bin/ls", ["\(place)/out"]).status == 0 ? "\(place)/out" : "\(place)/in"
        let tree = TemporaryTree()
        run("/bin/cp", ["-r", "\(place)/in/.", tree.path])
        for _ in 0..<2 {
            // Locks tell when they were made.
            let result = AsternProgram.run(
                ["update", tree.path, "--snapshot", "\(place)/upstream.json"],
                environment: ["SOURCE_DATE_EPOCH": "1798761600"])
            #expect(result.status == 0 || result.status == 3, "\(result.errors)")
            let difference = run("/usr/bin/diff", ["-r", after, tree.path])
            #expect(difference.status == 0, "\(difference.output)")
        }
    }
}
