import Testing
import Versioning

@Suite("Reading versions")
struct VersionTests {
    struct Case: Sendable {
        var text: String
        var loose: String?
        var strict: String?
        var threePart: String?

        init(_ text: String, _ loose: String?, _ strict: String?, _ threePart: String?) {
            self.text = text
            self.loose = loose
            self.strict = strict
            self.threePart = threePart
        }
    }

    private static let maximum = "18446744073709551615.0.0"
    private static let longest = "1.2.3-" + String(repeating: "a", count: 250)

    static let cases = [
        Case("1.2.3", "1.2.3", "1.2.3", "1.2.3"),
        Case("v1.2.3", "1.2.3", nil, "1.2.3"),
        Case("V1.2.3", nil, nil, nil),
        Case("1.2", "1.2.0", nil, nil),
        Case("v1", "1.0.0", nil, nil),
        Case("", nil, nil, nil),
        Case("v", nil, nil, nil),
        Case("01.02.03", "1.2.3", nil, "1.2.3"),
        Case("1.2.3.4", nil, nil, nil),
        Case(" 1.2.3", nil, nil, nil),
        Case("1.2.3\n", nil, nil, nil),
        Case("1.2.3-", nil, nil, nil),
        Case("1.2.3-01", nil, nil, nil),
        Case("1.2.3-0a", "1.2.3-0a", "1.2.3-0a", "1.2.3-0a"),
        Case("1.2.3--", "1.2.3--", "1.2.3--", "1.2.3--"),
        Case("1.2.3-a..b", nil, nil, nil),
        Case("1.2.3+", nil, nil, nil),
        Case("1.2.3+001", "1.2.3+001", "1.2.3+001", "1.2.3+001"),
        Case("1.2.3+a+b", nil, nil, nil),
        Case("1.2.3+a-b", "1.2.3+a-b", "1.2.3+a-b", "1.2.3+a-b"),
        Case("1-a", "1.0.0-a", nil, nil),
        Case("1.2-x.y", "1.2.0-x.y", nil, "1.2.0-x.y"),
        Case("1.2.3_b", nil, nil, nil),
        Case("1.2.3rc1", nil, nil, nil),
        Case("1..3", nil, nil, nil),
        Case(maximum, maximum, maximum, maximum),
        Case("18446744073709551616.0.0", nil, nil, nil),
        Case("20240101", "20240101.0.0", nil, nil),
        Case("1.2.3\u{0}", nil, nil, nil),
        Case("1.2.é", nil, nil, nil),
        Case("１.2.3", nil, nil, nil),
        Case(longest, longest, longest, longest),
        Case(longest + "a", nil, nil, nil),
    ]

    @Test("three readers", arguments: cases)
    func readers(_ test: Case) {
        #expect((try? Version(test.text))?.canonical == test.loose)
        #expect((try? Version(strict: test.text))?.canonical == test.strict)
        #expect((try? Version(threePart: test.text))?.canonical == test.threePart)
    }

    @Test("the text is kept, the parts are found")
    func parts() throws {
        let version = try Version("v01.2-rc.1+build.7")
        #expect(version.text == "v01.2-rc.1+build.7")
        #expect(version.description == version.text)
        #expect((version.major, version.minor, version.patch) == (1, 2, 0))
        #expect(version.prerelease == "rc.1")
        #expect(version.metadata == "build.7")
        #expect(version.isPrerelease)
        #expect(version.canonical == "1.2.0-rc.1+build.7")
        let big = try Version("524287.1048576.18446744073709551615")
        #expect((big.major, big.minor, big.patch) == (524_287, 1_048_576, .max))
        #expect(big.prerelease.isEmpty && big.metadata.isEmpty)
    }

    static let errors: [(String, Int, VersionError.Expected)] = [
        ("", 0, .digit),
        ("v", 1, .digit),
        ("1.x", 2, .digit),
        ("1.2.3.4", 5, .end),
        ("1.2.3-", 6, .identifier),
        ("1.2.3-a..b", 8, .identifier),
        ("1.2.3-a.01", 8, .noLeadingZero),
        ("1.2.99999999999999999999", 4, .numberBelow2To64),
        (String(repeating: "1", count: 10_000_000), 256, .atMost256Bytes),
    ]

    @Test("an error names the place and what was expected", arguments: errors)
    func error(_ text: String, _ position: Int, _ expected: VersionError.Expected) {
        let error = #expect(throws: VersionError.self) { try Version(text) }
        #expect(error?.position == position)
        #expect(error?.expected == expected)
    }

    @Test(
        "strict errors",
        arguments: [
            ("v1.2.3", 0, VersionError.Expected.digit), ("1.2", 3, .dot), ("1.02.3", 2, .noLeadingZero),
        ]
    )
    func strictError(_ text: String, _ position: Int, _ expected: VersionError.Expected) {
        let error = #expect(throws: VersionError.self) { try Version(strict: text) }
        #expect(error?.position == position)
        #expect(error?.expected == expected)
    }

    static let order: [(String, String, Int)] = [
        ("1.0.0-alpha", "1.0.0-alpha.1", -1),
        ("1.0.0-alpha.1", "1.0.0-alpha.beta", -1),
        ("1.0.0-beta.2", "1.0.0-beta.11", -1),
        ("1.0.0-rc2", "1.0.0-rc10", 1),
        ("1.0.0-1", "1.0.0-a", -1),
        ("1.0.0-A", "1.0.0-a", -1),
        ("1.0.0--", "1.0.0-0", 1),
        ("1.0.0-18446744073709551615", "1.0.0-18446744073709551616", -1),
        ("1.0.0-99999999999999999999", "1.0.0-100000000000000000000", 1),
        ("1.0.0-a", "1.0.0-99999999999999999999", 1),
        ("1.0.0+a", "1.0.0+b", 0),
        ("1", "v1.0.0", 0),
        ("1.0.0", "1.0.0-zzz", 1),
        ("1.0.0-a.b", "1.0.0-a-b", -1),
        ("524287.0.0", "524288.0.0-a", -1),
        ("524287.0.1", "524287.0.0", 1),
        ("1.1048575.9", "1.1048576.0", -1),
        ("1.2.16777215", "1.2.16777216", -1),
        ("1.2.16777215-a", "1.2.16777215", -1),
        ("1.2.16777215", "1.3.0-a", -1),
    ]

    @Test("precedence", arguments: order)
    func precedence(_ a: String, _ b: String, _ expected: Int) throws {
        let (x, y) = (try Version(a), try Version(b))
        #expect(Version.compare(x, y) == expected)
        #expect(Version.compare(y, x) == -expected)
        #expect((x < y) == (expected < 0))
        #expect((x == y) == (expected == 0))
        if expected == 0 { #expect(x.hashValue == y.hashValue) }
    }

    @Test("a value is 32 bytes")
    func size() {
        #expect(MemoryLayout<Version>.stride == 32)
    }
}
