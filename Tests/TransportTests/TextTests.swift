import Testing
import Transport

@Suite("Texts and headers")
struct TextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\u{1B}[31mred", "a [31mred"), ("two\r\nlines", "two lines"), ("\u{202E}evil", "evil"),
        ("  a \t\t b  ", "a b"), ("", ""), ("\u{9B}x\u{7F}y", "x y"),
    ])
    func remoteText(text: String, clean: String) {
        #expect(RemoteText.clean(text) == clean)
    }

    @Test func remoteTextIsCut() {
        #expect(RemoteText.clean(String(repeating: "x", count: 9), limit: 4) == "xxxx…")
    }

    @Test func secretsDoNotPrint() {
        struct Box { let secret: Secret }
        let box = Box(secret: Secret("hunter2"))
        var dumped = ""
        dump(box, to: &dumped)
        for text in ["\(box)", "\(box.secret)", String(reflecting: box), String(describing: [box.secret]), dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(box.secret.reveal() == "hunter2")
    }

    @Test(arguments: [
        ("https://a.b/c", "https://a.b/c"), ("https://u:p@a.b/c", "https://a.b/c"),
        ("https://a.b/c?n=10&last=x", "https://a.b/c?n=10&last=x"),
        ("https://a.b/c?sig=x&n=1", "https://a.b/c?sig=…&n=1"),
        ("https://a.b/c?secret", "https://a.b/c?…"), ("not a url?key=x", "not a url?key=…"),
    ])
    func redaction(text: String, shown: String) {
        #expect(Redaction.url(text) == shown)
    }

    @Test func headersCompareWithoutCase() {
        var headers: HTTPHeaders = ["Link": "a", "LINK": "b", "ETag": "c"]
        #expect(headers.values(for: "link") == ["a", "b"])
        #expect(headers["etag"] == "c")
        headers.set("link", "d")
        #expect(headers.values(for: "Link") == ["d"])
        headers.remove("ETAG")
        #expect(headers.fields.count == 1)
    }
}
