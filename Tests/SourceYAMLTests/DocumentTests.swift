import SourceYAML
import Testing

/// How documents are told apart and counted: whole, and when only some of them are parsed.
@Suite struct DocumentTests {
    /// A text, and for each scalar `X` the number of its document.
    static let cases: [(text: String, numbers: [Int])] = [
        ("", []),
        ("\n\n", []),
        ("# only a comment\n", []),
        ("X", [0]),
        ("---\nX\n", [0]),
        ("---\n", []),
        ("# comment\n---\nX\n", [0]),
        ("\n\n---\nX\n", [0]),
        ("\u{FEFF}---\nX\n", [0]),
        ("\u{FEFF}\n---\nX\n", [0]),
        ("\u{FEFF}# c\n---\nX\n---\nX\n", [0, 1]),
        ("---\n---\nX\n", [1]),
        ("---\n# nothing\n---\n---\nX\n---\n", [2]),
        ("a: X\n---\nb: X\n", [0, 1]),
        ("a: 1\n---\nb: X\n---\nc: 1\n---\nd: X\n", [1, 3]),
        ("a: X\n--- # comment\nb: X\n", [0, 1]),
        ("a: X\n---\tb\n---\n- X\n", [0, 2]),
        ("--- X\n--- X\n", [0, 1]),
        ("--- {a: X}\n---\n- X\n", [0, 1]),
        ("a: X\r\n---\r\nb: X\r\n", [0, 1]),
        ("a: X\r---\rb: X\r", [0, 1]),
        ("a: X\u{2028}---\u{2028}b: X\n---\nc: X\n", [0, 1, 2]),
        ("a: X\u{85}---\nb: X\n", [0, 1]),
        ("\u{2029}\n---\na: X\n", [0]),
        ("a: |\n  text\n  ---\n  more\nb: X\n---\nc: X\n", [0, 1]),
        ("a: |\n  ---\n---\nb: X\n", [1]),
        ("a: 'one\n  --- two'\nb: X\n---\nc: X\n", [0, 1]),
        ("a: ---b\nb: X\n---\nc: X\n", [0, 1]),
        ("----\n---\nX\n", [1]),
        ("---x: X\n---\nX\n", [0, 1]),
        ("# ---\n# --- \nX\n", [0]),
        ("a: X\n...\n---\nb: X\n", [0, 1]),
        ("a: X\n...\n", [0]),
        ("...\n---\na: X\n", []),
        ("a: 1\n...\n...\n---\nb: X\n", [1]),
        ("%YAML 1.1\n---\na: X\n", [0]),
        ("\u{FEFF}%YAML 1.1\n---\na: X\n", [0]),
        ("a: X\n...\n%TAG ! tag:x,2000:\n---\nb: !c X\n---\nc: X\n", [0, 1, 2]),
        ("a: |\n%YAML\n---\nb: X\n", []),
        ("a: X\n---", [0]),
        ("a: X\n---\n...\n---\nb: X", [0, 2]),
    ]

    @Test(arguments: cases) func documentsCountFromZero(text: String, numbers: [Int]) throws {
        guard let stream = try? YAMLStream(Array(text.utf8)) else {
            #expect(numbers.isEmpty, "the text does not parse")
            return
        }
        #expect(Self.numbersOfX(in: stream) == numbers)
    }

    @Test(arguments: cases) func documentsKeepTheirNumbersWhenOthersAreDropped(text: String, numbers: [Int]) throws {
        let bytes = Array(text.utf8)
        guard (try? YAMLStream(bytes)) != nil else { return }
        #expect(Self.numbersOfX(in: try YAMLStream(bytes, documentsHolding: ByteWords(["X"]))) == numbers)
    }

    @Test func documentsWithoutTheWordAreNotParsed() throws {
        let text = Array("a: X\n---\nb: 1\n---\nc: X\n---\nd: X\n".utf8)
        let stream = try YAMLStream(text, documentsHolding: ByteWords(["X"]))
        #expect(stream.documents.map(\.index) == [0, 2, 3])
        #expect(try YAMLStream(text, documentsHolding: ByteWords(["nowhere"])).documents.isEmpty)
        #expect(try YAMLStream(text, documentsHolding: ByteWords([])).documents.isEmpty)
    }

    @Test(arguments: [
        ("kind: CRD\na: X\n", []), ("kind: CRD\r\na: X\r\n", []), ("a: X\nkind: CRD", []), ("---\nkind: CRD\na: X", []),
        ("kind: CRDs\na: X\n", [0]), (" kind: CRD\n a: X\n", [0]), ("kind: CRD # x\na: X\n", [0]),
        ("a: X\n---\nkind: CRD\nb: X\n---\nc: X\n", [0, 2]), ("# kind: CRD\na: X\n", [0]),
    ])
    func documentsWithAnExcludedLineAreNotWanted(text: String, numbers: [Int]) throws {
        let words = ByteWords(["X"], exceptDocumentsWithLine: ["kind: CRD"])
        #expect(try YAMLStream(Array(text.utf8), documentsHolding: words).documents.map(\.index) == numbers)
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(throws: YAMLError.self) { try YAMLStream(Array("a: &x 1\n---\nb: *x\n".utf8)) }
    }

    private static func numbersOfX(in stream: YAMLStream) -> [Int] {
        var numbers: [Int] = []
        for document in stream.documents {
            Outline.forEachNode(under: document.root) { node, _ in
                guard node.text == "X" else { return }
                #expect(node.documentIndex == document.index)
                numbers.append(document.index)
            }
        }
        return numbers
    }
}
