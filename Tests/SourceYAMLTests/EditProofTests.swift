import SourceYAML
import Testing

@Suite struct EditProofTests {
    /// `a: [VALUE]` with the range of the first `old` in the text.
    private static func edit(_ text: String, _ old: String, _ new: String, from: Int = 0) -> Edit {
        let bytes = Array(text.utf8)
        let needle = Array(old.utf8)
        let start = (from..<bytes.count).first { bytes[$0...].starts(with: needle) } ?? bytes.count
        return Edit(file: "f.yaml", range: start..<start + needle.count, old: old, new: new)
    }

    @Test(arguments: [
        ("a: 1.2.3\n", "1.2.3", "1.2.4", "a: 1.2.4\n"),
        ("a: 1.2.3", "1.2.3", "1.2.4", "a: 1.2.4"),
        ("a: 1.2.3   # keep   this\n\n\nb:   x\n", "1.2.3", "2.0.0", "a: 2.0.0   # keep   this\n\n\nb:   x\n"),
        ("a: '1.2.3'\n", "1.2.3", "1.2.4", "a: '1.2.4'\n"),
        ("a: \"1.10\"\n", "1.10", "1.20", "a: \"1.20\"\n"),
        ("a: 1.2.3\n", "1.2.3", "\"1.10\"", "a: \"1.10\"\n"),
        ("a: &v 1.2.3\nb: *v\n", "1.2.3", "1.2.4", "a: &v 1.2.4\nb: *v\n"),
        ("a: &v !!str '1.2.3'\n", "1.2.3", "1.2.4", "a: &v !!str '1.2.4'\n"),
        ("image: x/y:1.2.3@sha256:0 # c", "1.2.3@sha256:0", "2@sha256:1", "image: x/y:2@sha256:1 # c"),
        ("{\"a\":\"1.2.3\",\"b\":[1,  2]}", "1.2.3", "1.2.4", "{\"a\":\"1.2.4\",\"b\":[1,  2]}"),
        ("a: {b: 1.2.3, c: [x,  y]}", "1.2.3", "1.2.4", "a: {b: 1.2.4, c: [x,  y]}"),
        ("b: é🚀\r\na: 1.2.3\r\n", "1.2.3", "1.2.4", "b: é🚀\r\na: 1.2.4\r\n"),
        ("\u{FEFF}a: 1.2.3\n", "1.2.3", "1.2.4", "\u{FEFF}a: 1.2.4\n"),
        ("a: ! v1\nb: yes\n", "v1", "v2", "a: ! v2\nb: yes\n"),
        ("a: !<tag:yaml.org,2002:str> v1\n", "v1", "v2", "a: !<tag:yaml.org,2002:str> v2\n"),
        ("a: 0755\nb: yes\nc: 1.2.3\n", "1.2.3", "v2", "a: 0755\nb: yes\nc: v2\n"),
        ("a: |\n  x  \n\n  y\nb: 1.2.3\n", "1.2.3", "v2", "a: |\n  x  \n\n  y\nb: v2\n"),
        ("%YAML 1.1\n---\na: 1.2.3\n...\n---\n# x\n", "1.2.3", "v2", "%YAML 1.1\n---\na: v2\n...\n---\n# x\n"),
        ("a: 1\na: 1.2.3\n<<: {}\n? k\n: - v\n", "1.2.3", "v2", "a: 1\na: v2\n<<: {}\n? k\n: - v\n"),
        ("a: 1.10\n", "1.10", "v1.11", "a: v1.11\n"),
        ("a: 'it'\n", "it", "it''s", "a: 'it''s'\n"),
    ])
    func onlyTheRangeChanges(text: String, old: String, new: String, result: String) throws {
        let changed = try EditProof.apply([Self.edit(text, old, new)], toYAML: Array(text.utf8), file: "f.yaml")
        #expect(changed == Array(result.utf8))
    }

