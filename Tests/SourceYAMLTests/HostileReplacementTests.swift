import Glibc
import SourceYAML
import TestSupport
import Testing

/// Any scalar of real files replaced by any text: it reads as exactly that, or the edit is refused.
///
/// A sample in every run; `ASTERN_WHOLE_CORPUS=1` takes every file.
@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.absence)))
struct HostileReplacementTests {
    static let values = [
        "1.2.3", "v1", "1.10", "12e03", "0x1f", "0o17", "1_000", "12:30:45", "2024-11-05", "~", "null", "yes", "No",
        "on",
        ".inf", ".nan", "<<", "=", "", " ", " lead", "trail ", "a: b", "a:", ":a", "a #b", "#", "- x", "-", "? x",
        "[x]",
        "{x: y}", ",", "]", "}", "'", "''", "it's", "\"", "\"x\"", "\\", "\\n", "&a", "*a", "!t x", "|", ">-", "%", "@",
        "`", "a\nb", "\n---\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}x", "é", "e\u{301}", "🚀", "...",
        "---",
        "--- x", "sha256:00", "repo:1@sha256:00", ">=1.2 <2", "${VERSION}", "{{ .x }}",
        String(repeating: "x", count: 5_000),
    ]

    private static let isWhole = getenv("ASTERN_WHOLE_CORPUS") != nil

    @Test func everyReplacementReadsAsItself() throws {
        var random = SplitMix(state: 5)
        var (made, refused) = (0, 0)
        for file in Corpus.files(every: Self.isWhole ? 1 : 6) where file.contains("/trees/") {
            let bytes = Places.bytes(file)
            guard bytes.count < (Self.isWhole ? .max : 30_000), let before = try? YAMLStream(validPartOf: bytes) else {
                continue
            }
            var scalars: [YAMLNode] = []
            for document in before.documents {
                Outline.forEachNode(under: document.root) { node, _ in
                    if node.kind == .scalar, !node.isAlias { scalars.append(node) }
                }
            }
            for _ in 0..<(Self.isWhole ? 3 : 2) {
                guard let scalar = scalars.randomElement(using: &random) else { break }
                let value = random.pick(Self.values)
                guard let edit = Edit(file: file, scalar: scalar, value: value),
                    let after = try? EditProof.apply([edit], to: bytes, file: file)
                else {
                    refused += 1
                    continue
                }
                made += 1
                Self.check(scalar, reads: value, edit, bytes, after)
            }
        }
        #expect(made > 300 && refused > 300, "\(made) made, \(refused) refused")
    }

    @Test func aReplacementByTheSameTextChangesNoByte() throws {
        var random = SplitMix(state: 6)
        var seen = 0
        for file in Corpus.files(every: Self.isWhole ? 1 : 12) where file.contains("/trees/") {
            let bytes = Places.bytes(file)
            guard bytes.count < 30_000, let before = try? YAMLStream(bytes) else { continue }
            for document in before.documents {
                guard let node = document.root.pairs.randomElement(using: &random)?.value, let text = node.text,
                    node.kind == .scalar, let edit = Edit(file: file, scalar: node, value: text), edit.old == edit.new
                else { continue }
                seen += 1
                if let after = try? EditProof.apply([edit], to: bytes, file: file) { #expect(after == bytes) }
            }
        }
        #expect(seen > 50)
    }

    private static func check(_ scalar: YAMLNode, reads value: String, _ edit: Edit, _ bytes: [UInt8], _ after: [UInt8])
    {
        let tail = bytes.count - edit.range.upperBound
        let isLocal =
            after.prefix(edit.range.lowerBound) == bytes.prefix(edit.range.lowerBound)
            && after.suffix(tail) == bytes.suffix(tail)
            && after.count == bytes.count - edit.range.count + edit.new.utf8.count
        #expect(isLocal, "\(edit.file): bytes outside of the range changed")
        guard let stream = try? YAMLStream(validPartOf: after) else {
            Issue.record("\(edit.file) does not parse any more")
            return
        }
        let reparsed = Outline.lines(of: stream, without: { $0.span.lowerBound })
        let original = Outline.lines(of: scalar.stream, without: { $0.span.lowerBound })
        guard reparsed.count == original.count else {
            Issue.record("\(edit.file): other nodes")
            return
        }
        for (was, reads) in zip(original, reparsed) {
            if was.start == scalar.span.lowerBound, was.node.resolved == scalar {
                #expect(reads.node.text.map { Array($0.utf8) } == Array(value.utf8), "\(edit)")
            } else if was.line != reads.line {
                Issue.record("\(edit.file): \(was.line) became \(reads.line) by \(edit)")
            }
        }
    }
}

extension Outline {
    struct Line {
        let node: YAMLNode
        let start: Int
        let line: String
    }

    /// Every node with what it reads as, whatever its place in the file.
    static func lines(of stream: YAMLStream, without start: (YAMLNode) -> Int) -> [Line] {
        var lines: [Line] = []
        for document in stream.documents {
            forEachNode(under: document.root) { node, _ in
                let text =
                    "\(document.index) \(node.kind) \(node.isAlias) \(node.hasTag) \(node.isAlias ? .plain : node.style) \(node.isAlias ? "" : node.text ?? "")"
                lines.append(Line(node: node, start: start(node), line: text))
            }
        }
        return lines
    }
}
