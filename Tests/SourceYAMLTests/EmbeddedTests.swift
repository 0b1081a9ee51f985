import SourceYAML
import Testing

/// YAML in literal block scalars and in quotes, read and edited where it stands.
@Suite struct EmbeddedTests {
    /// The block scalar under the key `v`, in the first document.
    private static func block(_ text: String) throws -> YAMLNode {
        try #require(try YAMLStream(Array(text.utf8)).documents.first?.root["v"])
    }

    /// `line:column text` of each scalar that is a value, with the number of its document.
    private static func values(_ stream: YAMLStream) -> [String] {
        var lines: [String] = []
        for document in stream.documents {
            Outline.forEachNode(under: document.root) { node, _ in
                guard node.kind == .scalar, !node.isAlias else { return }
                lines.append("\(document.index) \(node.position.line):\(node.position.column) \(node.text ?? "")")
            }
        }
        return lines
    }

    @Test(arguments: [
        ("v: |\n  a: 1\n", ["0 2:3 a", "0 2:6 1"]),
        ("v: |-\n    a: 1\n    b: [x]\nw: 2\n", ["0 2:5 a", "0 2:8 1", "0 3:5 b", "0 3:9 x"]),
        ("v: |+ # why\n  a: 1\n\n\nw: 2\n", ["0 2:3 a", "0 2:6 1"]),
        ("v: &x |\n  a: é\n", ["0 2:3 a", "0 2:6 é"]),
        ("v: !!str |\n  - a\n  - b\n", ["0 2:5 a", "0 3:5 b"]),
        ("v: |2\n    a: 1\n    b: 2\n", ["0 2:5 a", "0 2:8 1", "0 3:5 b", "0 3:8 2"]),
        ("v: |-2\n   a: 1\n", ["0 2:4 a", "0 2:7 1"]),
        ("# é\nv: |\n\n \n  # c\n\n  a: 1\n\n  b: 2", ["0 7:3 a", "0 7:6 1", "0 9:3 b", "0 9:6 2"]),
        ("v: |\n  a: 1\n# outside\nw: 2\n", ["0 2:3 a", "0 2:6 1"]),
        ("v: |\n  ---\n  a: 1\n", ["0 3:3 a", "0 3:6 1"]),
        ("v: |\n  # c\n  --- # d\n  a: 1\n  ---\n  b: 2\n", ["0 4:3 a", "0 4:6 1", "1 6:3 b", "1 6:6 2"]),
        ("v: |\n  a: 1\n  ---\n  ---\n  b: 2\n", ["0 2:3 a", "0 2:6 1", "2 5:3 b", "2 5:6 2"]),
        ("v: |\n  a: |\n    x: 1\n  b: 2\n", ["0 2:3 a", "0 2:6 x: 1\n", "0 4:3 b", "0 4:6 2"]),
        ("v: |\n  {\"a\": [1,\n   2]}\n", ["0 2:5 a", "0 2:10 1", "0 3:4 2"]),
        ("v: |\n  a: &y 1\n  b: *y\n", ["0 2:3 a", "0 2:9 1", "0 3:3 b"]),
        ("v: |\n\n", []), ("v: |\n  # only\n", []), ("v: |", []), ("v: |2\n  \n    \n", []),
        ("v: 'a: 1'\n", ["0 1:5 a", "0 1:8 1"]), ("v: '[{\"é\": \"x\"}]'\nw: 2\n", ["0 1:8 é", "0 1:13 x"]),
        ("v: \"{a: '1'}\" # c\n", ["0 1:6 a", "0 1:10 1"]),
    ])
    func isReadInPlace(text: String, lines: [String]) throws {
        for end in ["\n", "\r\n"] {
            for mark in ["", "\u{FEFF}"] {
                let node = try Self.block(mark + text.replacing("\n", with: end))
                let stream = try YAMLStream(embeddedIn: node)
                #expect(Self.values(stream) == lines)
                #expect(stream.bytes == node.stream.bytes)
                for document in stream.documents {
                    Outline.forEachNode(under: document.root) { node, _ in
                        if node.kind == .scalar, !node.isAlias { #expect(node.pointer == "@\(node.position.line)") }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        "v: >\n  a: 1\n", "v: a\n", "v: 'text'\n", #"v: "{a: \"1\"}""#, "v: 'a: ''1'''\n", "v: 'a: 1\n\n  b: 2'\n",
        "v: [a]\n", "v: |\n  text\n  more\n", "v: |\n  a: [1\n",
        "v: |\n  %YAML 1.1\n  ---\n  a: 1\n", "v: |\n  --- {a: 1}\n", "v: |\n  a: 1\n  ...\n",
        "v: |\n  a: 1\n  \tb: 2\n", "v: |\n  a: 1\u{2028}  b: 2\n", "v: |\n  --- |\n   x\n", "v: |\n  a: *b\n",
    ])
    func isRefused(text: String) throws {
        let node = try Self.block(text)
        #expect(throws: YAMLError.self) { try YAMLStream(embeddedIn: node) }
    }

    @Test func anErrorNamesTheLineOfTheFile() throws {
        let node = try Self.block("# c\nv: |\n  a: 1\n  b: [\n")
        #expect(try #require(throws: YAMLError.self) { try YAMLStream(embeddedIn: node) }.line >= 4)
    }

    @Test func aBlockInABlockIsReadInPlace() throws {
        let outer = try Self.block("v: |\n  a: 0\n  v: |+\n    # c\n    x:\n    - y: 'z'\n")
        let middle = try #require(try YAMLStream(embeddedIn: outer).documents.first?.root["v"])
        let inner = try YAMLStream(embeddedIn: middle)
        #expect(Self.values(inner) == ["0 5:5 x", "0 6:7 y", "0 6:11 z"])
    }

    private static let nested = "v: |-\r\n  a: v1 # v1\r\n  v: |\r\n    x: 'v1'\r\n\r\n    y: 1.10\r\nw: v1\r\n"

    @Test(arguments: [
        (["a"], "v2", "  a: v2 # v1\r"), (["a"], "1.10", "  a: \"1.10\" # v1\r"),
        (["v", "x"], "1.10", "    x: '1.10'\r"),
        (["v", "y"], "v2", "    y: v2\r"), (["v", "y"], "1.20", "    y: \"1.20\"\r"),
    ])
    func isEditedInPlace(path: [String], value: String, line: String) throws {
        var node = try Self.block(Self.nested)
        for key in path { node = try #require(try YAMLStream(embeddedIn: node).documents.first?.root[key]) }
        let edit = try #require(Edit(file: "f", scalar: node, value: value))
        let after = try EditProof.apply([edit], to: Array(Self.nested.utf8), file: "f")
        let was = Array(Self.nested.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let reads = after.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(was.count == reads.count)
        #expect(zip(was, reads).filter { $0 != $1 }.map { String(decoding: $0.1, as: UTF8.self) } == [line])
    }

    @Test(arguments: [
        ("v: '[{\"a\": \"v1\"}]' # c\n", "v2", "v: '[{\"a\": \"v2\"}]' # c\n"),
        ("v: '[{a: v1}]'\n", "1.10", "v: '[{a: \"1.10\"}]'\n"),
        ("v: \"[{a: 'v1'}]\"\n", "1.10", "v: \"[{a: '1.10'}]\"\n"), ("v: \"[{a: v1}]\"\n", "1.10", nil),
        ("v: '[{\"a\": \"v1\"}]'\n", "it's", nil),
    ])
    func isEditedInQuotes(text: String, value: String, result: String?) throws {
        let root = try #require(try YAMLStream(embeddedIn: Self.block(text)).documents.first?.root)
        let edit = try #require(root.items.first?["a"].flatMap { Edit(file: "f", scalar: $0, value: value) })
        let after = try? EditProof.apply([edit], to: Array(text.utf8), file: "f")
        #expect(after.map { String(decoding: $0, as: UTF8.self) } == result)
    }

    @Test(arguments: [
        // YAML inside: only values change, each to the text that was meant, as a string.
        ("v: |\n  a: v1\n", "v1", "1.10", "another type"), ("v: |\n  a: v1\n", "v1", "x: y", "something else"),
        ("v: |\n  a: v1\n", "v1", "x # y", "to other text"), ("v: |\n  a: v1\n", "a", "b # x", "something else"),
        ("v: |\n  a: v1\n", "v1", "[x]", "structure"), ("v: |\n  a: v1 # c\n", "c", "d", "not inside of a value"),
        ("v: |\n  a: !!int 1\n", "1", "2", "its tag"), ("v: |\n  a: |\n    b: v1\n", "v1", "yes", "another type"),
        ("v: |\n  a: >\n    b v1\n", "v1", "v2", "to other text"),
        // Text inside: the line is what changes.
        ("v: |\n  FROM v1\n", "v1", "v2\n  RUN", "to other text"), ("v: |\n  FROM v1\n", "v1", "v2\nw: 1", "structure"),
        ("v: |\n  FROM v1\n", "FROM", "  FROM", "to other text"), ("v: |\n  FROM v1\n", "  FROM", "FROM", "structure"),
        ("v: |\n  a\n  FROM v1\n", "a\n  FROM", "a\n  TO", "to other text"),
        ("v: |\n  FROM v1\n", "|", ">", "to other text"), ("v: >\n  FROM v1\n", "v1", "v2", "to other text"),
    ])
    func isNotChangedOtherwise(text: String, old: String, new: String, reason: String) throws {
        let start = try #require(text.firstRange(of: old)?.lowerBound.utf16Offset(in: text))
        let edit = Edit(file: "f", range: start..<start + old.utf8.count, old: old, new: new)
        let refusal = #expect(throws: EditRefusal.self) { try EditProof.apply([edit], to: Array(text.utf8), file: "f") }
        let said = refusal?.reason ?? ""
        #expect(said.contains(reason) || said.contains("does not parse"), "\(said)")
    }

    @Test func textInABlockIsEditedByItsLine() throws {
        let text = "v: |\n  # c\n  FROM x:1 AS y\n\n  RUN z\nw: 1\n"
        let span = try #require(TextSpan(18..<21, in: Array(text.utf8), proof: .yaml))
        #expect(span.text == "x:1")
        #expect(span.path == "@3")
        let edit = try #require(Edit(file: "f", span: span, value: "x:2.0"))
        let after = try EditProof.apply([edit], to: Array(text.utf8), file: "f")
        #expect(String(decoding: after, as: UTF8.self) == "v: |\n  # c\n  FROM x:2.0 AS y\n\n  RUN z\nw: 1\n")
    }
}
