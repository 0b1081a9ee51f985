import SourceYAML
import Testing

/// Keys that appear and go, in the file's own way of writing.
@Suite struct SiblingEditTests {
    private static let digest = "sha256:0a1b"

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String

        init(_ description: String, _ before: String, _ after: String) {
            testDescription = description
            self.before = before
            self.after = after
        }
    }

    /// Texts with `tag` somewhere, without and with `digest: sha256:0a1b` behind it.
    static let pairs = [
        Case("a block mapping", "a:\n  tag: v1\n  b: 1\n", "a:\n  tag: v1\n  digest: sha256:0a1b\n  b: 1\n"),
        Case(
            "the last key", "a:\n    b: 1\n    tag: v1\nc: 2\n",
            "a:\n    b: 1\n    tag: v1\n    digest: sha256:0a1b\nc: 2\n"),
        Case("the end without a line break", "b: 1\ntag: v1", "b: 1\ntag: v1\ndigest: sha256:0a1b"),
        Case("CRLF", "b: 1\r\ntag: v1\r\nc: 2\r\n", "b: 1\r\ntag: v1\r\ndigest: sha256:0a1b\r\nc: 2\r\n"),
        Case("a byte order mark", "\u{FEFF}tag: v1\nb: 1\n", "\u{FEFF}tag: v1\ndigest: sha256:0a1b\nb: 1\n"),
        Case(
            "an item of a sequence", "- b: 1\n  tag: v1\n- c: 1\n", "- b: 1\n  tag: v1\n  digest: sha256:0a1b\n- c: 1\n"
        ),
        Case(
            "a comment", "b: é\ntag: v1  # kept\n# own\nc: 2\n",
            "b: é\ntag: v1  # kept\ndigest: sha256:0a1b\n# own\nc: 2\n"),
        Case("quotes", "b: 1\ntag: \"v1\"\n", "b: 1\ntag: \"v1\"\ndigest: \"sha256:0a1b\"\n"),
        Case("single quotes", "b: 1\ntag: 'v1'\n", "b: 1\ntag: 'v1'\ndigest: 'sha256:0a1b'\n"),
        Case("a flow mapping", "a: {b: 1, tag: v1, c: 2}\n", "a: {b: 1, tag: v1, digest: sha256:0a1b, c: 2}\n"),
        Case("the last of a flow mapping", "a: { tag: v1 }\n", "a: { tag: v1, digest: sha256:0a1b }\n"),
        Case("JSON", "{\"b\": 1, \"tag\": \"v1\"}", "{\"b\": 1, \"tag\": \"v1\", \"digest\": \"sha256:0a1b\"}"),
        Case(
            "documents", "tag: 1\n---\nb: 1\ntag: v1\n---\nc: 1\n",
            "tag: 1\n---\nb: 1\ntag: v1\ndigest: sha256:0a1b\n---\nc: 1\n"),
        Case(
            "an alias behind", "a: &x q\ntag: v1\nc: *x\n<<: {d: 1}\n",
            "a: &x q\ntag: v1\ndigest: sha256:0a1b\nc: *x\n<<: {d: 1}\n"),
        Case(
            "a broken document behind", "b: 1\ntag: v1\n---\nc: [\n", "b: 1\ntag: v1\ndigest: sha256:0a1b\n---\nc: [\n"),
    ]

    /// The last value under a key anywhere.
    private static func value(of key: String, in text: String) throws -> YAMLNode {
        var found: YAMLNode?
        for document in try YAMLStream(validPartOf: Array(text.utf8)).documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if let value = node.pairs.last(where: { $0.key.text == key })?.value { found = value }
            }
        }
        return try #require(found)
    }

    private static func apply(_ edits: [Edit], _ text: String) throws -> String {
        String(decoding: try EditProof.apply(edits, to: Array(text.utf8), file: "f"), as: UTF8.self)
    }

    @Test(arguments: pairs) func aKeyAppears(_ row: Case) throws {
        let sibling = try Self.value(of: "tag", in: row.before)
        let edit = try #require(Edit.insertion(file: "f", key: "digest", value: Self.digest, after: sibling))
        #expect(try Self.apply([edit], row.before) == row.after)
    }

    @Test(arguments: pairs) func aKeyAppearsBesideAnEditOfItsSibling(_ row: Case) throws {
        let sibling = try Self.value(of: "tag", in: row.before)
        let edits = [
            try #require(Edit.insertion(file: "f", key: "digest", value: Self.digest, after: sibling)),
            try #require(Edit(file: "f", scalar: sibling, value: "v22")),
        ]
        #expect(try Self.apply(edits, row.before) == row.after.replacing("v1", with: "v22"))
    }

    @Test(arguments: pairs) func aKeyGoes(_ row: Case) throws {
        let edit = try #require(Edit.removal(file: "f", of: try Self.value(of: "digest", in: row.after)))
        #expect(try Self.apply([edit], row.after) == row.before)
    }

    static let severalLines = [
        Case(
            "own lines, a comma behind", "{\n  \"tag\": \"v1\",\n  \"b\": 1\n}",
            "{\n  \"tag\": \"v1\",\n  \"digest\": \"sha256:0a1b\",\n  \"b\": 1\n}"),
        Case(
            "own lines, the last", "{\n  \"b\": 1,\n  \"tag\": \"v1\"\n}",
            "{\n  \"b\": 1,\n  \"tag\": \"v1\",\n  \"digest\": \"sha256:0a1b\"\n}"),
        Case(
            "a comment behind the comma", "a: {\n  tag: v1, # x\n  b: 1\n}",
            "a: {\n  tag: v1, # x\n  digest: sha256:0a1b,\n  b: 1\n}"),
        Case("a comment and no comma", "a: {\n  tag: v1 # x\n}", "a: {\n  tag: v1, digest: sha256:0a1b # x\n}"),
    ]

    @Test(arguments: severalLines) func aKeyAppearsInAFlowMappingOfSeveralLines(_ row: Case) throws {
        let sibling = try Self.value(of: "tag", in: row.before)
        let edit = try #require(Edit.insertion(file: "f", key: "digest", value: Self.digest, after: sibling))
        #expect(try Self.apply([edit], row.before) == row.after)
    }

    @Test(arguments: [
        Case("the first behind a dash", "- digest: x # c\n  b: 1\n", "- b: 1\n"),
        Case("the first of a flow mapping", "{digest: x, b: 1}", "{b: 1}"),
        Case("a comment on its line", "a: 1\ndigest: x # c\n# own\nb: 1\n", "a: 1\n# own\nb: 1\n"),
    ]) func otherKeysGo(_ row: Case) throws {
        let edit = try #require(Edit.removal(file: "f", of: try Self.value(of: "digest", in: row.before)))
        #expect(try Self.apply([edit], row.before) == row.after)
    }

    @Test(arguments: [
        "tag: v1\ndigest: x\n", "tag: |\n  v1\n", "tag: &a v1\nb: *a\n", "tag: !t v1\n", "&a tag: v1\n",
        "tag: v0\n  v1\n", "tag: {b: 1}\n", "tag: [v1]\n",
    ]) func noKeyAppearsWhereItIsNotSafe(text: String) throws {
        let sibling = try Self.value(of: "tag", in: text)
        #expect(Edit.insertion(file: "f", key: "digest", value: Self.digest, after: sibling) == nil)
    }

    @Test(arguments: [
        "digest: x\n", "a: {digest: x}\n", "a:\n- digest: x\n", "- digest: x\n  # own\n  b: 1\n",
        "digest: &a x\nb: *a\n",
        "digest: |\n  x\nb: 1\n", "{digest: x, # c\n b: 1}", "- digest: x\n  &a b: 1\n",
    ]) func noKeyGoesWhereItIsNotSafe(text: String) throws {
        #expect(Edit.removal(file: "f", of: try Self.value(of: "digest", in: text)) == nil)
    }

    /// Edits that say one thing and do another.
    @Test(arguments: [
        ("a: v1\n", 5, "\nb: x", Edit.Change.insertion(key: "b", value: "y"), "another value"),
        ("a: v1\n", 5, "\nb: 1", .insertion(key: "b", value: "1"), "another value"),
        ("a: v1\n", 5, "\nb: x", .insertion(key: "c", value: "x"), "more than the key"),
        ("a: v1\n", 5, "\nb: x\nc: y", .insertion(key: "b", value: "x"), "more than the key"),
        ("a: v1\n", 5, "\nb: &q x", .insertion(key: "b", value: "x"), "more than the key"),
        ("a: v1\n", 5, "\nb: x", .value, "structure"),
        ("a: v1\n", 5, "2\nb: x", .insertion(key: "b", value: "x"), "another value"),
        ("a: v1\nc:\n", 8, "\n  b: x", .insertion(key: "b", value: "x"), "structure"),
        ("- v1\n", 4, "\n- b", .insertion(key: "b", value: "x"), "more than the key"),
        ("a: v1\n", 5, " # b: x", .insertion(key: "b", value: "x"), "more than the key"),
    ]) func aFalseInsertionIsRefused(
        text: String, offset: Int, new: String, change: Edit.Change, reason: String
    ) {
        let edit = Edit(file: "f", range: offset..<offset, old: "", new: new, change: change)
        let refusal = #expect(throws: EditRefusal.self) { try Self.apply([edit], text) }
        #expect(refusal?.reason.contains(reason) == true, "\(refusal?.reason ?? "")")
    }

    @Test(arguments: [
        ("a: 1\nb: x\nc: 2\n", 5..<15, "b", "more than the key"),
        ("a: 1\nb: x\nc: 2\n", 5..<10, "c", "more than the key"),
        ("a: 1\nb: [x]\n", 5..<12, "b", "more than the key"),
        ("{a: 1, b: x}", 5..<11, "b", ""),
    ]) func aRemovalOfMoreIsRefused(text: String, range: Range<Int>, key: String, reason: String) throws {
        let bytes = Array(text.utf8)
        let edit = Edit(file: "f", range: range, old: bytes[text: range], new: "", change: .removal(key: key))
        if reason.isEmpty {
            #expect(try Self.apply([edit], text) == "{a: 1}")
        } else {
            let refusal = #expect(throws: EditRefusal.self) { try Self.apply([edit], text) }
            #expect(refusal?.reason.contains(reason) == true, "\(refusal?.reason ?? "")")
        }
    }

    @Test(arguments: ["tag:\n", "{? /* a */}", "{tag: , b: 1}", "- \n"])
    func nothingIsNoScalarToBeEdited(text: String) throws {
        for document in try YAMLStream(Array(text.utf8)).documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if node.kind == .scalar, node.span.isEmpty {
                    #expect(Edit(file: "f", scalar: node, value: "v1") == nil)
                }
            }
        }
    }

    @Test func whatStandsAroundAScalar() throws {
        let root = try #require(
            try YAMLStream(Array("a: &x {b: 'v1'} # c\nd: [*x]\n? {k: 1}\n: e\n".utf8)).documents.first?.root)
        let value = try #require(root[["a", "b"]])
        #expect(value.key?.text == "b")
        #expect(value.parent == root["a"])
        #expect(value.parent?.anchor == "x" && value.anchor == nil)
        #expect(root["a"]?.isFlow == true && root["d"]?.isFlow == true && !root.isFlow)
        #expect(root.parent == nil && root.key == nil)
        #expect(root["d"]?.items.first?.anchor == "x")
        let odd = try #require(try YAMLStream(Array("{k: 1}: e\n".utf8)).documents.first?.root)
        #expect(!odd.isFlow && odd.pairs.first?.key.isFlow == true)
    }
}
