import SourceYAML
import Testing

/// RFC 6901 pointers of nodes.
@Suite struct PointerTests {
    @Test(arguments: [
        ("X", ""),
        ("a: X", "/a"),
        ("a: {b: [0, {c: X}]}", "/a/b/1/c"),
        ("a/b: X", "/a~1b"),
        ("m~n: X", "/m~0n"),
        ("~1: X", "/~01"),
        ("\"\": X", "/"),
        ("\" \": X", "/ "),
        ("é🚀: X", "/é🚀"),
        ("\"/\u{338}~\u{301}\": X", "/~1\u{338}~0\u{301}"),
        ("app.kubernetes.io/name: X", "/app.kubernetes.io~1name"),
        ("k: &k deep\n*k : X", "/deep"),
        ("? [1, 2]\n: X", "/"),
        ("a: 1\na: X", "/a"),
        ("---\n---\n- - X", "/0/0"),
    ])
    func pointer(of text: String, is pointer: String) throws {
        var found: [String] = []
        for document in try YAMLStream(Array(text.utf8)).documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if node.text == "X" { found.append(node.pointer) }
            }
        }
        // By scalars: characters with the same canonical form would pass for each other.
        #expect(found.map { Array($0.unicodeScalars) } == [Array(pointer.unicodeScalars)])
    }

    @Test func aliasHasItsOwnPlaceAndTheBytesOfTheAnchor() throws {
        let text = Array("a: &v 1.2.3\nb: {c: *v}\n".utf8)
        let alias = try #require(try YAMLStream(text).documents.first?.root[["b", "c"]])
        #expect(alias.isAlias)
        #expect(alias.pointer == "/b/c")
        #expect(alias.resolved.pointer == "/a")
        #expect(alias.span == alias.resolved.span)
    }
}
