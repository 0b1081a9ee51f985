import SourceYAML
import TestSupport
import Testing

/// Real files put into block scalars read as they do alone, and any scalar in them is edited alone or not at all.
@Suite(.enabled(if: Corpus.isThere, Comment(rawValue: Corpus.absence)))
struct EmbeddedPropertyTests {
    private static let hostile = [
        "1.2.3", "v2", "1.10", "12e03", "yes", "~", "", "a: b", "a #b", "#", "- x", "[x", "{", "'", "\"", "\\", "&a",
        "*a", "!t x", "|", ">-", "\nb: c", "\n---\n", " x ", "é", "🚀", "\t", "%", "@", "x,y", "x: ", "...", "---",
    ]

    /// A file as the value of a key, indented, between other keys.
    private static func embed(_ bytes: [UInt8], by blanks: Int) -> [UInt8] {
        var text = "x: 1\nv: |\n"
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            text += line.isEmpty ? "\n" : "\(String(repeating: " ", count: blanks))\(line)\n"
        }
        return Array((text + "w: 2\n").utf8)
    }

    private static func scalars(of stream: YAMLStream) -> [YAMLNode] {
        var scalars: [YAMLNode] = []
        for document in stream.documents {
            Outline.forEachNode(under: document.root) { node, _ in
                if node.kind == .scalar, !node.isAlias { scalars.append(node) }
            }
        }
        return scalars
    }

    private static func block(_ bytes: [UInt8]) throws -> YAMLNode? {
        try YAMLStream(bytes).documents.first?.root["v"]
    }

    @Test func realFilesReadAsTheyDoAlone() throws {
        var (read, refused) = (0, 0)
        for (index, file) in Corpus.files(every: 15).enumerated() {
            let bytes = Places.bytes(file)
            guard bytes.count < 40_000, let alone = try? YAMLStream(bytes), !alone.documents.isEmpty else { continue }
            guard let block = try? Self.block(Self.embed(bytes, by: 2 + index % 5)) else { continue }
            // Text of which it is not clear where it stands is refused, never read as something else.
            guard let embedded = try? YAMLStream(embeddedIn: block) else {
                refused += 1
                continue
            }
            let (left, right) = (Self.scalars(of: alone), Self.scalars(of: embedded))
            #expect(left.map(\.text) == right.map(\.text), "\(file)")
            #expect(left.map(\.style) == right.map(\.style), "\(file)")
            #expect(left.map(\.documentIndex) == right.map(\.documentIndex), "\(file)")
            read += 1
        }
        #expect(read > 300)
        #expect(refused * 20 < read)
    }

    @Test(arguments: 0..<3) func hostileTextIsThatTextThereOrRefused(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var (made, refused) = (0, 0)
        for file in Corpus.files(every: 17) {
            let bytes = Self.embed(Places.bytes(file), by: random.pick([1, 2, 4, 6]))
            guard bytes.count < 20_000, let block = try? Self.block(bytes),
                let before = try? YAMLStream(embeddedIn: block)
            else { continue }
            let scalars = Self.scalars(of: before)
            guard let index = scalars.indices.randomElement(using: &random) else { continue }
            let value = random.pick(Self.hostile)
            guard let edit = Edit(file: "f", scalar: scalars[index], value: value),
                let after = try? EditProof.apply([edit], to: bytes, file: "f")
            else {
                refused += 1
                continue
            }
            made += 1
            let changed = Self.scalars(of: try YAMLStream(embeddedIn: try #require(try Self.block(after))))
            #expect(changed[index].text == value, "\(file)")
            #expect(changed[index].style != .plain || PlainScalar.staysString(value))
            for other in scalars.indices where other != index {
                #expect(changed[other].text == scalars[other].text, "\(file)")
            }
        }
        #expect(made > 50)
        #expect(refused > 10)
    }
}
