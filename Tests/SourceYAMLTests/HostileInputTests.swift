import SourceYAML
import Testing

/// Texts that were written to hurt: an error or a value, soon, and never a crash.
@Suite struct HostileInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// The beginning: whole, some of these texts would fill the screen.
        var testDescription: String { String(text.prefix(20)).debugDescription }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            deep("["), deep("[") + deep("]"), deep("{"), deep("{a: "), deep("- "), deep("? "), deep("- ? "),
            deep("[{a: "),
            deep("&a ["), deep("!a ["), deep("[? "), "- - - x\n- " + deep("- "),
            "[" + String(repeating: "'a", count: 9),
            "a: *nowhere", "a: &x *x", "a: \u{0}b", "\u{1}", "a:\n\t- b", "\ta: b", "a: b\n\tc: d\n", "a: 'open",
            "a: \"\\q\"", "a: \"\\ud800\"", "%YAML 3.0\n---\na\n", "%TAG ! a\n%TAG ! b\n---\n", "a: b: c",
            "a: !<open", "- a\nb: c", "a: @b", "a: `b`", "]",
        ].map { Case(text: $0) }
    )
    func isRefused(_ one: Case) {
        let bytes = Array(one.text.utf8)
        #expect(throws: YAMLError.self) { try YAMLStream(bytes) }
        // What aliases stand for is found where a tree is built.
        guard one.text != "a: *nowhere" else { return }
        #expect(throws: YAMLError.self) { try YAMLStream.check(bytes) }
    }

    private static func deep(_ text: String) -> String { String(repeating: text, count: 100_000) }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x28, 0xA1], [0x80],
            [0xF0, 0x9F, 0x9A], [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0xC2, 0x80],
        ] as [[UInt8]])
    func bytesThatAreNoTextAreRefusedWithTheirPlace(bytes: [UInt8]) {
        let text = Array("é: 1\nb: \"".utf8) + bytes + Array("\"\n".utf8)
        let error = #expect(throws: YAMLError.self) { try YAMLStream(text) }
        #expect(error?.line == 2)
        // The byte itself, or the one that should have continued it.
        #expect(error.map { (5...6).contains($0.column) } == true)
        #expect(throws: YAMLError.self) { try YAMLStream(bytes) }
    }

    @Test(.timeLimit(.minutes(1))) func oneLongScalar() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000_000)
        #expect(try YAMLStream(bytes).documents.first?.root.span == 0..<5_000_000)
        // As a key it is longer than a simple key may be.
        #expect(throws: YAMLError.self) { try YAMLStream(bytes + Array(": b".utf8)) }
    }

    @Test(.timeLimit(.minutes(1))) func manyDocuments() throws {
        let text = String(repeating: "---\n", count: 100_000) + "a: X\n"
        #expect(try YAMLStream(Array(text.utf8)).documents.last?.index == 99_999)
        #expect(try YAMLStream(Array(text.utf8), documentsHolding: ByteWords(["X"])).documents.map(\.index) == [99_999])
    }

    @Test(.timeLimit(.minutes(1))) func nestingThatIsAllowed() throws {
        let text = String(repeating: "{a: ", count: 900) + "X" + String(repeating: "}", count: 900)
        var node = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root)
        while let below = node["a"] { node = below }
        #expect(node.text == "X")
        #expect(node.pointer == String(repeating: "/a", count: 900))
    }

    /// Ten lists of ten aliases each, 30 levels deep: nothing is expanded.
    @Test(.timeLimit(.minutes(1))) func aliasesOfAliases() throws {
        var text = "x0: &x0 [1, 2, 3]\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*x\(level - 1)", count: 10).joined(separator: ", ")
            text += "x\(level): &x\(level) [\(aliases)]\n"
        }
        let root = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root)
        #expect(root["x30"]?.items.count == 10)
        #expect(root["x30"]?.items.first?.items.first?.kind == .sequence)
    }

    /// The same with merges: looking for a key that is nowhere must not visit 10^30 mappings.
    @Test(.timeLimit(.minutes(1))) func mergesOfMerges() throws {
        var text = "x0: &x0 {a: 1}\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*x\(level - 1)", count: 10).joined(separator: ", ")
            text += "x\(level): &x\(level)\n  <<: [\(aliases)]\n"
        }
        let root = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root)
        #expect(root["x30"]?["nowhere"] == nil)
        #expect(root["x30"]?["a"]?.text == "1")
    }

    @Test(.timeLimit(.minutes(1))) func mappingThatMergesItself() throws {
        let text = Array("a: &a\n  <<: *a\n  b: &b [*a, *b]\n".utf8)
        let root = try #require(try YAMLStream(text).documents.first?.root)
        #expect(root["a"]?["nowhere"] == nil)
        #expect(root["a"]?["b"]?.items.first == nil || root["a"]?["b"]?.items.first?["b"]?.kind == .sequence)
    }

    @Test func theErrorOfALaterDocumentHasTheLineOfTheFile() {
        let text = Array("a: 1\nb: 2\n---\nc: 3\n---\nd: X\ne: [\n".utf8)
        let whole = #expect(throws: YAMLError.self) { try YAMLStream(text) }
        let part = #expect(throws: YAMLError.self) { try YAMLStream(text, documentsHolding: ByteWords(["X"])) }
        #expect(whole?.line == 8)
        #expect(part == whole)
        let bytes = text.dropLast(5) + [0xFF]
        let ofBytes = #expect(throws: YAMLError.self) {
            try YAMLStream(Array(bytes), documentsHolding: ByteWords(["X"]))
        }
        #expect(ofBytes?.line == 7)
        #expect(ofBytes?.column == 1)
    }
}
