import SourceYAML
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.absence)))
struct CorpusRangeTests {
    /// The plain scalars on one line, without anchor or tag, of every real file that parses: they are their bytes.
    @Test func everyPlainScalarIsItsBytes() {
        var seen = 0
        var parsed = 0
        for file in Corpus.files() {
            let bytes = Places.bytes(file)
            guard let stream = try? YAMLStream(bytes) else { continue }
            parsed += 1
            for document in stream.documents {
                Outline.forEachNode(under: document.root) { node, _ in
                    guard node.kind == .scalar, node.style == .plain, !node.hasTag else { return }
                    let text = bytes[text: node.span]
                    guard !text.utf8.contains(UInt8(ascii: "\n")) else { return }
                    seen += 1
                    if node.text != text { Issue.record("\(file): '\(text)' reads as '\(node.text ?? "")'") }
                    // A plain scalar has no blanks at its ends: a range that is one off would show them.
                    if text.hasPrefix(" ") || text.hasSuffix(" ") { Issue.record("\(file): '\(text)' has blanks") }
                }
            }
        }
        #expect(parsed > 5_000)
        #expect(seen > 300_000)
    }

    /// The inside of quotes is preceded and followed by the quote.
    @Test func everyQuotedScalarLiesBetweenItsQuotes() {
        var seen = 0
        for file in Corpus.files(every: 2) {
            let bytes = Places.bytes(file)
            guard let stream = try? YAMLStream(bytes) else { continue }
            for document in stream.documents {
                Outline.forEachNode(under: document.root) { node, _ in
                    guard node.style == .singleQuoted || node.style == .doubleQuoted, !node.isAlias else { return }
                    seen += 1
                    let quote = node.style == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
                    let isBetween = bytes[node.span.lowerBound - 1] == quote && bytes[node.span.upperBound] == quote
                    if !isBetween { Issue.record("\(file): \(bytes[text: node.span])") }
                }
            }
        }
        #expect(seen > 8_000)
    }
}
