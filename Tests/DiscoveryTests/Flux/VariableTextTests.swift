import Testing

@testable import Discovery

@Suite struct VariableTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// Literals as they read; variables as `<name>`, `<name=fallback>`, `<name!>` where the value is changed.
        let pieces: [String]?
        var testDescription: String { text }

        init(_ text: String, _ pieces: String...) {
            self.text = text
            self.pieces = pieces.isEmpty ? nil : pieces
        }
    }

    static let flux = [
        Case("${A}", "<A>"), Case("v${A}.0", "v", "<A>", ".0"), Case("${A}${B_2}", "<A>", "<B_2>"),
        Case("${A:=1.0}", "<A=1.0>"), Case("${A:-1.0}", "<A=1.0>"), Case("${A=1.0}", "<A=1.0>"), Case("${A:=}", "<A=>"),
        Case("${A:0:7}", "<A!>"), Case("${A/x/y}", "<A!>"), Case("${A^^}", "<A!>"), Case("${A:=${B}}", "<A=${B}!>"),
        Case("$A"), Case("1.0"), Case("${A"), Case("$${A}"), Case("$${A} ${B}", "${", "A} ", "<B>"), Case("${}"),
        Case("{{ .A }}"), Case("${1}"),
    ]

    static let inputs = [
        Case("<< inputs.tag >>", "<tag>"), Case("<<inputs.tag>>", "<tag>"), Case("v<< inputs.a.b >>", "v", "<a.b>"),
        Case("<< inputs.tag | quote >>", "<tag>"), Case("<< inputs.tag | slug >>", "<tag!>"), Case("<< .x >>"),
        Case("<<"), Case("${A}"),
    ]

    @Test(arguments: flux) func ofFlux(_ given: Case) { #expect(pieces(given.text, .flux) == given.pieces) }
    @Test(arguments: inputs) func ofInputs(_ given: Case) { #expect(pieces(given.text, .inputs) == given.pieces) }

    private func pieces(_ text: String, _ syntax: VariableText.Syntax) -> [String]? {
        VariableText(text, syntax)?.pieces.map { piece in
            guard let variable = piece.variable else { return piece.literal }
            return "<\(variable.name)\(variable.fallback.map { "=\($0)" } ?? "")\(variable.isChanged ? "!" : "")>"
        }
    }

    @Test(arguments: (flux + inputs).map(\.text)) func nothingIsLost(text: String) {
        for syntax in [VariableText.Syntax.flux, .inputs] {
            if let read = VariableText(text, syntax) { #expect(read.pieces.map(\.raw).joined() == text) }
        }
    }
}
