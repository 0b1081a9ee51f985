import Artifacts
import SourceYAML
import Testing
import Tracking
import Versioning

@Suite struct FindingsTests {
    @Test(arguments: [
        ("the version in the tree", PinnedPlace.chart("1.2.3"), "1.2.3! 1.2.4", ["deprecated"]),
        ("the newest", .chart("1.2.3"), "1.2.3 1.2.4!", ["deprecated"]),
        ("an older one", .chart("1.2.3"), "1.2.2! 1.2.3", []),
        ("what a range stands for", .chart("1.x"), "1.2.3!", ["deprecated"]),
        ("none", .chart("1.2.3"), "1.2.3", []),
    ]) func deprecation(_ name: String, _ place: PinnedPlace, _ listed: String, _ codes: [String]) async throws {
        let upstream = ScriptedUpstream([place.identity: .success(Listing(line: listed))])
        let findings = try await plan(["a.yaml": place.text], upstream: upstream).findings
        #expect(findings.map(\.code.rawValue) == codes, "\(name)")
        #expect(
            findings.allSatisfy { $0.message == "app is deprecated upstream" && $0.file == "a.yaml" && $0.line > 1 })
    }

    @Test func aChartInARegistryIsAskedForItsFacts() async throws {
        let place = PinnedPlace.chartRepository("tag: 1.2.3")
        let upstream = ScriptedUpstream(
            [place.identity: .success(Listing(line: "1.2.3"))],
            facts: ["1.2.3": Release(text: "1.2.3", deprecated: true)])
        let plan = try await plan(["a.yaml": place.text], upstream: upstream)
        #expect(plan.findings.map(\.code) == [.deprecated])
        #expect(plan.decisions.map(\.isDeprecated) == [true])
    }

    @Test(arguments: [
        (PinnedPlace.image(":1.2.3@a"), ["republished"]),
        (.image(":v1.2.3.4@a"), ["republished"]),
        // Lines of releases and rolling tags are meant to move.
        (.image(":1.2@a"), []),
        (.image(":latest@a"), []),
    ]) func aFullVersionThatMovedIsTold(_ place: PinnedPlace, _ codes: [String]) async throws {
        let tag =
            place.text.longDigests.split(separator: ":").dropLast().last?.split(separator: "@").first.map(String.init)
            ?? ""
        let upstream = ScriptedUpstream([place.identity: .success(Listing(line: tag))], digests: [tag: "b"])
        let plan = try await plan(["a.yaml": place.text.longDigests], upstream: upstream)
        #expect(plan.decisions.map(\.change) == [.digest])
        #expect(plan.findings.map(\.code.rawValue) == codes)
    }

    @Test func aSourceThatIsNotThereIsTold() async throws {
        let text = PinnedPlace.chart("1.2.3").text.replacing("sourceRef: {name: charts}", with: "sourceRef: {name: x}")
        let findings = try await plan(["a.yaml": text], upstream: ScriptedUpstream([:])).findings
        #expect(findings.map(\.code) == [.unboundSource])
        #expect(findings.map(\.message) == ["no HelmRepository named x is in the tree"])
        #expect(findings.map(\.line) == [13])
    }
}
