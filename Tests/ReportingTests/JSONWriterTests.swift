import FoundationEssentials
import Reporting
import Testing

@Suite struct JSONWriterTests {
    @Test(arguments: [
        ("plain", #""plain""#), ("a/b", #""a/b""#), ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1F}\u{8}", #""\u0000\u001f\u0008""#), ("ü漢😀", #""ü漢😀""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{7F}\u{9B}", #""\u007f\u009b""#),
    ])
    func stringsAreEscaped(text: String, json: String) throws {
        #expect(JSONValue.string(text).json == json + "\n")
        #expect(try parse(json) == .string(text))
    }

    @Test func objectsKeepTheirOrderAndAreIndented() {
        let value: JSONValue = [
            "b": .number(-1), "a": ["x", .bool(true), nil], "empty": [], "none": [:], "deep": ["k": ["v"]],
        ]
        #expect(
            value.json == """
                {
                  "b": -1,
                  "a": [
                    "x",
                    true,
                    null
                  ],
                  "empty": [],
                  "none": {},
                  "deep": {
                    "k": [
                      "v"
                    ]
                  }
                }

                """
        )
    }

    @Test func anotherParserReadsTheReport() throws {
        let value = ReportDocument.value(of: try Fixture.samplePlan())
        #expect(try parse(value.json).sorted == value.sorted)
    }

    @Test(arguments: 0..<200)
    func anotherParserReadsAnyValue(seed: UInt64) throws {
        var generator = RandomValues(seed: seed)
        let value = generator.value(depth: 4)
        #expect(try parse(value.json).sorted == value.sorted)
    }

    private func parse(_ json: String) throws -> JSONValue {
        try JSONDecoder().decode(ParsedJSON.self, from: Data(json.utf8)).value
    }
}
