import SourceYAML
import Testing

/// Where the bytes of a scalar are, in every way to write one.
@Suite struct ScalarRangeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let path: [String]
        /// The bytes of the range; the text that YAML reads from them unless `reads` says otherwise.
        let holds: String
        var reads: String?
        var style = ScalarStyle.plain

        var testDescription: String { name }

        init(
            _ name: String, _ text: String, _ path: [String] = ["a"], holds: String = "1.2.3", reads: String? = nil,
            style: ScalarStyle = .plain
        ) {
            self.name = name
            self.text = text
            self.path = path
            self.holds = holds
            self.reads = reads
            self.style = style
        }
    }

    static let cases = [
        Case("plain", "a: 1.2.3\n"),
        Case("plain at the end of the text", "a: 1.2.3"),
        Case("blanks around", "a:    1.2.3   \nb: c\n"),
        Case("tab before the value", "a:\t1.2.3\n"),
        Case("comment behind", "a: 1.2.3 # 9.9.9\n"),
        Case("value on the next line", "a:\n  1.2.3\n"),
        Case("comment between key and value", "a: # why\n  # more\n  1.2.3\n"),
        Case("single quotes", "a: '1.2.3'\n", style: .singleQuoted),
        Case("double quotes", "a: \"1.2.3\"  # x\n", style: .doubleQuoted),
        Case("empty single quotes", "a: ''\n", holds: "", style: .singleQuoted),
        Case("empty double quotes", "a: \"\"\n", holds: "", style: .doubleQuoted),
        Case("doubled quote", "a: 'it''s'\n", holds: "it''s", reads: "it's", style: .singleQuoted),
        Case("escapes", #"a: "\x41\u00e9\n""#, holds: #"\x41\u00e9\n"#, reads: "Aé\n", style: .doubleQuoted),
        Case("anchor", "a: &x 1.2.3\n"),
        Case("anchor and quotes", "a: &x '1.2.3'\n", style: .singleQuoted),
        Case("anchor on the line before", "a: &x\n  1.2.3\n"),
        Case("comment between anchor and value", "a: &x # 'why'\n  # &more\n  \"1.2.3\"\n", style: .doubleQuoted),
        Case("tag", "a: !!str 1.2.3\n"),
        Case("tag of an application", "a: !env_var 1.2.3\n"),
        Case("verbatim tag", "a: !<tag:yaml.org,2002:str> 1.2.3\n"),
        Case("non-specific tag", "a: ! 1.2.3\n"),
        Case("non-specific tag and quotes", "a: ! \"1.2.3\"\n", style: .doubleQuoted),
        Case("anchor, then tag", "a: &x !!str '1.2.3'\n", style: .singleQuoted),
        Case("tag, then anchor", "a: !!str &x 1.2.3\n"),
        Case("anchor, then non-specific tag", "a: &x ! 1.2.3\n"),
        Case("anchor of nothing", "a: &x\nb: 1\n", holds: ""),
        Case("tag of nothing", "a: !!null\nb: 1\n", holds: ""),
        Case("empty value", "a:\nb: 1\n", holds: ""),
        Case("empty last value", "b: 1\na:", holds: ""),
        Case("alias: the anchor's bytes", "b: &x 1.2.3\na: *x\n"),
        Case("alias as key", "k: &x name\n*x : 1.2.3\n", ["name"]),
        Case("quoted key", "\"a\": 1.2.3\n"),
        Case("explicit key", "? a\n: 1.2.3\n"),
        Case("flow mapping", "o: {z: 1, a: 1.2.3}\n", ["o", "a"]),
        Case("flow mapping without blanks", "{\"a\":1.2.3}\n"),
        Case("flow mapping over lines", "o: {\n  z: 1, # c\n  a: 1.2.3 # d\n}\n", ["o", "a"]),
        Case("JSON", "{\"a\": \"1.2.3\"}", style: .doubleQuoted),
        Case("literal", "a: |\n  x\n  y\nb: 1\n", holds: "|\n  x\n  y\n", reads: "x\ny\n", style: .literal),
        Case("folded", "a: >-\n  x\n  y\nb: 1\n", holds: ">-\n  x\n  y\n", reads: "x y", style: .folded),
        Case("plain over lines", "a: x\n  y # c\n", holds: "x\n  y", reads: "x y"),
        Case("quotes over lines", "a: \"x\n  y\"\n", holds: "x\n  y", reads: "x y", style: .doubleQuoted),
        Case("CRLF", "b: 1\r\na: 1.2.3\r\nc: 2\r\n"),
        Case("CRLF and quotes over lines", "b: 'x\r\n  y'\r\na: '1.2.3'\r\n", style: .singleQuoted),
        Case("CR alone", "b: 1\ra: 1.2.3\rc: 2\r"),
        Case("byte order mark", "\u{FEFF}a: 1.2.3\nb: 2\n"),
        Case("byte order mark, second line", "\u{FEFF}b: 1\na: 1.2.3\n"),
        Case("byte order mark and CRLF", "\u{FEFF}# x\r\nb: 1\r\na: 1.2.3\r\n"),
        Case("byte order mark and accents", "\u{FEFF}b: é\na: 1.2.3 # é\n"),
        Case("byte order mark and marker", "\u{FEFF}---\na: 1.2.3\n"),
        Case("accents before", "b: ça et là\na: 1.2.3\n"),
        Case("emoji before", "b: 🚀🚀 # 🎉\na: 1.2.3\n"),
        Case("joined emoji before", "b: 👩‍👩‍👧\na: 1.2.3\n"),
        Case("emoji as value", "b: x\na: 🚀 v1\n", holds: "🚀 v1"),
        Case("emoji in a key", "🚀: {a: 1.2.3}\n", ["🚀", "a"]),
        Case("next line (U+0085) in quotes before", "b: \"x\u{85}y\"\na: 1.2.3\n"),
        Case("line separator (U+2028) in a comment", "# x\u{2028}a: 1.2.3\n"),
        Case("line separator (U+2028) in quotes before", "b: 'x\u{2028}y'\na: 1.2.3\n"),
        Case("long text that is not ASCII before", "b: \(String(repeating: "é🚀x", count: 200))\na: 1.2.3\n"),
        Case("duplicate keys: the last", "a: 0\na: 1.2.3\n"),
        Case("merged", "x: &x {a: 1.2.3}\no: {<<: *x, b: 2}\n", ["o", "a"]),
        Case("merged from a list", "x: &x {b: 1}\ny: &y {a: 1.2.3}\no: {<<: [*x, *y]}\n", ["o", "a"]),
        Case("merged, first of a list wins", "x: &x {a: 1.2.3}\ny: &y {a: 2}\no: {<<: [*x, *y]}\n", ["o", "a"]),
        Case("merged, own key wins", "x: &x {a: 0}\no: {a: 1.2.3, <<: *x}\n", ["o", "a"]),
        Case("merged twice over", "x: &x {a: 1.2.3}\ny: &y {<<: *x}\no: {<<: *y}\n", ["o", "a"]),
    ]

    @Test(arguments: cases) func bytesOfAScalar(_ one: Case) throws {
        let bytes = Array(one.text.utf8)
        let root = try #require(try YAMLStream(bytes).documents.first?.root)
        let node = try #require(root[one.path])
        #expect(bytes[text: node.span] == one.holds)
        #expect(node.text == one.reads ?? one.holds)
        #expect(node.style == one.style)
        #expect(node.isVerbatim == (one.reads == nil))
    }

    @Test func itemsOfASequenceInFlow() throws {
        let bytes = Array("[a, 'b', \"c\", &x d, *x, !!str e, {f: g}, h: i]".utf8)
        let items = try #require(try YAMLStream(bytes).documents.first?.root.items)
        #expect(
            items.map { $0.kind == .scalar ? bytes[text: $0.span] : "-" } == ["a", "b", "c", "d", "d", "e", "-", "-"])
        #expect(items[6]["f"].map { bytes[text: $0.span] } == "g")
        #expect(items[7]["h"].map { bytes[text: $0.span] } == "i")
    }

    @Test(arguments: [
        ("a: 1.2.3", 1, 4), ("# é\nx: 'é'\na:  1.2.3", 3, 5), ("é: {a: 1.2.3}", 1, 8), ("\u{FEFF}a: 1.2.3", 1, 4),
        ("b: 1\r\na: \"1.2.3\"\r\n", 2, 5), ("🚀: x\n🚀🚀: {a: 1.2.3}", 2, 9),
    ])
    func positionCountsUnicodeScalars(text: String, line: Int, column: Int) throws {
        let root = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root)
        let node = try #require(root["a"] ?? root["é"]?["a"] ?? root["🚀🚀"]?["a"])
        #expect(node.position == SourcePosition(offset: node.span.lowerBound, in: Array(text.utf8)))
        #expect(node.position.line == line)
        #expect(node.position.column == column)
    }

    @Test(arguments: [
        ("a:", true), ("a: ~", true), ("a: null", true), ("a: NULL", true), ("a: ''", false), ("a: 'null'", false),
        ("a: !!str", false), ("a: nULL", false), ("a: |\n", false), ("a: {}", false), ("x: &x\na: *x", true),
    ])
    func nullIsUnquotedAndUntagged(text: String, isNull: Bool) throws {
        let root = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root)
        #expect(try #require(root["a"]).isNull == isNull)
    }
}
