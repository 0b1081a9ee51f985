import SourceYAML
import TestSupport
import Testing

/// Any edits of any scalars of real files: refused, or nothing else changes.
@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.absence)))
struct EditProofPropertyTests {
    private static let values = [
        "1.2.3", "v2", "1.10", "12e03", "yes", "~", "", "a: b", "a #b", "#", "- x", "[x", "x]", "{", "'", "''", "\"",
        "\"x\"",
        "\\", "&a", "*a", "!t x", "|", ">-", "\nb: c", "\n---\n", " x ", "é", "🚀", "\t", "%", "@", "x,y", "x: ", "...",
        "---",
    ]

    @Test(arguments: 0..<4) func randomBytesInRandomScalars(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var (made, refused) = (0, 0)
        for file in Corpus.files(every: 12) {
            let bytes = Places.bytes(file)
            // Large files say nothing new, and each edit parses the file twice.
            guard bytes.count < 40_000, let before = try? YAMLStream(bytes) else { continue }
            let scalars = Self.scalars(of: before)
            guard !scalars.isEmpty else { continue }
            for _ in 0..<3 {
                let chosen = Set(
                    (0..<random.pick([1, 1, 2, 3])).map { _ in scalars.indices.randomElement(using: &random) ?? 0 })
                let edits = chosen.sorted().map { Self.edit(scalars[$0], in: bytes, &random) }
                guard let after = try? EditProof.apply(edits, toYAML: bytes, file: "f") else {
                    refused += 1
                    continue
                }
                made += 1
                Self.check(before, after, edits, file)
            }
        }
        #expect(made > 100)
        #expect(refused > 100)
    }

    @Test func spelledEditsOfVerbatimScalarsAreMade() throws {
        var random = SplitMix(state: 99)
        var made = 0
        for file in Corpus.files(every: 9) {
            let bytes = Places.bytes(file)
            guard bytes.count < 40_000, let before = try? YAMLStream(bytes) else { continue }
            let scalars = Self.scalars(of: before).filter { $0.isVerbatim && !$0.span.isEmpty }
            guard let scalar = scalars.randomElement(using: &random) else { continue }
            let value = random.pick(["1.2.3", "1.10", "v2", "12e03", "yes", "x: y", "é"])
            let edit = try #require(Edit(file: file, scalar: scalar, value: value))
            let after = try EditProof.apply([edit], toYAML: bytes, file: file)
            Self.check(before, after, [edit], file)
            made += 1
        }
        #expect(made > 300)
    }

    private static func scalars(of stream: YAMLStream) -> [YAMLNode] {
        var scalars: [YAMLNode] = []
        for document in stream.documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if node.kind == .scalar, !node.isAlias { scalars.append(node) }
            }
        }
        return scalars
    }

    /// The whole scalar as a rule, sometimes a part, sometimes a byte more at an end.
    private static func edit(_ node: YAMLNode, in bytes: [UInt8], _ random: inout SplitMix) -> Edit {
        var range = node.span
        switch random.pick([0, 0, 0, 0, 1, 2, 3]) {
        case 1 where range.count > 1: range = range.lowerBound + 1..<range.upperBound
        case 2 where range.upperBound < bytes.count: range = range.lowerBound..<range.upperBound + 1
        case 3 where range.lowerBound > 0: range = range.lowerBound - 1..<range.upperBound
        default: break
        }
        return Edit(file: "f", range: range, old: bytes[text: range], new: random.pick(values))
    }

    private static func check(_ before: YAMLStream, _ after: [UInt8], _ edits: [Edit], _ file: String) {
        var expected = before.bytes
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            expected.replaceSubrange(edit.range, with: Array(edit.new.utf8))
        }
        #expect(after == expected, "\(file)")
        guard let reparsed = try? YAMLStream(after) else {
            Issue.record("\(file) does not parse any more")
            return
        }
        let old = scalars(of: before)
        let new = scalars(of: reparsed)
        guard old.count == new.count else {
            Issue.record("\(file) has other scalars")
            return
        }
        for (was, reads) in zip(old, new) {
            let isEdited = edits.contains { $0.range.overlaps(was.span) || $0.range.lowerBound == was.span.lowerBound }
            if !isEdited, was.text != reads.text || was.style != reads.style {
                Issue.record("\(file): '\(was.text ?? "")' became '\(reads.text ?? "")'; \(edits)")
            }
            if isEdited, reads.style == .plain, !PlainScalar.staysString(reads.text ?? "") {
                // A zero-length scalar may touch the range of its neighbour without being edited.
                guard was.text != reads.text else { continue }
                Issue.record("\(file): '\(was.text ?? "")' became the non-string '\(reads.text ?? "")'")
            }
        }
    }
}
