import Testing

@testable import Charts

@Suite struct ValuesValidationTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let schema: String
        let values: String
        /// `path message`.
        let violations: [String]
        var testDescription: String { schema }
    }

    static let rows = [
        Row(schema: #"{"properties":{"a":{"type":"integer"}}}"#, values: "a: 1\n", violations: []),
        Row(schema: #"{"properties":{"a":{"type":"integer"}}}"#, values: "a: 1.0\n", violations: []),
        Row(
            schema: #"{"properties":{"a":{"type":["integer","null"]}}}"#, values: "a: x\n",
            violations: [#"a must be of type integer or null, and is a string ("x")"#]),
        Row(schema: #"{"required":["a"]}"#, values: "b: 1\n", violations: ["a is required"]),
        Row(
            schema: #"{"properties":{"a":{"required":["b"],"properties":{"b":{}}}}}"#, values: "a: {}\n",
            violations: ["a.b is required"]),
        Row(
            schema: #"{"additionalProperties":false,"properties":{"a":{}}}"#, values: "a: 1\nb: 2\n",
            violations: ["b is not a key that the schema knows"]),
        Row(
            schema: #"{"properties":{"a":{"enum":["x","y"]}}}"#, values: "a: z\n",
            violations: [#"a must be one of "x", "y", and is "z""#]),
        Row(
            schema: #"{"properties":{"a":{"pattern":"^[a-z]+$"}}}"#, values: "a: A1\n",
            violations: [#"a must match ^[a-z]+$, and is "A1""#]),
        Row(schema: #"{"properties":{"a":{"pattern":"^[a-z]+$"}}}"#, values: "a: abc\n", violations: []),
        // A pattern says nothing of what is no text.
        Row(schema: #"{"properties":{"a":{"pattern":"^[a-z]+$"}}}"#, values: "a: 5\n", violations: []),
        // Backtracking would take longer than anybody waits; and this is what Go takes, too.
        Row(
            schema: #"{"properties":{"a":{"pattern":"^(a+)+$"}}}"#,
            values: "a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n",
            violations: [#"a must match ^(a+)+$, and is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab""#]),
        Row(
            schema: #"{"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}"#,
            values: "x-a: 1\nz: 2\n",
            violations: ["x-a must be of type string, and is a number (1)", "z is not a key that the schema knows"]),
        Row(
            schema: ##"{"definitions":{"n":{"type":"integer"}},"properties":{"a":{"$ref":"#/definitions/n"}}}"##,
            values: "a: x\n", violations: [#"a must be of type integer, and is a string ("x")"#]),
        Row(
            schema:
                ##"{"$id":"https://e.example.com/s.json","$defs":{"n":{"type":"integer"}},"properties":{"a":{"$ref":"https://e.example.com/s.json#/$defs/n"}}}"##,
            values: "a: x\n", violations: [#"a must be of type integer, and is a string ("x")"#]),
        Row(
            schema: #"{"properties":{"l":{"items":{"type":"object","required":["name"]}}}}"#,
            values: "l: [{name: a}, {b: 1}]\n",
            violations: ["l[1].name is required"]),
        Row(
            schema: #"{"properties":{"a":{"oneOf":[{"type":"string"},{"type":"object","required":["b"]}]}}}"#,
            values: "a: {c: 1}\n",
            violations: [
                "a must be of type object or string, and is a map ({\"c\":1})", "a.b is required",
            ]),
        Row(
            schema: #"{"if":{"properties":{"on":{"const":true}}},"then":{"required":["b"]}}"#, values: "on: true\n",
            violations: ["b is required"]),
        Row(
            schema: #"{"properties":{"a":{"minimum":1,"exclusiveMinimum":true}}}"#, values: "a: 1\n",
            violations: ["a is not allowed: expected number greater than 1"]),
        Row(schema: #"{"properties":{"a":{"format":"date"}}}"#, values: "a: 5\n", violations: []),
        Row(
            schema: #"{"properties":{"a":false}}"#, values: "a: 5\n",
            violations: ["a fits none of the forms that the schema allows: 5"]),
        Row(schema: #"true"#, values: "a: 5\n", violations: []),
        Row(
            schema: #"{"properties":{"a":{"type":"string","title":"emoji \ud83d\ude00 \/"}}}"#, values: "a: 1\n",
            violations: ["a must be of type string, and is a number (1)"]),
    ]

    @Test(arguments: rows)
    func validates(row: Row) throws {
        let validation = try self.validation(schema: row.schema, values: row.values)
        #expect(validation.violations.map { "\($0.path) \($0.message)" } == row.violations)
        #expect(validation.unchecked.isEmpty)
    }

    /// Nothing that a chart says ends the program, or takes for ever.
    @Test(arguments: [
        (##"{"$ref":"#"}"##, "refers to #"),
        (
            ##"{"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}},"properties":{"x":{"$ref":"#/definitions/a"}}}"##,
            "refers to #/definitions/a"
        ),
        (
            ##"{"definitions":{"a":{"allOf":[{"$ref":"#/definitions/a"}]}},"properties":{"x":{"$ref":"#/definitions/a"}}}"##,
            "leads back to itself"
        ),
        (##"{"properties":{"x":{"$ref":"#/definitions/none"}}}"##, "refers to #/definitions/none"),
        (#"{"$ref":"https://example.com/s.json"}"#, "refers to https://example.com/s.json"),
        (#"{"properties":"#, "is not JSON: line 1"),
        ("[" + String(repeating: "[", count: 100_000), "nested deeper"),
    ])
    func isBounded(schema: String, says words: String) throws {
        let validation = try self.validation(schema: schema, values: "x: {x: {x: 1}}\n")
        #expect(validation.violations.isEmpty)
        #expect(validation.unchecked.contains { $0.contains(words) })
    }

    @Test func countsStepsBeforeItBegins() throws {
        // Each level tries the next twice: 2^60 steps.
        var definitions = ""
        for level in 0..<60 {
            let next = ##"{"$ref":"#/definitions/d\##(level + 1)"}"##
            definitions += #""d\#(level)":{"anyOf":[\#(next),\#(next)]},"#
        }
        let schema =
            ##"{"definitions":{\##(definitions)"d60":{"type":"string"}},"properties":{"x":{"$ref":"#/definitions/d0"}}}"##
        let validation = try self.validation(schema: schema, values: "x: 1\n")
        #expect(validation.violations.isEmpty)
        #expect(validation.unchecked.contains { $0.contains("steps") })
    }

    @Test func nestsAsDeepAsValuesMay() throws {
        let schema =
            ##"{"definitions":{"t":{"properties":{"x":{"$ref":"#/definitions/t"},"z":{"type":"string"}}}},"$ref":"#/definitions/t"}"##
        let text = String(repeating: "{x: ", count: 150) + "{z: 1}" + String(repeating: "}", count: 150)
        let validation = try self.validation(schema: schema, values: text + "\n")
        #expect(validation.violations.map(\.path.last) == ["z"])
    }

    private func validation(schema: String, values text: String) throws -> ValuesValidation {
        let defaults = ChartDefaults(of: try chart(["values.schema.json": schema]))
        return ValuesValidation(of: try values(text), against: defaults)
    }
}
