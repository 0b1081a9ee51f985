import Charts
import TestSupport
import Testing

/// Indexes of real repositories against another reader of YAML.
@Suite(.enabled(if: Places.shared != nil, "needs the real indexes of ../shared/corpus"))
struct CorpusIndexTests {
    static let files: [String] = {
        guard let shared = Places.shared else { return [] }
        let list = run("find", ["\(shared)/corpus/index", "-name", "*.yaml"]).output
        return list.split(separator: "\n").map(String.init).sorted()
    }()

    private static let hasPyYAML = run("python3", ["-c", "import yaml"]).status == 0

    /// Each version as `chart version appVersion deprecated`, in the order of the file.
    private static let script = """
        import sys, yaml
        loader = type("Texts", (getattr(yaml, "CBaseLoader", yaml.BaseLoader),), {})
        index = yaml.load(open(sys.argv[1], "rb"), Loader=loader)
        for chart, entries in index["entries"].items():
            for e in entries or []:
                print(chart, e["version"], e.get("appVersion") or "-", e.get("deprecated", "false"), len(e.get("urls") or []))
        """

    @Test(.enabled(if: hasPyYAML, "needs python3 with yaml"), arguments: files)
    func everyVersionOfEveryChart(file: String) throws {
        let index = try RepositoryIndex(Places.bytes(file))
        #expect(index.rejected.isEmpty)
        let python = run("python3", ["-c", Self.script, file])
        #expect(python.status == 0, "\(python.errors)")
        let lines = index.entries.flatMap { chart, entries in
            entries.map { "\(chart) \($0.version) \($0.appVersion ?? "-") \($0.deprecated) \($0.urls.count)" }
        }
        #expect(lines.count > 10)
        #expect(lines.sorted() == python.output.split(separator: "\n").map(String.init).sorted())
    }

    @Test(arguments: files) func oneChartIsTheSameAsInTheWhole(file: String) throws {
        let bytes = Places.bytes(file)
        let whole = try RepositoryIndex(bytes)
        for chart in whole.entries.keys.sorted().prefix(3) {
            let part = try RepositoryIndex(bytes, charts: [chart])
            #expect(part.entries == [chart: whole.entries[chart] ?? []])
        }
    }

    @Test(arguments: files) func theFastReaderAgreesWithLibyaml(file: String) throws {
        let bytes = Places.bytes(file)
        IndexScanTests.expectSame(bytes)
        // In pieces, and none of it left to libyaml as a whole.
        let tree = try RepositoryIndex(byTree: bytes)
        let pieces = try #require(IndexScanTests.scan(bytes, pieces: 10_007))
        #expect(pieces.entries == tree.entries)
        #expect(pieces.rejected == tree.rejected)
    }

    @Test(arguments: files) func aCutIndexIsNoSmallerIndex(file: String) throws {
        let bytes = Places.bytes(file)
        // Cut inside of a quoted text, the rest must not pass for the whole.
        let quote = try #require(bytes[..<(bytes.count / 2)].lastIndex(of: UInt8(ascii: "\"")))
        let start = bytes[..<quote].lastIndex(of: UInt8(ascii: "\n")) ?? 0
        let isOpening = bytes[start..<quote].count { $0 == UInt8(ascii: "\"") } % 2 == 0
        let end = isOpening ? quote + 1 : quote
        #expect(throws: IndexError.self) { try RepositoryIndex(Array(bytes[..<end])) }
    }
}
