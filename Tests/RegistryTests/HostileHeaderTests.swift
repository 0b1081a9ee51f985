import TestSupport
import Testing

@testable import Registry

@Suite("Headers of a hostile peer")
struct HostileHeaderTests {
    @Test func anyLinkEnds() {
        var random = SplitMix(state: 13)
        let pieces = ["<", ">", ";", ",", "rel", "=", "next", "\"", "\\", " ", "/a", "?", "\t", "ü"]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            if case .target(let target) = LinkHeader.next([text]) { #expect(!target.isEmpty) }
        }
    }

    @Test(
        "warnings of the specification, and others",
        arguments: [
            (#"299 - "Your token expires soon""#, ["Your token expires soon"]),
            (#"299 - "a \"b\" \\ c""#, [#"a "b" \ c"#]),
            (#"299 - """#, []), (#"299 - "open"#, []), (#"299 - "a" "b""#, []), (#"199 - "x""#, []), ("", []),
            ("299 - x", []),
            (#"299 - "x\""#, []), ("299 - \"a\u{1B}[0mb\"", ["a [0mb"]),
            ("299 - \"" + String(repeating: "x", count: 5_000) + "\"", []),
        ] as [(String, [String])])
    func warnings(field: String, texts: [String]) {
        #expect(Warning.texts([field]) == texts)
    }

    @Test func warningsAreReadUpToABound() {
        let fields = (0..<5).map { _ in "299 - \"" + String(repeating: "x", count: 1_000) + "\"" }
        #expect(Warning.texts(fields).count == 4)
        #expect(Warning.texts([fields[0], "nonsense", #"299 - "y""#]).count == 2)
    }
}
