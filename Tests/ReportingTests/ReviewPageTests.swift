import FoundationEssentials
import Testing
import Tracking

/// `docs/review.md` names every code of a review, in their order.
@Suite struct ReviewPageTests {
    @Test func everyCodeHasItsLine() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try String(contentsOfFile: "/\(root)/docs/review.md", encoding: .utf8)
        let listed = page.split(separator: "\n").drop { $0 != "| code | usually | meaning |" }.dropFirst(2)
            .prefix { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(listed == ReviewItem.Code.allCases.map(\.rawValue))
    }
}
