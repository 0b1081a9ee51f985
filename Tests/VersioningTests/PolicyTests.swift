import Testing

@testable import Versioning

@Suite("Policies and tag filters")
struct PolicyTests {
    /// Pattern, tag, extract, value; `nil` when the tag does not pass.
    static let values: [(String, String, String, String?)] = [
        ("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "main-abc-123", "$ts", "123"),
        ("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "main-abc-123", "${ts}", "123"),
        ("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "main-abc-123", "$ts-x", "123-x"),
        ("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "main-abc-123", "$tsx", ""),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$1.$2.0", "1.2.0"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$1x", ""),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "${1}x", "1x"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$$1", "$1"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$0", "v1.2"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$9", ""),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "$01", ""),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "lit$", "lit$"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "${1", "${1"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "${}$ 1", "${}$ 1"),
        ("^v(\\d+)\\.(\\d+)", "v1.2-rc", "é$1", "é1"),
        ("^v(\\d+)_(\\d+)", "v1_2", "$1_$2", "2"),
        ("^v(\\d+)_(\\d+)", "v1_2", "${1}_${2}", "1_2"),
        ("(a)|(b)", "b", "[$1|$2]", "[|b]"),
        ("(?<n>\\d+)", "a12", "$n", "12"),
        ("[(?<n>]+", "(?<n>", "$0", "(?<n>"),
        ("\\Q(?<n>\\E", "(?<n>", "$0", "(?<n>"),
        ("\\((?<n>\\d)", "(1", "$n", "1"),
        ("[]\\](](?<n>\\d)", "]1", "$n", "1"),
        ("[[:digit:](](?<n>x)", "5x", "$n", "x"),
        ("(\\d+)", "a1b22", "$1", "1"),
        ("(?i)^REL-(\\d+)", "rel-9", "$1", "9"),
        ("", "anything", "", "anything"),
        ("^v", "1.2.3", "", nil),
        ("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "abcdefghij", "$10$1", "ja"),
    ]

    @Test("what the policy sees of a tag", arguments: values)
    func value(_ pattern: String, _ tag: String, _ extract: String, _ expected: String?) throws {
        #expect(try TagFilter(pattern: pattern, extract: extract).value(of: tag) == expected)
    }

    @Test(
        "no Go regular expression",
        arguments: [
            ("(", 0), ("a(?!x)", 1), ("(?<=x)", 0), ("a\\C", 1), ("\\Z", 0), ("x{1001}", 1), ("a**", 1), ("[", 0),
            ("(?<n-o>x)", 0),
            ("((a{100}){100}){10}", 3),
            (String(repeating: "(", count: 2000), 999), (String(repeating: "a", count: 2_000_000), 1 << 20),
        ]
    )
    func invalid(_ pattern: String, _ position: Int) {
        let error = #expect(throws: PatternError.self) { try TagFilter(pattern: pattern, extract: "") }
        #expect(error?.position == position, "\(error?.description.prefix(200) ?? "")")
    }

    @Test("hostile patterns and texts take linear time")
    func hostile() throws {
        let long = String(repeating: "a", count: 100_000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "(.*)(.*)(.*)(.*)(.*)x$", "^(a?){500}b$"] {
            #expect(try TagFilter(pattern: pattern, extract: "$1").value(of: long) == nil)
        }
        let words = (0..<10_000).map { "word\($0)x" }.joined(separator: "|")
        #expect(try TagFilter(pattern: "^(\(words))$", extract: "$1").value(of: "word9999x") == "word9999x")
        #expect(try TagFilter(pattern: "((a{30}){30})$", extract: "").value(of: "b") == nil)
    }

    static let choices: [(Policy.Rule, [String], Result<String, PolicyError>)] = [
        (.alphabetical(.ascending), ["16.04", "20.10", "20.04"], .success("20.10")),
        (.alphabetical(.descending), ["16.04", "20.10", "20.04"], .success("16.04")),
        (.alphabetical(.ascending), [], .failure(.nothingToChooseFrom)),
        (.numerical(.ascending), ["5", "-8", "70"], .success("70")),
        (.numerical(.descending), ["5", "-8", "70"], .success("-8")),
        (.numerical(.ascending), ["0", "1a"], .failure(.notANumber("1a"))),
        (.numerical(.ascending), ["01", "1"], .success("01")),
        (.numerical(.ascending), ["NaN", "1", "2"], .success("2")),
        (.exact("1.2.3"), ["1.2.2", "1.2.3"], .success("1.2.3")),
        (.exact("1.2.4"), ["1.2.2", "1.2.3"], .failure(.noMatch)),
    ]

    @Test("the choice, in any order of the listing", arguments: choices)
    func choice(_ rule: Policy.Rule, _ tags: [String], _ expected: Result<String, PolicyError>) {
        let policy = Policy(rule, filter: nil)
        for tags in [tags, tags.reversed()] {
            let got = Result { () throws(PolicyError) in try policy.latest(of: tags, ties: .byBytes) }
            #expect(got == expected)
        }
    }

    @Test("semver: three parts only, equal versions by bytes or as listed")
    func semver() throws {
        let policy = Policy(.semver(try Constraint("1.x")), filter: nil)
        let tags = ["1.2.3", "v1.2.3", "1.9", "2.0.0", "1.2.0"]
        #expect(try policy.latest(of: tags, ties: .byBytes) == "v1.2.3")
        #expect(try policy.latest(of: tags, ties: .asListed) == "1.2.3")
        #expect(throws: PolicyError.noMatch) { try policy.latest(of: ["3.0.0"], ties: .byBytes) }
    }

    @Test("of tags with one value the least is taken")
    func sameValue() throws {
        let filter = try TagFilter(pattern: "^(?P<n>\\d+)-", extract: "$n")
        let policy = Policy(.numerical(.ascending), filter: filter)
        let tags = ["7-b", "7-a", "6-a", "x"]
        #expect(try policy.latest(of: tags, ties: .byBytes) == "7-a")
        #expect(try policy.latest(of: tags.reversed(), ties: .byBytes) == "7-a")
    }

    static let floats: [(String, Double?)] = [
        ("1", 1), ("01", 1), ("1e3", 1000), ("1E3", 1000), ("+5", 5), ("-.5", -0.5), ("1.", 1), (".5", 0.5),
        ("1_000", 1000), ("1_0.0_1", 10.01), ("0x1p-2", 0.25), ("0X1.8P1", 3), ("0x_1p0", 1), ("inf", .infinity),
        ("-Inf", -.infinity), ("+Infinity", .infinity), ("9007199254740993", 9_007_199_254_740_992),
        ("4.9e-324", .leastNonzeroMagnitude), ("1e-400", 0), ("18446744073709551616", 18_446_744_073_709_551_616),
        ("0.1e1_0", 1e9), ("-0", 0),
        ("", nil), (" 1", nil), ("1 ", nil), ("0x10", nil), ("1e400", nil), ("1_", nil), ("_1", nil), ("1__0", nil),
        ("1_.0", nil), ("1._0", nil), ("1e", nil), ("1e+", nil), ("e1", nil), (".", nil), ("+", nil), ("1a", nil),
        ("infi", nil), ("+nan", nil), ("1e_1", nil), ("1\u{0}", nil), ("0x1p1e1", nil), ("1e1.0", nil), ("-", nil),
    ]

    @Test("numbers as Go reads them", arguments: floats)
    func float(_ text: String, _ expected: Double?) {
        #expect(GoFloat.parse(text.utf8Span.span) == expected)
    }

    @Test("not a number is a number to Go")
    func nan() {
        #expect(GoFloat.parse("NaN".utf8Span.span)?.isNaN == true)
    }
}
