import SourceYAML
import Testing

@Suite struct PlainScalarTests {
    /// Texts that YAML 1.1 or the core schema of YAML 1.2, or a loader that the field uses, does not take for strings.
    @Test(arguments: [
        // null
        "", "~", "null", "Null", "NULL",
        // bool
        "true", "True", "TRUE", "false", "False", "FALSE", "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO",
        "on", "On", "ON", "off", "Off", "OFF",
        // int
        "0", "1", "-1", "+1", "42", "007", "08", "0o17", "0O17", "-0o7", "0x1F", "0X1f", "+0xff", "0b101", "-0b1",
        "1_000", "1__0", "0x_1", "0b1_0", "+_1", "20241105", "99999999999999999999",
        // float
        "1.0", "1.10", "-1.5", "+1.5", ".5", "-.5", "5.", "1_0.5", "6.8523015e+5", "685.230_15e+03", "1e5", "1E5",
        "1e+5", "1e-5", "1.e5", ".5e3", "12e03", "1e1_0", "00.1", ".inf", ".Inf", ".INF", "-.inf", "+.Inf", ".nan",
        ".NaN", ".NAN",
        // sexagesimal
        "190:20:30", "-190:20:30", "20:30", "1:0", "20:30.15", "190:20:30.15", "22:00",
        // dates
        "2001-12-14", "2001-1-2", "2024-11-05", "2001-12-14t21:59:43.10-05:00", "2001-12-14T21:59:43Z",
        "2001-12-14 21:59:43.10 -5",
        // merge and value
        "<<", "=",
    ])
    func isNoString(_ text: String) {
        #expect(!PlainScalar.staysString(text))
    }

    @Test(arguments: [
        "1.2.3", "v1", "v1.2", "1.2.3-rc.1", "1.2.3+build", "1.2.", "1.10-alpine", "16-alpine", "latest",
        "main-a1b2c3d",
        "2024.11.5", "2024-11", "20241105-1", "2001-12-14-rc1", "2024-11-05_1", "e5", "1e", "1e+", "1e5x", "12e03f",
        "0x", "0xg", "0o8", "0o9", "0b12", "0b2", "_1", "_", "+", "-", ".", "..", "+.", "-v1", "._", "e", "1.2e3.4",
        ".info", "inf", "nan", "Infinity", "nULL", "nil", "tRUE", "yEs", "oN", "truE", "yess", "none", "<", "==", "<<<",
        ":", "1:", ":1", "a:1", "1:a", "1:234:5", "1::2", "_1:20", "sha256:123", "10.0.0.1", "١٢",
    ])
    func staysString(_ text: String) {
        #expect(PlainScalar.staysString(text))
    }

    @Test(arguments: [
        "1.2.3", "v1.2.3", "a:b", "a#b", "ghcr.io/org/app:1.2.3", "https://example.com/x", "x@sha256:0", "a-b", "x?",
        "=",
        "<<", ".5", "~1.2", "^1.2", "$x", "(x)", "x!", "x&y", "x*", "x|y", "x>y", "x'y", "x\"y", "\\x", "/", "~",
    ])
    func mayBePlainAndReadsAsItself(_ text: String) throws {
        #expect(PlainScalar.mayBePlain(text))
        for place in ["a: \(text)\n", "[\(text)]\n", "{a: \(text)}\n", "- \(text)\n"] {
            let root = try #require(try YAMLStream(Array(place.utf8)).documents.first?.root)
            let node = root["a"] ?? root.items.first
            #expect(node?.text == text, "\(place)")
            #expect(node?.style == .plain, "\(place)")
        }
    }

    @Test(arguments: [
        "", " ", "a b", " a", "a ", "a\t", "a\nb", "a:", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">", ">=1.2",
        "'a",
        "\"a", "%a", "@a", "`a", "-", "- a", "-a", "?a", ":a", ",a", "[a]", "{a}", "a,b", "a]", "a}", "é", "🚀",
        "\u{7F}",
        "\u{85}", "\u{FEFF}a",
    ])
    func mayNotBePlain(_ text: String) {
        #expect(!PlainScalar.mayBePlain(text))
    }
}
