import TestSupport
import Testing

@testable import Versioning

@Suite("Constraints")
struct ConstraintTests {
    /// Constraint, versions it allows, versions it refuses.
    static let answers: [(String, String, String)] = [
        (">=1,<2", "1.5.0", "2.0.0"),
        (">=1 <2", "1.5.0", "2.0.0"),
        ("1||2", "2.5.0", "3.0.0"),
        ("=>1", "1.2.3", "0.9.0"),
        ("=<1", "1.9.9", "2.0.0"),
        (">=1\n", "1.2.3", ""),
        ("v1.2.3", "1.2.3 v1.2.3 1.2.3+b", "1.2.4"),
        ("1", "1.9.9", "2.0.0 1.0.0-a"),
        ("1.2", "1.2.9", "1.3.0"),
        ("*", "9.9.9 0.0.0", "1.0.0-a"),
        ("*-0", "1.0.0-a 0.0.0-0", ""),
        ("^*", "0.0.0", "0.0.1 0.1.0 1.2.3"),
        ("~*", "1.2.3", ""),
        ("!=*", "1.2.3", "0.0.0"),
        (">*", "0.0.1 1.0.0", "0.0.0"),
        ("<*", "", "0.0.0"),
        ("<=*", "0.0.0 0.0.9", "0.1.0 1.0.0"),
        ("~0.0.0", "0.0.0 0.9.0 5.0.0", ""),
        ("~0.0", "0.0.9", "0.1.0"),
        ("^0.2.3", "0.2.3 0.2.9", "0.3.0"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("^1.2.x", "1.2.0 1.9.0", "1.1.9"),
        (">1", "2.0.0", "1.9.9"),
        (">1.2", "1.3.0", "1.2.9"),
        ("!=1.2", "1.3.0", "1.2.3"),
        ("x.1.2", "7.7.7", ""),
        ("1.x.99999999999999999999999", "1.9.9", ""),
        ("1.2 - 2.3", "1.2.0 2.3.9", "2.4.0"),
        ("1 - 2 || 4 - 5", "4.4.4", "3.0.0"),
        ("1 - 3, !=2.0.0", "2.1.0", "2.0.0"),
        (">=1.0.0-0 <2.0.0", "1.5.0-beta 2.0.0-alpha", "2.0.0"),
        (">=1.0.0 || >=3.0.0-0", "3.0.0-beta", "1.5.0-beta"),
        ("^1.2.3-beta", "1.9.0-alpha 1.2.3", "1.2.3-alpha"),
        ("<=1.2-alpha", "1.2.5 1.2.9-z", "1.3.0-a"),
        ("!=1.2-alpha", "1.2.7-beta 1.2.7 1.3.0-alpha", "1.2.7-alpha"),
        (">0.0.0-0", "0.0.0 1.0.0-a 0.0.0-00a", "0.0.0-0"),
        (">=524288.0.0", "524288.0.0 600000.0.0", "524287.9.9 1.0.0"),
        ("^1.2.3 || >=18446744073709551615", "1.3.0 18446744073709551615.0.0", "2.0.0"),
    ]

    @Test("what a constraint allows", arguments: answers)
    func allows(_ text: String, _ allowed: String, _ refused: String) throws {
        let constraint = try Constraint(text)
        for version in try allowed.split(separator: " ").map({ try Version(String($0)) }) {
            #expect(constraint.allows(version), "\(version)")
            #expect(constraint.whyNot(version).isEmpty, "\(version)")
        }
        for version in try refused.split(separator: " ").map({ try Version(String($0)) }) {
            #expect(!constraint.allows(version), "\(version)")
            #expect(!constraint.whyNot(version).isEmpty, "\(version)")
        }
    }

    static let errors: [(String, Int, ConstraintError.Expected)] = [
        ("", 0, .version),
        ("1 ||", 4, .version),
        (", 1", 0, .version),
        ("1,", 2, .version),
        (">=1<2", 3, .separator),
        ("> = 1", 2, .version),
        ("==1.2.3", 1, .version),
        ("V1.2.3", 0, .version),
        ("1.2.3.4", 5, .separator),
        ("1|2", 1, .validVersion(.end)),
        ("**", 0, .validVersion(.digit)),
        ("^1 - 2", 1, .version),
        (">=1.2.3-01", 8, .validVersion(.noLeadingZero)),
        (">=1\u{0B}", 3, .separator),
        (">=1\u{A0}", 3, .separator),
        (">=1\u{0}", 3, .separator),
        (String(repeating: "1 || ", count: 32) + "1", 159, .atMost32Groups),
        (String(repeating: "1||", count: 100_000), 512, .atMost512Bytes),
        (String(repeating: "9", count: 10_000_000), 512, .atMost512Bytes),
    ]

    @Test("an error names the place and what was expected", arguments: errors)
    func error(_ text: String, _ position: Int, _ expected: ConstraintError.Expected) {
        let error = #expect(throws: ConstraintError.self) { try Constraint(text) }
        #expect(error?.position == position)
        #expect(error?.expected == expected)
    }

    @Test("thirty-two alternatives are allowed")
    func groups() throws {
        #expect(try Constraint(String(repeating: "1 || ", count: 31) + "2").allows(try Version("2.1.0")))
    }

    @Test("why not, comparison by comparison")
    func whyNot() throws {
        let constraint = try Constraint(">=1.2.0 <2.0.0 || ~3.4, !=3.4.1")
        #expect(constraint.whyNot(try Version("1.5.0")).isEmpty)
        let high = constraint.whyNot(try Version("2.1.0"))
        #expect(high.map(\.group) == [0, 1])
        #expect(high.map(\.comparison) == ["<2.0.0", "~3.4"])
        #expect(high.map(\.reason) == [.tooHigh, .tooLow])
        #expect(constraint.whyNot(try Version("3.4.1")).map(\.reason) == [.tooHigh, .excluded])
        #expect(constraint.whyNot(try Version("1.5.0-rc.1")).map(\.reason) == [.prerelease, .prerelease])
    }

    @Test(
        "the latest of a list does not depend on its order",
        arguments: [
            [], ["1.0.0"], ["v1.2.0", "1.2.0", "1.2.0+a", "1.2"], ["1.2.0+a", "1.2", "1.2.0", "v1.2.0", "latest"],
        ]
    )
    func latest(_ texts: [String]) throws {
        let best = try Constraint("1.x").latest(of: texts, strict: false, threePart: false)
        #expect(best?.text == (texts.count > 1 ? "v1.2.0" : texts.first))
        #expect(try Constraint("9.x").latest(of: texts, strict: false, threePart: false) == nil)
    }

    @Test("the quick way by keys agrees with the comparisons")
    func quickWay() {
        var texts = VersionTexts(random: SplitMix(state: 7))
        var random = SplitMix(state: 8)
        let operators = ["", "=", "!=", ">", "<", ">=", "<=", "~", "^"]
        let parts = ["*", "0", "1", "2", "524287", "1.*", "0.0", "0.1", "1.1", "0.0.0", "0.0.1", "0.1.1", "1.2.3"]
        let versions = (0..<400).compactMap { _ in try? Version(texts.next()) }
        for _ in 0..<600 {
            let groups = (0..<random.pick([1, 1, 2])).map { _ in
                (0..<random.pick([1, 2])).map { _ in
                    random.pick(operators) + random.pick(parts) + random.pick(["", "", "-0", "-rc.1"])
                }.joined(separator: " ")
            }
            guard let constraint = try? Constraint(groups.joined(separator: " || ")) else { continue }
            let allowed = versions.filter { constraint.allows($0) }.map(\.text)
            #expect(allowed == versions.filter { constraint.allowsSlowly($0) }.map(\.text), "\(constraint)")
            #expect(allowed == constraint.indices(allowedIn: versions).map { versions[$0].text }, "\(constraint)")
        }
    }
}
