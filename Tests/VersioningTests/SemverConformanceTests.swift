import Testing
import Versioning

@Suite("Agreement with Masterminds semver v3.5.0")
struct SemverConformanceTests {
    struct Case: Decodable {
        struct Request: Decodable {
            struct Latest: Decodable {
                var c: String
                var vs: [String]
            }
            var c: String?
            var v: String?
            var cmp: [String]?
            var latest: Latest?
            var strict: Bool?
            var flux3: Bool?
        }
        struct Answer: Decodable {
            var cerr: Bool?
            var verr: Bool?
            var ok: Bool?
            var canon: String?
            var cmp: Int?
            var found: Bool?
            var latest: String?
            var alts: [String]?
        }
        var id: String
        var `in`: Request
        var want: Answer
    }

    static let path = "conformance/semver-dev.jsonl"

    @Test(
        "every recorded answer is ours too",
        .enabled(if: SharedCases.data(path) != nil, "no ../shared/conformance/semver-dev.jsonl beside this checkout"),
    )
    func recordedAnswers() throws {
        let cases = try #require(try SharedCases.lines(Self.path, as: Case.self))
        #expect(cases.count > 10_000)
        let wrong = cases.filter { !Self.agrees($0) }.map(\.id)
        #expect(wrong.isEmpty, "\(cases.count - wrong.count) of \(cases.count) agree; first: \(wrong.prefix(20))")
    }

    static func agrees(_ test: Case) -> Bool {
        let (request, want) = (test.in, test.want)
        func version(_ text: String) -> Version? {
            if request.strict == true { return try? Version(strict: text) }
            return request.flux3 == true ? try? Version(threePart: text) : try? Version(text)
        }
        if let pair = request.cmp {
            guard let a = version(pair[0]), let b = version(pair[1]) else { return want.cmp == nil }
            return want.cmp == Version.compare(a, b) && want.cmp == (a < b ? -1 : a == b ? 0 : 1)
        }
        if let latest = request.latest {
            let constraint = try? Constraint(latest.c)
            if (constraint == nil) != (want.cerr ?? false) { return false }
            let got = constraint?.latest(
                of: latest.vs,
                strict: request.strict == true,
                threePart: request.flux3 == true,
            )
            guard want.found == true, let expected = want.latest else { return got == nil }
            guard let got else { return false }
            return (want.alts ?? [expected]).contains(request.strict == true ? got.canonical : got.text)
        }
        let constraint = request.c.map { try? Constraint($0) } ?? nil
        let parsed = request.v.map { version($0) } ?? nil
        if let cerr = want.cerr, cerr != (constraint == nil) { return false }
        if let verr = want.verr, verr != (parsed == nil) { return false }
        if let ok = want.ok {
            guard let constraint, let parsed else { return !ok }
            if constraint.allows(parsed) != ok || constraint.whyNot(parsed).isEmpty != ok { return false }
        }
        if want.verr == false, let canon = want.canon, parsed?.canonical != canon { return false }
        return true
    }
}
