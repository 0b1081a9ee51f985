import SourceYAML
import Testing

@Suite struct QuotingTests {
    @Test(arguments: [
        ("1.2.3", ScalarStyle.plain, "1.2.3"),
        ("1.10", .plain, "\"1.10\""),
        ("12e03", .plain, "\"12e03\""),
        ("true", .plain, "\"true\""),
        ("2024-11-05", .plain, "\"2024-11-05\""),
        ("", .plain, "\"\""),
        (">=1.2", .plain, "\">=1.2\""),
        ("1.2 - 1.4", .plain, "\"1.2 - 1.4\""),
        ("é", .plain, "\"é\""),
        ("1.10", .singleQuoted, "1.10"),
        ("it's", .singleQuoted, "it''s"),
        ("'\u{301}", .singleQuoted, "''\u{301}"),
        ("a\"b\\c", .singleQuoted, "a\"b\\c"),
        ("1.10", .doubleQuoted, "1.10"),
        ("it's", .doubleQuoted, "it's"),
    ])
    func spells(value: String, style: ScalarStyle, spelled: String) throws {
        let bytes = try #require(Quoting.spell(value, inside: style))
        #expect(Array(bytes.utf8) == Array(spelled.utf8))
        let quote = style == .singleQuoted ? "'" : style == .doubleQuoted ? "\"" : ""
        let text = "a: \(quote)\(bytes)\(quote)\n"
        #expect(try YAMLStream(Array(text.utf8)).documents.first?.root["a"]?.text == value)
    }

    @Test(arguments: [
        ("a\"b", ScalarStyle.doubleQuoted), ("a\\b", .doubleQuoted), ("a \"b\"", .plain), ("a\nb", .plain),
        ("a\nb", .singleQuoted), ("a\tb", .doubleQuoted), ("\u{0}", .plain), ("\u{7F}", .singleQuoted),
        ("1.2.3", .literal), ("1.2.3", .folded),
    ])
    func doesNotSpell(value: String, style: ScalarStyle) {
        #expect(Quoting.spell(value, inside: style) == nil)
    }

    @Test(arguments: [
        ("a: 1.2.3", "1.2.4", "1.2.3", "1.2.4"), ("a: 1.2.3", "1.10", "1.2.3", "\"1.10\""), ("a: '1'", "2", "1", "2"),
        ("a: &x \"1\"", "2", "1", "2"),
    ])
    func editOfAScalar(text: String, value: String, old: String, new: String) throws {
        let node = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root["a"])
        let edit = try #require(Edit(file: "f.yaml", scalar: node, value: value))
        #expect(edit == Edit(file: "f.yaml", range: node.span, old: old, new: new))
    }

    @Test(arguments: [
        "a: |\n  1.2.3\n", "a: >-\n  1.2.3\n", "a: \"1.2\\x2e3\"", "a: x\n  y", "a: 'it''s'", "a: {}", "a: []",
    ])
    func noEditOfWhatIsNotVerbatim(text: String) throws {
        let node = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root["a"])
        #expect(Edit(file: "f.yaml", scalar: node, value: "1.2.4") == nil)
    }
}
