import SourceYAML
import Testing

/// YAML between the actions of Go templates, and places that no YAML gives.
@Suite struct TemplateTests {
    /// `path text` of the scalars, keys and values.
    private static func scalars(_ text: String) throws -> [String] {
        var lines: [String] = []
        for document in try YAMLStream(template: Array(text.utf8)).documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if node.kind == .scalar { lines.append("\(node.pointer) \(node.text ?? "")") }
            }
        }
        return lines
    }

    @Test(arguments: [
        ("a: 1\n", ["@1 a", "@1 1"]),
        ("{{ if .x }}\na: 1\n{{- else }}\na: 2\n  {{ end }}\n", ["@2 a", "@2 1", "@4 a", "@4 2"]),
        ("a: {{ .x }}\nb: 'x{{ \"}}\" }}y'\n", ["@1 a", "@1 {{ .x }}", "@2 b", "@2 x{{ \"}}\" }}y"]),
        ("{{ .k }}: v\n- {{ .i }}\n".replacing("- {{ .i }}\n", with: ""), ["@1 {{ .k }}", "@1 v"]),
        ("- {{ .i }}\n- x:{{ .y }}\n", ["@1 {{ .i }}", "@2 x:{{ .y }}"]),
        ("{{/* }} */}}\na: 1\n", ["@2 a", "@2 1"]),
        ("{{- /* two\nlines: [ */ -}}\na: 1\n", ["@3 a", "@3 1"]),
        ("a: {{ `}}` }}\r\nb: 2\r\n", ["@1 a", "@1 {{ `}}` }}", "@2 b", "@2 2"]),
        ("a: {{ if\n  .x }}\nb: 2\n", ["@1 a", "@1 {{ if", "@3 b", "@3 2"]),
        ("x: {b: {{ .y }}, c: 2}\n", ["@1 x", "@1 b", "@1 {{ .y }}", "@1 c", "@1 2"]),
        ("{{ readFile \"x\" }}\na:\n  <<: *unknown\n", ["@2 a", "@3 <<", "@3 *unknown"]),
        ("a: \"{{ .x | default \"1\" }}\"\n", ["@1 a", "@1 {{ .x | default \"1\" }}"]),
    ])
    func yamlBetweenActions(text: String, lines: [String]) throws {
        #expect(try Self.scalars(text) == lines)
    }

    @Test(arguments: ["a: {{ .x\n", "a: {{ \"x\n }}\n", "{{ if }}a: 1{{ end }}\nb: [\n", "a: {{ `x }}\n"])
    func whatRemainsMayBeNoYAML(text: String) {
        #expect(throws: YAMLError.self) { try YAMLStream(template: Array(text.utf8)) }
    }

    @Test func blocksInTemplatesAreReadInPlace() throws {
        let text = "{{ if .x }}\nv: |\n  a: {{ .y }}\n  {{ end }}\n  b: v1\n{{ end }}\n"
        let block = try #require(try YAMLStream(template: Array(text.utf8)).documents.first?.root["v"])
        let root = try #require(try YAMLStream(embeddedIn: block).documents.first?.root)
        #expect(root["a"]?.text == "{{ .y }}")
        let edit = try #require(root["b"].flatMap { Edit(file: "f", scalar: $0, value: "1.10") })
        let after = try EditProof.apply([edit], to: Array(text.utf8), file: "f")
        #expect(String(decoding: after, as: UTF8.self) == text.replacing("b: v1", with: "b: \"1.10\""))
    }

    /// Other delimiters count in the block alone: a merge key before it opens nothing.
    @Test func blocksMayBeTemplatesOfTheirOwn() throws {
        let text =
            "x: &x {a: b}\ny: {<<: *x}\nv: |\n  <<- if .x >>\n  a: << .y | q \">>\" >>\n  <<- end >>\n  b: v1\nz: '<< >>'\n"
        let block = try #require(try YAMLStream(Array(text.utf8)).documents.first?.root["v"])
        #expect(throws: YAMLError.self) { try YAMLStream(embeddedIn: block) }
        let root = try #require(
            try YAMLStream(embeddedIn: block, coveringTemplates: .resourceSet).documents.first?.root)
        #expect(root["a"]?.text == "<< .y | q \">>\" >>")
        let edit = try #require(root["b"].flatMap { Edit(file: "f", scalar: $0, value: "1.10") })
        let after = try EditProof.apply([edit], to: Array(text.utf8), file: "f")
        #expect(String(decoding: after, as: UTF8.self) == text.replacing("b: v1", with: "b: \"1.10\""))
        #expect(root["a"].flatMap { Edit(file: "f", scalar: $0, value: "1") } == nil)
    }

    private static let template = "{{ if .x }}\na: v1\nb: 'v1'\nc: {{ .y }} # v1\n{{ end }}\n"

    @Test(arguments: [("a", "v2", "a: v2"), ("a", "1.10", "a: \"1.10\""), ("b", "1.10", "b: '1.10'"), ("a", "{{", "")])
    func aScalarBetweenActionsIsEdited(key: String, value: String, line: String) throws {
        let root = try #require(try YAMLStream(template: Array(Self.template.utf8)).documents.first?.root)
        let edit = try #require(root[key].flatMap { Edit(file: "f", scalar: $0, value: value) })
        #expect(edit.proof == .template)
        guard !line.isEmpty else {
            #expect(throws: EditRefusal.self) { try EditProof.apply([edit], to: Array(Self.template.utf8), file: "f") }
            return
        }
        let after = String(
            decoding: try EditProof.apply([edit], to: Array(Self.template.utf8), file: "f"), as: UTF8.self)
        #expect(after.split(separator: "\n").contains(Substring(line)))
        #expect(after.utf8.count == Self.template.utf8.count - "v1".utf8.count + edit.new.utf8.count)
    }

    @Test(arguments: [
        ("v1", "x: y"), ("v1", "1.10"), ("v1", "{{ .z }}"), ("v1\n", "v2\n\n"), ("# v1", "v2"), ("{{ .y }}", "v2"),
        ("{{ end }}", "{{ else }}\nd: 1\n{{ end }}"), ("'v1'", "v1"),
    ])
    func nothingElseIs(old: String, new: String) throws {
        let start = try #require(Self.template.firstRange(of: old)?.lowerBound.utf16Offset(in: Self.template))
        let edit = Edit(file: "f", range: start..<start + old.utf8.count, old: old, new: new, proof: .template)
        #expect(throws: EditRefusal.self) { try EditProof.apply([edit], to: Array(Self.template.utf8), file: "f") }
    }

    @Test(arguments: [
        ("FROM x:1", 5..<8, nil, "x:2@sha256:0", "x:2@sha256:0"), ("FROM x:1", 5..<8, nil, "x y", nil),
        ("FROM x:1", 5..<8, nil, "", nil), ("FROM x:1", 5..<8, nil, "$(x)", nil), ("FROM x:1", 5..<8, nil, "x\ny", nil),
        ("v: 1", 3..<4, ScalarStyle.plain, "1.10", "\"1.10\""), ("v: '1'", 4..<5, .singleQuoted, "it's", "it''s"),
        ("v: \"1\"", 4..<5, .doubleQuoted, "\"", nil), ("v: 1", 3..<4, .literal, "2", nil),
    ])
    func aStretchOfTextTakesWords(
        text: String, range: Range<Int>, style: ScalarStyle?, value: String, spelled: String?
    ) throws {
        let span = try #require(TextSpan(range, in: Array(text.utf8), style: style))
        #expect(Edit(file: "f", span: span, value: value)?.new == spelled)
    }

    @Test func aStretchLiesInTheText() {
        #expect(TextSpan(3..<9, in: Array("v: 1".utf8)) == nil)
        #expect(TextSpan(0..<1, in: [0xC3, 0xA9]) == nil)
        #expect(TextSpan(2..<3, in: Array("é1".utf8))?.position.column == 2)
    }

    @Test func editsAreProvenAsTheySay() throws {
        let text = Array("a: v1 # v1\n".utf8)
        let yaml = Edit(file: "f", range: 3..<5, old: "v1", new: "v2")
        let comment = Edit(file: "f", range: 8..<10, old: "v1", new: "v2", proof: .bytes)
        #expect(try EditProof.apply([comment, yaml], to: text, file: "f") == Array("a: v2 # v2\n".utf8))
        let wrong = Edit(file: "f", range: 3..<5, old: "v1", new: "1.10")
        #expect(throws: EditRefusal.self) { try EditProof.apply([comment, wrong], to: text, file: "f") }
        let stale = Edit(file: "f", range: 8..<10, old: "v0", new: "v2", proof: .bytes)
        #expect(throws: EditRefusal.self) { try EditProof.apply([stale, yaml], to: text, file: "f") }
    }
}
