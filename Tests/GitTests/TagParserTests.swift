import Testing

@testable import Git

@Suite struct TagParserTests {
    private static let a = String(repeating: "a", count: 40)
    private static let b = String(repeating: "b", count: 40)
    private static let long = String(repeating: "c", count: 64)

    private func parse(_ text: String, isCut: Bool = false, limit: Int = 10) throws(GitError) -> GitTagList {
        try TagParser.parse(
            Array(text.replacing("A\t", with: "\(Self.a)\t").replacing("B\t", with: "\(Self.b)\t").utf8),
            separator: "\t",
            isCut: isCut, limit: limit)
    }

    private func summary(_ list: GitTagList) -> String {
        list.tags.map { "\($0.name)=\($0.object.prefix(1))\($0.peeled?.prefix(1) ?? "")" }.joined(separator: " ")
    }

    @Test(arguments: [
        ("", ""), ("A\trefs/tags/v1\n", "v1=a"), ("\(long)\trefs/tags/v1\n", "v1=c"),
        ("A\trefs/tags/v1\nB\trefs/tags/v1^{}\n", "v1=ab"), ("A\trefs/tags/v1\nA\trefs/tags/v1\n", "v1=a"),
        ("B\trefs/tags/x/y\nA\trefs/tags/v1\n", "x/y=b v1=a"),
        ("A\trefs/tags/v1\nA\trefs/tags/v1-rc\nB\trefs/tags/v1^{}\n", "v1=ab v1-rc=a"),
        ("A\trefs/tags/refs/tags/v1\n", "refs/tags/v1=a"),
    ]) func reads(_ text: String, _ expected: String) throws {
        let list = try parse(text)
        #expect(summary(list) == expected)
        #expect(list.partial == nil && list.unusable == 0)
    }

    @Test(arguments: [
        "A\trefs/tags/v1", "A refs/tags/v1\n", "A\trefs/heads/v1\n", "A\tHEAD\n", "abc\trefs/tags/v1\n",
        "\(a)a\trefs/tags/v1\n", "\n", "A\trefs/tags/v1\n\n", "A\trefs/tags/v1\nB\trefs/tags/v1\n",
        "A\trefs/tags/v1^{}\n", "A\trefs/tags/v1\nA\trefs/tags/v1^{}\nB\trefs/tags/v1^{}\n",
        "\(a.uppercased())\trefs/tags/v1\n", "\trefs/tags/v1\n", "error: what\n",
    ]) func refuses(_ text: String) {
        #expect { try parse(text) } throws: { ($0 as? GitError)?.code == .malformed }
    }

    @Test(arguments: [
        "a\u{1B}[31m", "a\u{7F}", "a\u{85}b", "a\u{202E}b", "a b", "a~1", "a^b", "a:b", "a?b", "a*", "a[b", "a\\b",
        "a..b",
        "a@{1}", "", "/a", "a/", "a//b", ".a", "a/.b", "a.", "a.lock", "a.lock/b",
    ]) func namesThatCannotBeAreLeftOut(_ name: String) throws {
        let list = try parse("A\trefs/tags/\(name)\nB\trefs/tags/\(name)^{}\nA\trefs/tags/v1\n")
        #expect(summary(list) == "v1=a")
        #expect(list.unusable == 1 && list.partial == nil)
    }

    @Test func namesThatAreNotTextAreLeftOut() throws {
        let line = Array("\(Self.a)\trefs/tags/v".utf8) + [0xFF, 0x0A]
        let list = try TagParser.parse(line, separator: "\t")
        #expect(list.tags.isEmpty && list.unusable == 1)
    }

    @Test func limits() throws {
        let text = (0..<12).map { "A\trefs/tags/v\($0)\n" }.joined()
        let list = try parse(text)
        #expect(list.tags.count == 10)
        #expect(list.partial == "the repository has more than 10 tags; the rest is not read")
        #expect(try parse(text, limit: 12).partial == nil)
        let cut = try parse("A\trefs/tags/v1\nA\trefs/ta", isCut: true)
        #expect(summary(cut) == "v1=a" && cut.partial != nil)
    }

    @Test func aMessageQuotesNoControlCharacters() {
        #expect { try parse("\u{1B}[31mjunk\n") } throws: { error in
            (error as? GitError)?.message.utf8.allSatisfy { $0 >= 0x20 } == true
        }
    }

    @Test(arguments: [
        ("fatal: unable to access 'https://joe:pw@x.example/a/': no", "unable to access 'https://x.example/a/': no"),
        ("remote: hi\nfatal: a\nfatal: b\n", "a; b"), ("x\u{1B}[1m\u{202E}y", "x [1m y"),
        ("warning: w\nssh: failed\n", "ssh: failed"), ("", ""),
        ("https://a@b@c/d https://e:f@g", "https://c/d https://g"),
    ]) func messagesAreClean(_ said: String, _ expected: String) {
        #expect(GitMessage.text(Array(said.utf8)) == expected)
    }

    @Test func messagesAreCut() {
        #expect(GitMessage.text(Array(String(repeating: "x", count: 9_999).utf8)).count == 301)
    }
}
