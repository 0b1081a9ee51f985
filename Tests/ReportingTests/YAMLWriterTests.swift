import Reporting
import SourceYAML
import Testing

@Suite struct YAMLWriterTests {
    @Test(arguments: [
        ("podinfo", "podinfo"), ("1.2.3", "1.2.3"), ("1.20", "\"1.20\""), ("", "\"\""), ("null", "\"null\""),
        ("yes", "\"yes\""), ("a b", "\"a b\""), ("a: b", "\"a: b\""), ("-", "\"-\""), ("...", "\"...\""),
        ("line\nbreak", #""line\nbreak""#), ("\"q\\", #""\"q\\""#), ("q\"\\", #"q"\"#), ("ü", "\"ü\""),
        ("\u{7}", #""\x07""#),
        ("\u{2028}", #""\u2028""#), ("2001-12-14", "\"2001-12-14\""), ("https://x.org/a#b", "https://x.org/a#b"),
    ])
    func stringsAreQuotedWhereTheyMustBe(text: String, yaml: String) {
        #expect(JSONValue.string(text).yaml == yaml + "\n")
    }

    @Test func listsStandUnderTheirKeys() {
        let value: JSONValue = [
            "a": .number(1), "list": [["k": "v", "deep": ["x", ["y", "z"]]], "s"], "none": nil, "empty": [], "o": [:],
            "m": ["n": .bool(false)],
        ]
        #expect(
            value.yaml == """
                a: 1
                list:
                - k: v
                  deep:
                  - x
                  - - "y"
                    - z
                - s
                none: null
                empty: []
                o: {}
                m:
                  "n": false

                """
        )
    }

    @Test func ourParserReadsTheReport() throws {
        let value = ReportDocument.value(of: try Fixture.samplePlan())
        try expectSameLeaves(value)
    }

    @Test(arguments: 0..<400)
    func ourParserReadsAnyValue(seed: UInt64) throws {
        var generator = RandomValues(seed: seed)
        try expectSameLeaves(generator.value(depth: 4))
    }

    private func expectSameLeaves(_ value: JSONValue) throws {
        let stream = try YAMLStream(Array(value.yaml.utf8))
        #expect(stream.documents.count == 1)
        let root = try #require(stream.documents.first?.root)
        #expect(leaves(root) == leaves(value), "\(value.yaml)")
    }

    private func leaves(_ node: YAMLNode) -> [String] {
        switch node.kind {
        case .scalar: [node.isNull ? "null" : (node.text ?? "") + (node.style == .plain ? "" : "\"")]
        case .sequence: ["["] + node.items.flatMap { leaves($0) } + ["]"]
        case .mapping: ["{"] + node.pairs.flatMap { [$0.key.text ?? ""] + leaves($0.value) } + ["}"]
        }
    }

    /// Quotes are marked, so that a string which reads as something else when plain is not mistaken for it.
    private func leaves(_ value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .bool(let bool): [bool ? "true" : "false"]
        case .number(let number): [String(number)]
        case .string(let text):
            [
                PlainScalar.mayBePlain(text) && PlainScalar.staysString(text) && !text.hasPrefix("...")
                    ? text : text + "\""
            ]
        case .array(let items): ["["] + items.flatMap { leaves($0) } + ["]"]
        case .object(let members): ["{"] + members.flatMap { [$0.name] + leaves($0.value) } + ["}"]
        }
    }
}
