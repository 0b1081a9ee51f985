import TestSupport
import Testing
import Transport

@Suite("Texts of a hostile peer")
struct HostileTextTests {
    private static func texts(_ count: Int, from pieces: [String], seed: UInt64) -> [String] {
        var random = SplitMix(state: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0..<9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
    }

    private static let pieces = [
        "http", "https", ":", "/", "//", "?", "#", "@", "[", "]", "::1", "127.0.0.1", "a.b", ".", "..", "/./", "/../",
        "%", "%2e", " ",
        "\\", "\u{0}", "\n", "ü", "80", "99999", "&", "=", "a", "-", "_",
    ]

    /// What is accepted reads back as itself, and holds nothing that libcurl could take for something else.
    @Test func addressesAreStable() throws {
        let base = try #require(HTTPAddress("https://a.b/c/d?e"))
        var accepted = 0
        for text in Self.texts(30_000, from: Self.pieces, seed: 3) {
            for address in [HTTPAddress("https://" + text), HTTPAddress(text), base.resolve(text)].compactMap({ $0 }) {
                accepted += 1
                #expect(HTTPAddress(address.text) == address, "\(text)")
                #expect(address.path.hasPrefix("/"))
                #expect(address.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
                #expect(!address.origin.description.contains("@"))
            }
        }
        #expect(accepted > 10_000)
    }

    @Test func anyTextEnds() {
        let pieces = [
            "Sun", ",", " ", "06", "Nov", "1994", "08:49:37", "GMT", "-", ":", "1e9", "9", "99999999999999999999",
            "nan",
        ]
        for text in Self.texts(20_000, from: pieces, seed: 5) {
            _ = HTTPDate.unixTime(text)
            if let wait = RetryAfter.wait(text, now: 1_700_000_000) { #expect(wait >= .zero) }
            _ = NetworkPlace(host: text)
        }
        for text in Self.texts(5_000, from: Self.pieces, seed: 9) {
            _ = Redaction.url(text)
            #expect(!RemoteText.clean(text).unicodeScalars.contains { $0.value < 0x20 })
        }
    }
}
