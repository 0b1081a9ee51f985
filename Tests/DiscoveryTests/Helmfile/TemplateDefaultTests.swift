import SourceYAML
import Testing

@testable import Discovery

@Suite struct TemplateDefaultTests {
    @Test(arguments: [
        ("{{ env \"X\" | default \"1.2.3\" }}", "1.2.3"), ("{{- env \"X\" | default \"1.2.3\" | quote -}}", "1.2.3"),
        ("{{.Values.x|default \"1.2.3\"}}", "1.2.3"), ("'{{ env \"X\" | default \"1.2.3\" }}'", "1.2.3"),
        ("\"{{ env \"X\" | default \"1.2.3\" }}\"", "1.2.3"), ("{{ env \"X\" | default \"1.2.3\" | squote }}", "1.2.3"),
        ("{{ env \"X\" }}", nil), ("{{ env \"X\" | default .Y }}", nil), ("v{{ env \"X\" | default \"1\" }}", nil),
        ("{{ env \"X\" | default \"\" }}", nil), ("{{ .X }}{{ .Y | default \"1\" }}", nil), ("1.2.3", nil),
        ("{{ coalesce (env \"X\") \"1\" }}", nil), ("{{ env \"X\" | default \"a\\\"b\" }}", nil), ("{{ }}", nil),
        ("{{ env \"default\" }}", nil), ("{{ \"1\" | default \"2\" | trimPrefix \"v\" }}", nil),
        ("{{ default \"1\" }}", nil),
    ])
    func theLastLiteralCounts(text: String, literal: String?) throws {
        let root = try #require(try YAMLStream(template: Array("a: \(text)\n".utf8)).documents.first?.root)
        let node = try #require(root["a"])
        let span = TemplateDefault.literal(of: node)
        #expect(span?.text == literal)
        #expect(span.map { String(decoding: node.stream.bytes[$0.range], as: UTF8.self) } == literal)
    }
}
