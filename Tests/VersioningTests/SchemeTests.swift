import TestSupport
import Testing
import Versioning

@Suite("Chart scheme")
struct ChartSchemeTests {
    struct Case: Sendable {
        var current: String
        var candidate: String
        var outcome: String
        var oci = false
        var allow = false

        init(_ current: String, _ candidate: String, _ outcome: String, oci: Bool = false, allow: Bool = false) {
            self.current = current
            self.candidate = candidate
            self.outcome = outcome
            self.oci = oci
            self.allow = allow
        }
    }

    static let cases = [
        Case("1.2.3", "1.2.4", "newer patch"),
        Case("1.2.3", "v1.3.0", "newer minor"),
        Case("1.2", "1.10", "newer minor"),
        Case("1.2.3", "1.2.3+b", "same none"),
        Case("1.2.3", "2.0.0-rc.1", "prerelease"),
        Case("1.2.3", "2.0.0-rc.1", "newer major", allow: true),
        Case("1.2.3-rc.1", "1.2.3-rc.2", "newer prerelease"),
        Case("1.2.3-rc.1", "1.2.3", "newer prerelease"),
        Case("1.2.3-rc.1", "1.3.0-alpha", "newer minor"),
        Case("1.2.3", "latest", "rolling"),
        Case("1.2.3", "f00dfeed", "hash"),
        Case("1.2.3", "1.2.3.4", "notAVersion"),
        Case("1.2.3", "1.2.4_build.1", "notAVersion"),
        Case("1.2.3", "1.2.4_build.1", "newer patch", oci: true),
        Case("v1.2.3", "1.2.4", "newer patch", oci: true),
        Case("1.2.3", "1.3", "otherLength", oci: true),
        Case("1.2.3", "20991231", "otherLength", oci: true),
        Case("1.8.1", "99.0.0-pr.5", "prerelease", oci: true),
        Case("1.2.3", "sha256-" + String(repeating: "0f", count: 32) + ".sig", "signature", oci: true),
    ]

    @Test("reading and step", arguments: cases)
    func reading(_ test: Case) throws {
        let scheme = try Scheme.chart(
            current: test.current,
            requiresThreeParts: test.oci,
            allowPrerelease: test.allow,
            options: SchemeOptions(),
        )
        #expect(scheme.name == .chartSemver)
        let outcome: String
        switch scheme.read(test.candidate) {
        case .rejected(let reason): outcome = reason.rawValue
        case .ordered(let reading):
            let order = reading > scheme.current ? "newer" : reading == scheme.current ? "same" : "older"
            outcome = "\(order) \(scheme.change(from: scheme.current, to: reading).rawValue)"
            #expect(reading.text == test.candidate)
        }
        #expect(outcome == test.outcome)
    }

    @Test(
        "a chart without order",
        arguments: [
            ("", Unordered.empty), ("latest", .rolling), ("${VERSION}", .template), ("1.2.3.4", .notAVersion),
            ("SHOULD-PATCH-THIS", .placeholder),
        ]
    )
    func unordered(_ current: String, _ reason: Unordered) {
        #expect(throws: reason) {
            try Scheme.chart(
                current: current,
                requiresThreeParts: false,
                allowPrerelease: false,
                options: SchemeOptions(),
            )
        }
    }
}

@Suite("Inferred scheme")
struct InferredSchemeTests {
    private func inferred(
        _ current: String,
        _ listing: [String] = [],
        allow: Bool = false,
        zero: Bool = false,
    ) throws(Unordered) -> Scheme {
        let options = SchemeOptions(zeroMinorIsMajor: zero)
        return try .inferred(current: current, listing: listing, allowPrerelease: allow, options: options)
    }

    private func reading(_ scheme: Scheme, _ tag: String) -> Reading? {
        if case .ordered(let reading) = scheme.read(tag) { reading } else { nil }
    }

    @Test(
        "pre-releases of any family when allowed",
        arguments: [
            "1.2.4-rc.1", "1.2.4-nightly", "1.2.4.dev1", "1.2.4b1", "1.2.4-SNAPSHOT", "1.2.4-canary.5",
            "1.2.4-preview3",
        ]
    )
    func allowed(_ tag: String) throws {
        let reading = try #require(reading(try inferred("1.2.3", allow: true), tag))
        #expect(reading.isPrerelease)
        #expect(reading > (try inferred("1.2.3").current))
    }

    @Test(
        "the second number counts as major while the first is zero",
        arguments: [
            ("0.1.0", "0.2.0", Change.major), ("0.0.1", "0.0.2", .patch), ("1.1.0", "1.2.0", .minor),
        ]
    )
    func zeroMinor(_ from: String, _ to: String, _ expected: Change) throws {
        let scheme = try inferred(from, zero: true)
        let target = try #require(reading(scheme, to))
        #expect(scheme.change(from: scheme.current, to: target) == expected)
        let chart = try Scheme.chart(
            current: from,
            requiresThreeParts: false,
            allowPrerelease: false,
            options: SchemeOptions(zeroMinorIsMajor: true)
        )
        let chartTarget = try #require(reading(chart, to))
        #expect(chart.change(from: chart.current, to: chartTarget) == expected)
    }

    @Test(
        "bad input is refused in bounded time",
        arguments: [
            "", "\u{0}", "1.2.3\u{0}", "é", "1.2.3\n", "1 2", String(repeating: "1.", count: 5_000_000),
            String(repeating: "a-", count: 5_000_000), String(repeating: "9", count: 10_000_000),
        ]
    )
    func badInput(_ text: String) throws {
        #expect(throws: Unordered.self) { try inferred(text) }
        let scheme = try inferred("1.2.3", [text])
        #expect(reading(scheme, text) == nil)
    }

    @Test("readings of one scheme are totally ordered")
    func order() throws {
        var random = SplitMix(state: 11)
        let scheme = try inferred("1.2.3-alpine3.18", allow: true)
        var readings: [Reading] = []
        for _ in 0..<400 {
            let numbers = (0..<3).map { _ in random.pick(["0", "1", "2", "10", "011"]) }.joined(separator: ".")
            let pre = random.pick(["", "", "-rc.1", "-rc.2", "-beta1", "-nightly", ".dev3", "-alpha.1.2", "b2"])
            let tag = numbers + pre + random.pick(["-alpine3.18", "-alpine3.19", "-alpine3.9"])
            if let reading = reading(scheme, tag) { readings.append(reading) }
        }
        #expect(readings.count == 400)
        let sorted = readings.sorted()
        for i in sorted.indices {
            for j in sorted.indices[i...] {
                #expect(!(sorted[j] < sorted[i]))
                #expect((sorted[i] == sorted[j]) == (!(sorted[i] < sorted[j])))
            }
        }
        for a in readings.prefix(60) {
            for b in readings.prefix(60) where a == b { #expect(scheme.change(from: a, to: b) == .none) }
        }
    }

    @Test("changes are ordered as the reaches are")
    func changes() {
        #expect(Change.allCases.sorted() == [.none, .digest, .prerelease, .patch, .minor, .major])
    }
}
