import SourceYAML
import Testing

@Suite struct CommentTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// `value: line comment | head comment` of each scalar.
        let lines: [String]
        var testDescription: String { text }
    }

    static let cases = [
        Case(text: "a: b # c\n", lines: ["b: # c | -"]),
        Case(text: "a: b #c\r\n", lines: ["b: #c | -"]),
        Case(text: "a: b#c", lines: ["b#c: - | -"]),
        Case(text: "a: 'b' # c", lines: ["b: # c | -"]),
        Case(text: "a: \"b # d\" # c", lines: ["b # d: # c | -"]),
        Case(text: "a: b\t# c", lines: ["b: # c | -"]),
        Case(text: "a: &x !!str b # c", lines: ["b: # c | -"]),
        Case(text: "a: &x b # c\nd: *x # e", lines: ["b: # c | -"]),
        Case(text: "# c\na: b", lines: ["b: - | -"]),
        Case(text: "a:\n  # c\n  b", lines: ["b: - | # c"]),
        Case(text: "# c\n- b\n# d\n# e\n- f\n", lines: ["b: - | # c", "f: - | -"]),
        Case(text: "- b # c\n# d\n- e # f\n", lines: ["b: # c | -", "e: # f | # d"]),
        Case(text: "# c\n- k: b\n", lines: ["b: - | -"]),
        Case(text: "a: [b, d] # c", lines: ["b: - | -", "d: - | -"]),
        Case(text: "a: {b: d} # c", lines: ["d: - | -"]),
        Case(text: "a: [\n  b, # c\n  d # e\n]", lines: ["b: # c | -", "d: # e | -"]),
        Case(text: "a: | # c\n  b\n", lines: ["b\n: # c | -"]),
        Case(text: "a: >-   # c\n  b\n", lines: ["b: # c | -"]),
        Case(text: "a: |\n  b # c\n", lines: ["b # c\n: - | -"]),
        Case(text: "a: # c\n", lines: [": # c | -"]),
        Case(text: "\u{FEFF}a: é # ü", lines: ["é: # ü | -"]),
        Case(text: "? a\n: b # c", lines: ["b: # c | -"]),
    ]

    @Test(arguments: cases) func comments(_ given: Case) throws {
        let stream = try YAMLStream(Array(given.text.utf8))
        let scalars = stream.documents.flatMap(\.root.scalarValues)
        let lines = scalars.map { "\($0.text ?? "?"): \($0.lineComment ?? "-") | \($0.headComment ?? "-")" }
        #expect(lines == given.lines)
    }

    @Test func aStreamThatReadsOtherwiseKeepsItsBytes() throws {
        let stream = try YAMLStream(Array("a: ${X}\nb: &k ${Y}\nc: *k\n".utf8))
        let root = try #require(stream.documents.first?.root)
        let b = try #require(root["b"])
        let other = stream.reading([b: "value"])
        let read = try #require(other.documents.first?.root)
        #expect([read["a"]?.text, read["b"]?.text, read["c"]?.text] == ["${X}", "value", "value"])
        #expect(other.bytes == stream.bytes)
        #expect(read["b"]?.isVerbatim == false)
        #expect(read["b"]?.counterpart(in: stream).text == "${Y}")
        #expect(root["b"]?.text == "${Y}")
    }
}
