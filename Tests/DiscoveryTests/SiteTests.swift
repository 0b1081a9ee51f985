import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Testing

/// Where sites are: file, line, column, bytes, path.
@Suite struct SiteTests {
    @Test func aSiteIsTheInsideOfAScalar() async throws {
        let text = """
            # a wide line: 漢字
            ---
            kind: HelmRelease
            metadata: {name: app}
            spec:
              values:
                "~odd/key": {repository: "a/b", tag: "1.2", digest: '\(digestA)'}
                é: {image: &x 'c/d:2'}
            """
        let tree = try await Found(["a.yaml": text]).tree
        #expect(
            tree.references.map(\.siteLines) == [
                [
                    "tag 7:43 124..<127 /spec/values/~0odd~1key/tag",
                    "digest 7:58 139..<210 /spec/values/~0odd~1key/digest",
                ],
                ["image 8:20 233..<238 /spec/values/é/image"],
            ])
        #expect(tree.references.map(\.id) == ["a.yaml#0:/spec/values/~0odd~1key/tag", "a.yaml#0:/spec/values/é/image"])
        #expect(tree.references.map(\.mainSite.role) == [.tag, .image])
        #expect(tree.references.allSatisfy { $0.owner.name == "app" })
    }

    @Test func anAliasBelongsToItsAnchorsSite() async throws {
        let text = """
            kind: HelmRelease
            spec:
              values:
                one: {repository: a/b, tag: &t "1"}
                two: {repository: c/d, tag: *t}
            """
        let references = try await Found(["a.yaml": text]).tree.references
        #expect(
            references.map(\.siteLines) == [
                ["tag 4:37 70..<71 /spec/values/one/tag"], ["tag 4:37 70..<71 /spec/values/one/tag"],
            ])
        #expect(references.map(\.id) == ["a.yaml#0:/spec/values/one/tag", "a.yaml#0:/spec/values/two/tag"])
    }

    @Test func sitesStandInTheOrderOfTheFile() async throws {
        let text = """
            kind: OCIRepository
            metadata: {name: app}
            spec:
              url: oci://ghcr.io/org/app
              ref:
                digest: \(digestA)
                tag: 1.2.3
            """
        let reference = try #require(try await Found(["a.yaml": text]).tree.references.first)
        #expect(reference.sites.map(\.role) == [.digest, .tag])
        #expect(reference.mainSite.role == .tag)
    }

    private static let documents = "kind: Pod\nspec: {containers: [{image: \"a/b:1\"}]}\n"

    /// Text ⇒ the numbers of the documents with references. Empty documents count.
    private static let numbers: [(name: String, text: String, documents: [Int])] = [
        ("one", documents, [0]),
        ("a marker before it", "---\n\(documents)", [0]),
        ("comments and a marker before it", "# x\n\n---\n\(documents)", [0]),
        ("an empty document before it", "---\n---\n\(documents)", [1]),
        ("documents of no interest before it", "a: b\n---\nc: d\n---\n\(documents)", [2]),
        ("between others", "a: b\n---\n\(documents)---\nc: d\n---\n\(documents)", [1, 3]),
        ("an end marker", "a: b\n...\n---\n\(documents)", [1]),
        ("a directive", "%YAML 1.1\n---\na: b\n...\n%YAML 1.1\n---\n\(documents)", [1]),
        ("a marker in a block scalar", "a: |\n  ---\n  b\n---\n\(documents)", [1]),
        ("content on the marker's line", "--- {a: b}\n---\n\(documents)", [1]),
    ]

    @Test(arguments: numbers, ["\n", "\r\n"])
    func documentsCountFromZero(_ row: (name: String, text: String, documents: [Int]), _ end: String) async throws {
        let text = row.text.replacing("\n", with: end)
        for mark in ["", "\u{FEFF}"] {
            let folder = TemporaryTree(["a.yaml": mark + text])
            let references = try await Found(in: folder).tree.references
            let ids = row.documents.map { "a.yaml#\($0):/spec/containers/0/image" }
            #expect(references.map(\.id) == ids, "\(row.name)")
            try expectPlaces(of: references, in: folder)
        }
    }

    @Test func placesInTheFleetAreThoseOfItsBytes() async throws {
        let tree = try await TreeDiscovery.discover(path: Places.fleet)
        #expect(tree.references.count > 30)
        for reference in tree.references { try expectPlaces(of: [reference], under: Places.fleet) }
    }

    private func expectPlaces(of references: [Reference], in folder: TemporaryTree) throws {
        try expectPlaces(of: references, under: folder.path)
    }

    /// Line, column and text of every site, told anew from the bytes.
    private func expectPlaces(of references: [Reference], under folder: String) throws {
        for site in references.flatMap(\.sites) {
            let bytes = Places.bytes("\(folder)/\(site.file)")
            let before = bytes[..<site.range.lowerBound]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let text = String(decoding: before[start...], as: UTF8.self).drop { $0 == "\u{FEFF}" }
            #expect(site.position.line == line)
            #expect(site.position.column == text.unicodeScalars.count + 1)
            #expect(String(decoding: bytes[site.range], as: UTF8.self) == site.text)
        }
    }
}