    /// The value that is written, and whether the plain scalar of the place takes it as a string.
    @Test(arguments: ["1.2.3", "1.10", "12e03", "1_0", "on", "~", "2024-11-05", "12:30", "0x1f", "", ">=1.2 <2", "é"])
    func aPlainScalarStaysAString(value: String) throws {
        let text = Array("x: 1\na: 1.2.3 # c\nb: [a, 2]\n".utf8)
        let node = try #require(try YAMLStream(text).documents.first?.root["a"])
        let edit = try #require(Edit(file: "f.yaml", scalar: node, value: value))
        let changed = try EditProof.apply([edit], toYAML: text, file: "f.yaml")
        let after = try #require(try YAMLStream(changed).documents.first?.root["a"])
        #expect(after.text == value)
        #expect((after.style == .doubleQuoted) == !(PlainScalar.staysString(value) && PlainScalar.mayBePlain(value)))
    }

    @Test func severalEditsOfOneFileAndOfOneScalar() throws {
        let text = "a: repo:1.2.3@sha256:0\nb: '1.2.3'\n---\nc: 1.2.3\n"
        let edits = [
            Self.edit(text, "1.2.3", "3", from: 38), Self.edit(text, "sha256:0", "sha256:1"),
            Self.edit(text, "1.2.3", "1.10", from: 24), Self.edit(text, "1.2.3", "9"),
        ]
        // The third value would be a number.
        #expect(throws: EditRefusal.self) { try EditProof.apply(edits, toYAML: Array(text.utf8), file: "f") }
        let legal = [Self.edit(text, "1.2.3", "v3", from: 38)] + edits[1...]
        let changed = try EditProof.apply(legal, toYAML: Array(text.utf8), file: "f")
        #expect(String(decoding: changed, as: UTF8.self) == "a: repo:9@sha256:1\nb: '1.10'\n---\nc: v3\n")
    }

