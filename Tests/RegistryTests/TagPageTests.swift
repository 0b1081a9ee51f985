import TestSupport
import Testing

@testable import Registry

@Suite("Tag pages")
struct TagPageTests {
    @Test(
        "read",
        arguments: [
            (#"{"name":"a","tags":["1","2"]}"#, ["1", "2"], 2), (#" { "tags" : [ "1" ] , "name" : "a" } "#, ["1"], 1),
            (#"{"name":"a","tags":[]}"#, [], 0), (#"{"name":"a","tags":null}"#, [], 0), (#"{"name":"a"}"#, [], 0),
            ("{}", [], 0),
            (#"{"name":"a","tags":["1",null,"2",null]}"#, ["1", "2"], 4),
            (#"{"tags":["1",2,{"x":[]},"3"]}"#, ["1", "3"], 4),
            (#"{"tags":["\u0031","a\\b"]}"#, ["1", "a\\b"], 2),
            (#"{"name":null,"tags":["1"],"child":[],"manifest":{"x":{}}}"#, ["1"], 1),
            (#"{"name":"ü","tags":["1"]}"#, ["1"], 1),
        ])
    func read(json: String, tags: [String], count: Int) throws {
        let page = try #require(TagPage(Array(json.utf8)))
        #expect(page.tags == tags)
        #expect(page.count == count)
    }

    @Test(
        "not a page",
        arguments: [
            "", " ", "null", "[]", "\"x\"", "<html></html>", #"{"tags":"x"}"#, #"{"tags":{}}"#, #"{"tags":["1"]"#,
            #"{"tags":["1"]}x"#,
            #"{"tags":["1" "2"]}"#, #"{'tags':[]}"#,
        ])
    func notAPage(json: String) {
        #expect(TagPage(Array(json.utf8)) == nil)
    }

    @Test func theScannerTakesTheUsualForm() {
        #expect(TagPageScanner.scan(Array(#"{"name":"org/app","tags":["1.0.0","v2"]}"#.utf8)) == ["1.0.0", "v2"])
    }

    /// What the scanner accepts, the decoder must read in the same way.
    @Test func scannerAndDecoderAgree() {
        var random = SplitMix(state: 11)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\"tags\"", "\"name\"", "\"1.0\"", "\"v2-x\"", " ", "\n", "null", "12",
            "\\", "\u{1}", "ü",
            "\"a\\u0062\"", "{\"name\":\"a\",\"tags\":[", "]}",
        ]
        let page = ["{", "\"name\"", ":", "\"a\"", ",", "\"tags\"", ":", "[", "\"1.0\"", ",", "\"v2\"", "]", "}"]
        var accepted = 0
        for _ in 0..<20_000 {
            var words = page
            for _ in 0..<Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: 0..<words.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: words[place] = pieces.randomElement(using: &random) ?? ""
                case 1: words.insert(pieces.randomElement(using: &random) ?? "", at: place)
                default: words.remove(at: place)
                }
            }
            let bytes = Array(words.joined().utf8)
            guard let tags = TagPageScanner.scan(bytes) else { continue }
            accepted += 1
            #expect(TagPage(decoding: bytes)?.tags == tags, "\(words.joined())")
        }
        #expect(accepted > 5_000)
    }
}
