import Charts
import Discovery
import FoundationEssentials
import Glibc
import TestSupport
import Testing
import Tracking
import Upstream

/// Pairs of charts, one for each kind of change, with a tree that uses the old one: what their review says.
@Suite struct ReviewFixtureTests {
    static let folder = "\(Places.fixtures)/reviews"
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []

    struct Expectation: Decodable {
        let kubeVersion: String?
        let verdict: String
        /// `severity code path file:line`, in the order of the review.
        let items: [String]
    }

    @Test(arguments: names)
    func reviewsAsExpected(name: String) async throws {
        let folder = "\(Self.folder)/\(name)"
        let text = Data(Places.bytes("\(folder)/expect.json"))
        let expected = try JSONDecoder().decode(Expectation.self, from: text)
        let review = try await PackedCharts(pair: name).review(
            tree: "\(folder)/tree", kubeVersion: expected.kubeVersion)
        let lines = review.items.map(Self.line)
        #expect(lines == expected.items)
        #expect(review.verdict.rawValue == expected.verdict)
        if getenv("ASTERN_WRITE_EXPECTATIONS") != nil { try Self.write(review, expected, to: "\(folder)/expect.json") }
    }

    @Test func everyCodeHasAFixture() throws {
        let named = Set(
            Self.names.flatMap { name in
                Places.text("\(Self.folder)/\(name)/expect.json").split(separator: "\"").compactMap { line in
                    let words = line.split(separator: " ")
                    return words.count > 1 && ["error", "warning", "info"].contains(words[0]) ? String(words[1]) : nil
                }
            })
        let missing = ReviewItem.Code.allCases.map(\.rawValue).filter { !named.contains($0) }
        #expect(missing.isEmpty)
    }

    private static func line(_ item: ReviewItem) -> String {
        let severity =
            switch item.verdict {
            case .safe: "info"
            case .check: "warning"
            case .breaks: "error"
            }
        let place = item.file.map { " \($0):\(item.line ?? 0)" } ?? ""
        return "\(severity) \(item.code.rawValue) \(item.path ?? "-")\(place)"
    }

    private static func write(_ review: ChartReview, _ expected: Expectation, to path: String) throws {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        var text = "{\n"
        if let version = expected.kubeVersion { text += "  \"kubeVersion\": \(quoted(version)),\n" }
        text += "  \"verdict\": \(quoted(review.verdict.rawValue)),\n  \"items\": ["
        text += review.items.map { "\n    " + quoted(line($0)) }.joined(separator: ",")
        text += review.items.isEmpty ? "]\n}\n" : "\n  ]\n}\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