    @Test(arguments: [
        // What stands there is something else.
        ("a: 1.2.3\n", 3..<8, "1.2.4", "1.2.5", "holds '1.2.3', expected '1.2.4'"),
        ("a: 1.2.3\n", 4..<9, "1.2.3", "1.2.5", "holds '.2.3\n', expected '1.2.3'"),
        ("a: 1\n", 3..<30, "1", "2", "reaches behind the end"),
        // The value would not be this value.
        ("a: v1\n", 3..<5, "v1", "v1: x", "does not parse"),
        ("a: v1\n", 3..<5, "v1", "x\nb: y", "structure"),
        ("a: v1\n", 3..<5, "v1", "v2 # new", "to other text"),
        ("a: v1\n", 3..<5, "v1", "#v2", "to other text"),
        ("a: v1\n", 3..<5, "v1", "&x v2", "an anchor"),
        ("a: v1\n", 3..<5, "v1", "!!int 2", "structure"),
        ("a: v1\n", 3..<5, "v1", "[v2]", "structure"),
        ("a: v1\n", 3..<5, "v1", "{b: v2}", "structure"),
        ("a: v1\n", 3..<5, "v1", "- v2", "does not parse"),
        ("a: v1\n", 3..<5, "v1", "|", "to other text"),
        ("a: v1\n", 3..<5, "v1", "'v2", "does not parse"),
        ("a: v1\n", 3..<5, "v1", "'v2'", "to other text"),
        ("a: v1\n", 3..<5, "v1", "\"v\\x32\"", "to other text"),
        ("a: v1\n", 3..<5, "v1", " v2", "to other text"),
        ("a: v1\n", 3..<5, "v1", "v2\n  v3", "to other text"),
        ("a: v1\n", 3..<5, "v1", "v\u{0}", "does not parse"),
        ("a: v1\n", 3..<5, "v1", "*b", "does not parse"),
        ("b: &b x\na: v1\n", 11..<13, "v1", "*b", "structure"),
        ("a: v1\n", 3..<5, "v1", "", "to another type"),
        ("a: v1\n", 3..<5, "v1", "1.10", "to another type"),
        ("a: 1.10\n", 3..<7, "1.10", "1.11", "to another type"),
        ("a: v1\n", 3..<5, "v1", "no", "to another type"),
        ("a: 'v1'\n", 4..<6, "v1", "it's", "does not parse"),
        ("a: 'v1'\n", 4..<6, "v1", "x'\nb: 'y", "structure"),
        ("a: \"v1\"\n", 4..<6, "v1", "a\\tb", "to other text"),
        ("[v1]\n", 1..<3, "v1", "v1, v2", "structure"),
        ("{a: v1}\n", 4..<6, "v1", "v1, b: v2", "structure"),
        // The place is not a value.
        ("a: v1\nb: v2\n", 3..<11, "v1\nb: v2", "v3", "structure"),
        ("a: v1\nb: v2\n", 3..<11, "v1\nb: v2", "v3\nb: v4", "another value"),
        ("a: v1 # v1\n", 8..<10, "v1", "v2", "not inside of a value"),
        ("a:  v1\n", 2..<3, " ", "   ", "not inside of a value"),
        ("a: 'v1'\n", 3..<7, "'v1'", "v2", "another value"),
        ("a: &x v1\nb: *x\n", 4..<5, "x", "y", "does not parse"),
        ("a: &x v1\nb: 1\n", 4..<5, "x", "y", "an anchor"),
        ("a: !x v1\n", 4..<5, "x", "y", "not inside of a value"),
        // What a tag makes of the value is not for us to say.
        ("a: !!float 1.10\n", 11..<15, "1.10", "\"2.0.0\"", "its tag"),
        ("a: !!int '3'\n", 10..<11, "3", "4", "its tag"),
        ("a: !secret v1\n", 11..<13, "v1", "v2", "its tag"),
        ("a:\nb: v1\n", 2..<2, "", "v1", "does not parse"),
        // Scalars whose bytes are not their value.
        ("a: |\n  v1\nb: 1\n", 7..<9, "v1", "v2\n  c", "to other text"),
        ("a: >-\n  v1\n", 8..<10, "v1", "v2", "to other text"),
        ("a: v0\n  v1\n", 8..<10, "v1", "v2", "to other text"),
        ("a: \"\\x41v1\"\n", 8..<10, "v1", "v2", "to other text"),
        // Structure of the stream.
        ("---\na: v1\n", 0..<3, "---", "...", "does not parse"),
        ("v1\n", 0..<2, "v1", "--- v1", "to other text"),
        ("a: 1\n---\nv1\n", 9..<11, "v1", "...", "to other text"),
        // Text that was broken before.
        ("a: [v1\n", 4..<6, "v1", "v2", "the file does not parse"),
    ])
    func refuses(text: String, range: Range<Int>, old: String, new: String, reason: String) {
        let edit = Edit(file: "f.yaml", range: range, old: old, new: new)
        let refusal = #expect(throws: EditRefusal.self) {
            try EditProof.apply([edit], toYAML: Array(text.utf8), file: "f.yaml")
        }
        #expect(refusal?.file == "f.yaml")
        #expect(refusal?.reason.contains(reason) == true, "\(refusal?.reason ?? "")")
    }

    @Test(arguments: [
        [(3, 6, "w"), (4, 7, "x")], [(3, 8, "w"), (3, 8, "x")], [(3, 3, "w"), (3, 3, "x")], [(3, 8, "w"), (3, 3, "x")],
        [(3, 3, "x"), (3, 8, "w")], [(3, 8, "w"), (5, 6, "x")],
    ])
    func refusesEditsThatOverlap(edits: [(start: Int, end: Int, new: String)]) {
        let bytes = Array("a: v1.2.3\n".utf8)
        let edits = edits.map { one in
            let old = String(decoding: bytes[one.start..<one.end], as: UTF8.self)
            return Edit(file: "f", range: one.start..<one.end, old: old, new: one.new)
        }
        for order in [edits, edits.reversed()] {
            let refusal = #expect(throws: EditRefusal.self) { try EditProof.splice(order, into: bytes, file: "f") }
            #expect(refusal?.reason.contains("overlap") == true)
        }
    }

    @Test func spliceChecksTheBytesAlone() throws {
        let bytes = Array("not: [yaml v1\n".utf8)
        let edit = Edit(file: "f", range: 11..<13, old: "v1", new: "v2 # }")
        #expect(try EditProof.splice([edit], into: bytes, file: "f") == Array("not: [yaml v2 # }\n".utf8))
        #expect(try EditProof.splice([], into: bytes, file: "f") == bytes)
    }
}
