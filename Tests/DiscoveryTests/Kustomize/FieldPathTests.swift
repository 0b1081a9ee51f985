import SourceYAML
import Testing

@testable import Discovery

/// Paths to fields as kustomize writes them.
@Suite struct FieldPathTests {
    static let object =
        "{a: {b: [{name: x, v: 1}, {name: y, v: 2}], c.d: 3, e: {f: 4, g: 5}}, list: [6, 7], m: {n: {o: 8}}, 0: zero}"

    @Test(arguments: [
        ("a.b.[name=y].v", ["2"]), ("a.b.0.v", ["1"]), ("a.b[1].v", ["2"]), ("a.b.*.v", ["1", "2"]),
        ("a.c\\.d", ["3"]), ("a.e.*", ["4", "5"]), ("list.1", ["7"]), ("list[0]", ["6"]), ("m.n.o", ["8"]),
        ("a.b.[name=z].v", []), ("a.b.9.v", []), ("a.b", []), ("nope.x", []), ("0", ["zero"]),
        ("a.b.[v=2].name", ["y"]),
    ]) func leadsToScalars(_ path: String, _ texts: [String]) throws {
        let root = try #require(try YAMLStream(Array(Self.object.utf8)).documents.first).root
        #expect(FieldPath(path).scalars(in: root).map(\.text) == texts)
    }
}
