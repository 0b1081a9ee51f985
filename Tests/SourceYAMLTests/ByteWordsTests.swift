import SourceYAML
import TestSupport
import Testing

/// The search in one pass against searches one after the other.
@Suite struct ByteWordsTests {
    private static let alphabet = Array("ab:\n -k\"'s".utf8)

    @Test(arguments: 0..<6) func asOneSearchAWord(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var hits = 0
        for _ in 0..<2_000 {
            let words = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.text(1...4, &random) }
            let others = (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.text(1...5, &random) }
            let excluded = [Self.text(1...4, &random)]
            let text = Self.text(0...40, &random)
            let signs = ByteWords(
                words, exceptDocumentsWithLine: excluded,
                signs: others.enumerated().map { ($1, ByteWords.Signs(own: $0)) }
            ).signs(in: Array(text.utf8))
            let isWanted = words.contains { Self.occurs($0, in: text) }
            if isWanted { hits += 1 }
            #expect(signs.contains(.wanted) == isWanted, "\(text.debugDescription) \(words)")
            #expect(
                signs.contains(.excluded) == Self.isLine(excluded[0], of: text), "\(text.debugDescription) \(excluded)")
            for (number, other) in others.enumerated() {
                let isThere = signs.contains(ByteWords.Signs(own: number))
                #expect(isThere == Self.occurs(other, in: text), "\(text.debugDescription) \(other.debugDescription)")
            }
        }
        #expect((200..<1_900).contains(hits))
    }

    private static func text(_ lengths: ClosedRange<Int>, _ random: inout SplitMix) -> String {
        String(
            decoding: (0..<Int.random(in: lengths, using: &random)).map { _ in random.pick(alphabet) }, as: UTF8.self)
    }

    private static func occurs(_ word: String, in text: String) -> Bool {
        let (word, text) = (Array(word.utf8), Array(text.utf8))
        return text.count >= word.count
            && (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
    }

    private static func isLine(_ line: String, of text: String) -> Bool { occurs("\n\(line)\n", in: "\n\(text)\n") }

    @Test(arguments: [
        ("image: x", true), ("images:", true), ("\"image\": x", true), ("image : x", true), ("baseimage: x", true),
        ("imagery: x", false), ("an image", false), ("image", false), ("imagess:", false), ("image  : x", false),
    ])
    func keys(text: String, isWanted: Bool) {
        #expect(ByteWords([], keys: ["image"]).occur(in: Array(text.utf8)) == isWanted)
    }

    @Test func linesStandAtColumnZero() {
        let words = ByteWords([], lines: ["kind: ConfigMap"])
        #expect(words.occur(in: Array("kind: ConfigMap".utf8)))
        #expect(words.occur(in: Array("a: 1\r\nkind: ConfigMap\r\n".utf8)))
        #expect(!words.occur(in: Array("a:\n  kind: ConfigMap\n".utf8)))
        #expect(!words.occur(in: Array("kind: ConfigMapList\n".utf8)))
    }
}
