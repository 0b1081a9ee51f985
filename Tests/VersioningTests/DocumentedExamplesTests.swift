import FoundationEssentials
import Testing
import Versioning

/// The tables of docs/inferred-scheme.md, row by row.
@Suite("Examples of docs/inferred-scheme.md")
struct DocumentedExamplesTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var cells: [String]
        var testDescription: String { cells.joined(separator: " | ") }
    }

    static let comparisons = rows(under: "## Examples", columns: 4)
    static let unordered = rows(under: "## Tags without order", columns: 2)
    static let listings = rows(under: "## What only the listing tells", columns: 3)

    @Test("the tables are found")
    func tables() {
        #expect(Self.comparisons.count > 90)
        #expect(Self.unordered.count > 20)
        #expect(Self.listings.count > 5)
    }

    @Test("comparison", arguments: comparisons)
    func comparison(_ row: Row) throws {
        let scheme = try inferred(row.cells[0])
        switch scheme.read(row.cells[1]) {
        case .rejected(let reason):
            #expect(reason.rawValue == row.cells[2])
        case .ordered(let reading):
            let order = reading > scheme.current ? "newer" : reading == scheme.current ? "same" : "older"
            #expect(order == row.cells[2])
            #expect(scheme.change(from: scheme.current, to: reading).rawValue == row.cells[3])
            #expect(reading.text == row.cells[1])
        }
    }

    @Test("no order", arguments: unordered)
    func noOrder(_ row: Row) {
        let error = #expect(throws: Unordered.self) { try inferred(row.cells[0]) }
        #expect(error?.rawValue == row.cells[1])
    }

    @Test("listing", arguments: listings)
    func listing(_ row: Row) throws {
        let tags = row.cells[1].split(separator: " ").map(String.init)
        let scheme = try inferred(row.cells[0], tags)
        let newer = tags.compactMap { tag -> Reading? in
            guard case .ordered(let reading) = scheme.read(tag), reading > scheme.current else { return nil }
            return reading
        }
        #expect((newer.max()?.text ?? "-") == row.cells[2])
    }

    private func inferred(_ current: String, _ listing: [String] = []) throws(Unordered) -> Scheme {
        try .inferred(current: current, listing: listing, allowPrerelease: false, options: SchemeOptions())
    }

    /// The rows of the first table below a heading, without its two head lines, backquotes dropped.
    private static func rows(under heading: String, columns: Int, testFile: String = #filePath) -> [Row] {
        var root = testFile[...]
        for _ in 0..<3 { root = root[..<(root.lastIndex(of: "/") ?? root.startIndex)] }
        guard let data = FileManager.default.contents(atPath: root + "/docs/inferred-scheme.md") else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { $0 != heading }.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return table.dropFirst(2).map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().prefix(columns)
            return Row(
                cells: cells.map { cell in
                    String(decoding: cell.utf8.filter { $0 != UInt8(ascii: "`") }, as: UTF8.self).trimmed
                }
            )
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = self[...].drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
