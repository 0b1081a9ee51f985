import SourceYAML
import TestSupport
import Testing

/// The filter against parsing everything (rule 10 of the design): what is kept is the same, and nothing wanted is lost.
@Suite struct DocumentSlicerTests {
    private static let excluded = "kind: CustomResourceDefinition"
    private static let words = ["HelmRelease", "image", "url", "X"]

    @Test(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.absence))) func realFiles() throws {
        var several = 0
        var dropped = 0
        for file in Corpus.files(every: 2) {
            let bytes = Places.bytes(file)
            guard let whole = try? YAMLStream(bytes) else { continue }
            let kept = try Self.compare(whole, bytes, file)
            if whole.documents.count > 1 { several += 1 }
            dropped += whole.documents.count - kept
        }
        #expect(several > 150)
        #expect(dropped > 100)
    }

    @Test(arguments: 0..<8) func generatedTexts(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var parsed = 0
        for _ in 0..<1_500 {
            let text = Self.text(&random)
            let bytes = Array(text.utf8)
            guard let whole = try? YAMLStream(bytes) else { continue }
            parsed += 1
            _ = try Self.compare(whole, bytes, text.debugDescription)
        }
        #expect(parsed > 300)
    }

    private static let lines = [
        "---", "---", "---", "--- ", "--- # X", "--- |", "---\tX", "--- a", "...", "... # c", "%YAML 1.1", "# X", "#",
        "",
        " ", "a: X", "b: é", "c: |", "  X", "  ---", " - X", "- X", "- y", "d: 'X", "  y'", "e: \"X", "---x", "f: [X,",
        "]", excluded, "url: 1", "🚀: X", "g: &x X", "h: *x", "\u{FEFF}a: X", "\t", "i: >-", "? X", ": y", "k: !!str X",
    ]
    private static let ends = [
        "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r", "\u{2028}", "\u{85}",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        let start = random.pick(["", "", "", "\u{FEFF}"])
        return (0..<Int.random(in: 1...7, using: &random)).reduce(into: start) { text, _ in
            text += random.pick(lines) + random.pick(ends)
        }
    }

    /// Compares what the filter keeps with the whole; gives the number of documents that it kept.
    private static func compare(_ whole: YAMLStream, _ bytes: [UInt8], _ name: String) throws -> Int {
        let words = ByteWords(words, exceptDocumentsWithLine: [excluded])
        let some = try YAMLStream(bytes, documentsHolding: words)
        let kept = Set(some.documents.map(\.index))
        var expected: [String] = []
        var lost: [Int] = []
        for document in whole.documents {
            var isWanted = false
            var isExcluded = false
            Outline.forEachNode(under: document.root) { node, _ in
                guard node.kind == .scalar, !node.isAlias, let text = node.text else { return }
                if Self.words.contains(where: text.contains) { isWanted = true }
                if text.contains("CustomResourceDefinition") { isExcluded = true }
            }
            if isWanted, !isExcluded, !kept.contains(document.index) { lost.append(document.index) }
        }
        for line in Outline.lines(of: whole) {
            guard let number = Int(line.prefix { $0.isNumber }), kept.contains(number) else { continue }
            expected.append(line)
        }
        #expect(lost.isEmpty, "\(name)")
        let found = Outline.lines(of: some)
        if found != expected { Issue.record("\(name): \(found) instead of \(expected)") }
        return kept.count
    }
}
