import Charts
import SourceYAML
import Testing

@Suite struct ChartValueTests {
    private func value(_ yaml: String) throws -> ChartValue {
        let root = try #require(try YAMLStream(Array(yaml.utf8)).documents.first?.root)
        return try ChartValue(root)
    }

    @Test(arguments: [
        ("1", ChartValue.integer(1)), ("0x1F", .integer(31)), ("010", .integer(8)), ("0o10", .integer(8)),
        ("0b11", .integer(3)), ("1_000", .integer(1000)), ("-7", .integer(-7)), ("09", .number(9)),
        ("1.10", .number(1.1)), (".5", .number(0.5)), ("5.", .number(5)), ("1e3", .number(1000)), (".", .string(".")),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.2.3", .string("1.2.3")), ("0x", .string("0x")),
        ("yes", .bool(true)), ("Off", .bool(false)), ("'yes'", .string("yes")), ("!!str 1", .string("1")),
        ("2001-12-14", .string("2001-12-14")), ("~", .null), ("", .null), ("<<", .string("<<")),
        ("++1", .string("++1")),
    ])
    func plainScalars(text: String, expected: ChartValue) throws {
        #expect(try value("a: \(text)")["a"] == expected)
    }

    @Test func mergesAreUnderWhatIsWritten() throws {
        let merged = try value("x: &x {a: 1, b: 2}\nz: {<<: [{b: 3}, *x], c: 4}\n")["z"]
        #expect(merged == .map(["a": .integer(1), "b": .integer(3), "c": .integer(4)]))
    }

    @Test(arguments: [
        ("{b: 1, a: [1.0, x<y>&z, null, true]}", #"{"a":[1,"x\u003cy\u003e\u0026z",null,true],"b":1}"#),
        ("[1e21, 1e-7, 123456789.5, 0.1]", "[1e+21,1e-7,123456789.5,0.1]"), (#""a\"\\\n\u2028""#, #""a\"\\\n\u2028""#),
    ])
    func goJSON(yaml: String, json: String) throws {
        #expect(try value(yaml).goJSON == json)
    }

    @Test(arguments: [
        ("1.10", "1.1"), ("15", "15"), ("yes", "true"), ("1e6", "1e+06"), ("100000.5", "100000.5"),
        ("0.00001", "1e-05"),
    ])
    func numbersWhereATextIsWanted(yaml: String, text: String) throws {
        #expect(try value(yaml).text == text)
    }

    @Test func aliasesOfAliasesAreBounded() throws {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            yaml +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(throws: ChartValueError.self) { try value(yaml) }
    }
}
