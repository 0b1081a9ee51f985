import Artifacts
import SourceYAML
import Testing
import Tracking

/// Aliases of one anchor: what is written for one reference is written for all.
@Suite struct SharedSitesTests {
    /// Two images by one tag; `one` and `two` are their names.
    private static let text = """
        kind: HelmRelease
        metadata: {name: app}
        spec:
          values:
            one: {repository: x.example/one, tag: &tag "1.2.3"}
            two: {repository: x.example/two, tag: *tag}

        """

    private static func upstream(_ one: String, _ two: String) -> ScriptedUpstream {
        ScriptedUpstream([
            "x.example/one": .success(Listing(line: one)), "x.example/two": .success(Listing(line: two)),
        ])
    }

    @Test(arguments: [
        ("1.2.3 1.2.4", "1.2.3 1.2.4", ["outdated newerWithinReach 1.2.4", "outdated newerWithinReach 1.2.4"]),
        ("1.2.3 1.2.4", "1.2.3 1.2.5", ["refused sharedSite -", "refused sharedSite -"]),
        ("1.2.3 1.2.4", "1.2.3", ["refused sharedSite -", "current newest -"]),
        ("1.2.3 1.2.4", "", ["refused sharedSite -", "unknown notListed -"]),
        ("1.2.3", "1.2.3", ["current newest -", "current newest -"]),
    ]) func theyMoveTogetherOrNotAtAll(_ one: String, _ two: String, _ lines: [String]) async throws {
        let plan = try await plan(["a.yaml": Self.text], upstream: Self.upstream(one, two))
        #expect(
            plan.decisions.map {
                "\($0.status.rawValue) \($0.reasons.map(\.code.rawValue).joined(separator: ",")) \($0.edits.first?.new ?? "-")"
            } == lines)
    }

    @Test func whatWasFoundOutStays() async throws {
        let plan = try await plan(["a.yaml": Self.text], upstream: Self.upstream("1.2.3 1.2.4! 2.0.0", "1.2.3"))
        let refused = try #require(plan.decisions.first)
        #expect(refused.line == "refused - 2.0.0 none major 2 major sharedSite -")
        #expect(refused.listed == 3)
        #expect(refused.policy == "inferred")
    }

    @Test func whatIsNotSelectedStays() async throws {
        var selection = Selection()
        selection.only = ["one"]
        let plan = try await plan(
            ["a.yaml": Self.text], upstream: Self.upstream("1.2.3 1.2.4", "1.2.3 1.2.4"), selection: selection)
        #expect(plan.decisions.map(\.line) == ["refused - 1.2.4 none patch 1 - sharedSite -"])
    }

    /// `b` shares its tag with `a` and its digest with `c`; `c` stays, so `b` stays, so `a` stays.
    @Test func refusalsGoOn() async throws {
        let text = """
            kind: HelmRelease
            metadata: {name: app}
            spec:
              values:
                a: {repository: x.example/a, tag: &tag "1.2.3"}
                b: {repository: x.example/b, tag: *tag, digest: &digest "\(long("a"))"}
                c: {repository: x.example/c, tag: "7", digest: *digest}

            """
        let upstream = ScriptedUpstream(
            [
                "x.example/a": .success(Listing(line: "1.2.3 1.2.4")),
                "x.example/b": .success(Listing(line: "1.2.3 1.2.4@b")), "x.example/c": .success(Listing(line: "7")),
            ], digests: ["7": "a"])
        let plan = try await plan(["a.yaml": text], upstream: upstream)
        #expect(plan.decisions.map(\.status) == [.refused, .refused, .current])
        #expect(plan.decisions.allSatisfy { $0.edits.isEmpty })
    }

    @Test func oneArtifactByTwoAliasesIsOneReference() async throws {
        let text = Self.text.replacing("x.example/two", with: "x.example/one")
        let plan = try await plan(["a.yaml": text], upstream: Self.upstream("1.2.3 1.2.4", ""))
        #expect(plan.decisions.map(\.status) == [.outdated])
    }
}
