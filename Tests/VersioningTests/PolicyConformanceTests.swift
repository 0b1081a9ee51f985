import Testing
import Versioning

@Suite("Agreement with Flux's image policies")
struct PolicyConformanceTests {
    struct Case: Decodable {
        struct Request: Decodable {
            struct Filter: Decodable {
                var pattern: String?
                var extract: String?
            }
            var policy: String
            var range: String?
            var order: String?
            var filter: Filter?
            var tags: [String]
        }
        struct Answer: Decodable {
            var err: String?
            var latest: String
            var anyOf: [String]?
        }
        var id: String
        var `in`: Request
        var want: Answer
    }

    static let path = "conformance/policy-dev.jsonl"

    @Test(
        "every recorded answer is ours too",
        .enabled(if: SharedCases.data(path) != nil, "no ../shared/conformance/policy-dev.jsonl beside this checkout"),
    )
    func recordedAnswers() throws {
        let cases = try #require(try SharedCases.lines(Self.path, as: Case.self))
        #expect(cases.count > 2000)
        let wrong = cases.filter { !Self.agrees($0) }.map(\.id)
        #expect(wrong.isEmpty, "\(cases.count - wrong.count) of \(cases.count) agree; first: \(wrong.prefix(40))")
    }

    static func agrees(_ test: Case) -> Bool {
        let expected = test.want.anyOf ?? [test.want.err == nil ? "=" + test.want.latest : "!"]
        return expected.contains(answer(test.in, test.in.tags, .asListed))
    }

    @Test(
        "by bytes the order of the listing does not matter, and descending order gives Flux's answer",
        .enabled(if: SharedCases.data(path) != nil, "no ../shared/conformance/policy-dev.jsonl beside this checkout"),
    )
    func byBytes() throws {
        let cases = try #require(try SharedCases.lines(Self.path, as: Case.self))
        for test in cases {
            let descending = Set(test.in.tags).sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
            let answer = Self.answer(test.in, test.in.tags, .byBytes)
            #expect(answer == Self.answer(test.in, test.in.tags.reversed(), .byBytes), "\(test.id)")
            #expect(answer == Self.answer(test.in, descending, .byBytes), "\(test.id)")
            // Among several values of equal rank a filtered policy of Flux may take any.
            if test.want.anyOf == nil, test.in.filter == nil {
                #expect(answer == Self.answer(test.in, descending, .asListed), "\(test.id)")
            }
        }
    }

    static func answer(_ request: Case.Request, _ tags: [String], _ ties: Policy.Ties) -> String {
        guard let rule = rule(request) else { return "!" }
        do {
            let filter = try request.filter.map { filter in
                try TagFilter(pattern: filter.pattern ?? "", extract: filter.extract ?? "")
            }
            return "=" + (try Policy(rule, filter: filter).latest(of: tags, ties: ties))
        } catch {
            return "!"
        }
    }

    private static func rule(_ request: Case.Request) -> Policy.Rule? {
        let order = Policy.Order(flux: request.order ?? "")
        return switch request.policy {
        case "semver": (try? Constraint(request.range ?? "")).map(Policy.Rule.semver)
        case "alphabetical": order.map(Policy.Rule.alphabetical)
        case "numerical": order.map(Policy.Rule.numerical)
        default: nil
        }
    }
}
