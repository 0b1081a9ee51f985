import SourceYAML
import Testing

/// Texts of which a later document is broken: what stands before it is read, and may be edited.
@Suite struct ValidPartTests {
    /// The text, its valid documents' keys, and the line of the damage.
    @Test(arguments: [
        ("a: 1\n---\nb: [\n", ["a"], 4), ("a: 1\n---\nb: 2\n---\n\tc: 1\n---\nd: 1\n", ["a", "b"], 5),
        ("a: 1\n...\n---\nb: }\n", ["a"], 4), ("--- # x\na: 1\n--- # y\nb: *z\n", ["a"], 4),
        ("a: 1\r\n---\r\nb: \"\r\n", ["a"], 4), ("a: &x 1\n---\nb: *x\n", ["a"], 3),
        ("a: 1\n---\nb: 2\n", ["a", "b"], 0),
    ]) func documentsBeforeABrokenOneAreRead(text: String, keys: [String], line: Int) throws {
        let stream = try YAMLStream(validPartOf: Array(text.utf8))
        #expect(stream.documents.compactMap { $0.root.pairs.first?.key.text } == keys)
        #expect(stream.documents.map(\.index) == Array(keys.indices))
        #expect((stream.damage?.line ?? 0) == line)
        let words = try YAMLStream(validPartOf: Array(text.utf8), documentsHolding: ByteWords(["a", "b", "c"]))
        #expect(words.documents.map(\.index) == stream.documents.map(\.index))
        #expect((words.damage == nil) == (line == 0))
    }

    @Test(arguments: ["a: [\n", "# c\n---\na: [\n", "\ta: 1\n---\nb: 1\n"])
    func withoutAValidDocumentNothingIsRead(text: String) {
        #expect(throws: YAMLError.self) { try YAMLStream(validPartOf: Array(text.utf8)) }
        #expect(throws: YAMLError.self) { try YAMLStream(Array("a: 1\n---\nb: [\n".utf8)) }
    }

    private static let text = "a: v1 # c\nb: \"x\\u0041\"\n---\nd: [v1\n\t}: v1\n"

    @Test(arguments: [("v2", "a: v2"), ("1.10", nil), ("v2\nq: [", nil), ("v2\n---\nq: 1", nil), ("v2\nq: 1", nil)])
    func theValidPartIsEdited(new: String, expected: String?) throws {
        let edit = Edit(file: "f", range: 3..<5, old: "v1", new: new)
        let bytes = Array(Self.text.utf8)
        guard let expected else {
            #expect(throws: EditRefusal.self) { try EditProof.apply([edit], to: bytes, file: "f") }
            return
        }
        let after = try EditProof.apply([edit], to: bytes, file: "f")
        #expect(String(decoding: after, as: UTF8.self) == expected + Self.text.dropFirst(5))
    }

    @Test func theBrokenPartIsNotEdited() throws {
        let bytes = Array(Self.text.utf8)
        for start in bytes.indices where bytes[start...].starts(with: "v1".utf8) && start > 5 {
            let edit = Edit(file: "f", range: start..<start + 2, old: "v1", new: "v2")
            let refusal = #expect(throws: EditRefusal.self) { try EditProof.apply([edit], to: bytes, file: "f") }
            #expect(refusal?.reason.contains("not inside of a value") == true, "\(refusal?.reason ?? "")")
        }
    }
}
