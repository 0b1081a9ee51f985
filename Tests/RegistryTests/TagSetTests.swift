import TestSupport
import Testing

@testable import Registry

@Suite("The tags that a list holds already")
struct TagSetTests {
    @Test("it knows what a set knows, page by page", arguments: 0..<20)
    func likeASet(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var seen = TagSet()
        var set: Set<String> = []
        var list: [String] = []
        func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        for _ in 0...number(6) {
            let page = (0..<number(400)).map { _ in "1.\(number(30)).\(number(30))" }
            if number(2) == 0 { seen.reserve(for: page.count) }
            for tag in page {
                let isNew = set.insert(tag).inserted
                #expect(seen.insert(tag, among: list) == (isNew ? .added : .known))
                if isNew { list.append(tag) }
            }
        }
        #expect(Set(list) == set && list.count == set.count)
    }

    @Test(
        "what is no tag, is none",
        arguments: [
            ("1.2.3", true), ("_x", true), ("A-b.C_d", true), (String(repeating: "a", count: 128), true),
            ("", false), (".a", false), ("-a", false), ("a b", false), ("a/b", false), ("a:b", false), ("ä", false),
            (String(repeating: "a", count: 129), false), ("sha256:00", false), ("a\n", false),
        ])
    func tags(text: String, isTag: Bool) {
        var seen = TagSet()
        #expect(seen.insert(text, among: []) == (isTag ? .added : .noTag))
        #expect(ReferenceText.isTag(text) == isTag)
    }
}
