import FoundationEssentials
import TestSupport
import Testing

/// Small trees with something worth knowing besides versions, and what is said of them.
///
/// A folder below `charts-fixtures/findings` holds `in/` (the tree), `upstream.json` (a snapshot) and `expect.json` (the
/// findings in their order, each with the number of references that it is about).
@Suite("Finding fixtures")
struct FindingFixtureTests {
    static let folder = "\(Places.fixtures)/findings"
    static let names = run("/bin/ls", [folder]).output.split(separator: "\n").map(String.init)

    struct Row: Decodable, Hashable {
        let code: String
        let severity: String
        let message: String
        let file: String
        let line: Int
        let references: Int
    }

    @Test("the report tells what is expected, and nothing else", arguments: names)
    func report(name: String) throws {
        let place = "\(Self.folder)/\(name)"
        let expected = try JSONDecoder().decode([Row].self, from: Data(Places.bytes("\(place)/expect.json")))
        let result = Self.report(name, ["-o", "json"])
        let found = try JSONTree(Data(result.output.utf8))["findings"]?.items ?? []
        #expect(found.map(Row.init) == expected)
    }

    @Test("a table has them beside it", arguments: names)
    func table(name: String) throws {
        let place = "\(Self.folder)/\(name)"
        let expected = try JSONDecoder().decode([Row].self, from: Data(Places.bytes("\(place)/expect.json")))
        let lines = Set(Self.report(name, []).errors.split(separator: "\n").map(String.init))
        for row in expected { #expect(lines.contains("\(row.severity): \(row.file):\(row.line): \(row.message)")) }
        let wide = Self.report(name, ["-o", "wide"]).output
        let markdown = Self.report(name, ["-o", "markdown"]).output
        for code in Set(expected.map(\.code)) {
            #expect(wide.contains(code) && markdown.contains("\(code): "))
        }
    }

    @Test(arguments: [
        ("clusters", "kubeVersion", 10), ("clusters", "movedRepository", 0), ("versions", "severalVersions", 10),
        ("versions", "major,subchartsBehind", 10), ("versions", "versionMismatch", 10),
        // What could not be decided comes first.
        ("repositories", "frozenRepository", 3),
    ]) func failOnTakesEveryCode(_ name: String, _ codes: String, _ status: Int32) {
        #expect(Self.report(name, ["--fail-on", codes]).status == status)
    }

    private static func report(_ name: String, _ arguments: [String]) -> CommandResult {
        let place = "\(folder)/\(name)"
        return AsternProgram.run(["report", "\(place)/in", "--snapshot", "\(place)/upstream.json"] + arguments)
    }
}

extension FindingFixtureTests.Row {
    init(_ tree: JSONTree) {
        func text(_ key: String) -> String { if case .text(let text)? = tree[key] { text } else { "-" } }
        code = text("code")
        severity = text("severity")
        message = text("message")
        file = text("file")
        line = if case .number(let number)? = tree["line"] { Int(number) } else { 0 }
        references = tree["references"]?.items.count ?? 0
    }
}
