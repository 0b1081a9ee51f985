import Artifacts
import SourceYAML
import TestSupport
import Testing
import Tracking
import Upstream
import Versioning

@Suite struct ArchiveFindingTests {
    static let identity = "https://charts.example#app"
    static let metadata = "apiVersion: v2\nname: app\nversion: 1.0.0\n"

    static func plan(
        _ archive: ChartArchiveFile?, fetches: Bool = true, isLocal: Bool = false
    ) async throws -> (plan: Plan, asked: [String: Int]) {
        let upstream = ScriptedUpstream(
            [identity: .success(Listing(line: "1.0.0"))],
            archives: archive.map { ["\(identity) 1.0.0": $0] } ?? [:], isLocal: isLocal)
        let plan = try await TrackingTests.plan(
            ["a.yaml": release(version: "1.0.0")], upstream: upstream, checks: .testing(["1.30"], fetches: fetches))
        return (plan, upstream.asked)
    }

    @Test func aSoundArchiveSaysNothing() async throws {
        #expect(try await Self.plan(archive(["Chart.yaml": Self.metadata])).plan.told.isEmpty)
    }

    @Test(arguments: [("1.0.1", true), ("v1.0.0", false), ("1.0.0+build", false), ("latest", true)])
    func anotherVersionInside(_ version: String, _ isTold: Bool) async throws {
        let file = try archive(["Chart.yaml": Self.metadata.replacing("1.0.0", with: version)])
        let message =
            "versionMismatch warning app 1.0.0 calls itself \(version): the index says another version than the chart"
        #expect(try await Self.plan(file).plan.told == (isTold ? [message] : []))
    }

    @Test func otherBytesThanTheIndexSays() async throws {
        let file = try archive(["Chart.yaml": Self.metadata], published: Digest(long("b")))
        #expect(
            try await Self.plan(file).plan.told == [
                "republished warning app 1.0.0 has been published again with other bytes: the index says "
                    + "sha256:bbbbbbbbbbbb…, the archive is sha256:aaaaaaaaaaaa…"
            ])
    }

    @Test func whatTheIndexDoesNotSayTheArchiveDoes() async throws {
        let file = try archive(["Chart.yaml": Self.metadata + "kubeVersion: '>=1.31.0-0'\n"])
        #expect(
            try await Self.plan(file).plan.told == [
                "kubeVersion warning app 1.0.0 needs Kubernetes >=1.31.0-0, and the cluster has 1.30"
            ])
    }

    /// The reference itself is decided as ever: only what the archive would tell is not known.
    @Test(arguments: [
        ("not a tar", "app 1.0.0 was not looked into: chart.tgz"),
        ("absent", "app 1.0.0 was not looked into: there is no archive of 1.0.0"),
    ]) func anArchiveThatCannotBeRead(_ kind: String, _ start: String) async throws {
        let digest = try #require(Digest(long("a")))
        let garbled = ChartArchiveFile(
            bytes: Array("no archive".utf8), digest: digest, published: nil, source: "chart.tgz")
        let plan = try await Self.plan(kind == "absent" ? nil : garbled).plan
        #expect(plan.decisions.map(\.status) == [.current] && !plan.isIncomplete)
        #expect(plan.findings.map(\.code) == [.unreadableChart] && plan.findings.map(\.severity) == [.info])
        #expect(plan.findings.first?.message.hasPrefix(start) == true, "\(plan.told)")
    }

    @Test func archivesAreOnlyFetchedWhereThatIsAskedFor() async throws {
        let file = try archive(["Chart.yaml": Self.metadata.replacing("1.0.0", with: "9.9.9")])
        let live = try await Self.plan(file, fetches: false)
        #expect(live.plan.told.isEmpty && live.asked.keys.filter { $0.hasPrefix("archive") }.isEmpty)
        let local = try await Self.plan(file, fetches: false, isLocal: true)
        #expect(local.plan.told.count == 1 && local.asked["archive \(Self.identity) 1.0.0"] == 1)
        // What is not at hand is nothing to tell there.
        #expect(try await Self.plan(nil, fetches: false, isLocal: true).plan.told.isEmpty)
    }

    @Test func anArchiveIsReadOnceHoweverManyUseIt() async throws {
        let upstream = ScriptedUpstream(
            [Self.identity: .success(Listing(line: "1.0.0"))],
            archives: ["\(Self.identity) 1.0.0": try archive(["Chart.yaml": Self.metadata])])
        let files = ["a.yaml": release("one", version: "1.0.0"), "b.yaml": release("two", version: "1.0.0")]
        _ = try await TrackingTests.plan(files, upstream: upstream, checks: .testing(fetches: true))
        #expect(upstream.asked["archive \(Self.identity) 1.0.0"] == 1)
    }

    @Test(arguments: [("1.0.0", true), ("1.0.1", false)])
    func aTagOfAnotherVersion(_ tag: String, _ isTold: Bool) async throws {
        let place = PinnedPlace.chartRepository("tag: \(tag)")
        let facts = Release(text: tag, chartVersion: isTold ? "1.0.1" : nil)
        let upstream = ScriptedUpstream([place.identity: .success(Listing(line: tag))], facts: [tag: facts])
        let told = try await TrackingTests.plan(["a.yaml": place.text], upstream: upstream, checks: .testing()).told
        let message =
            "versionMismatch warning app 1.0.0 calls itself 1.0.1: the tag says another version than the chart"
        #expect(told == (isTold ? [message] : []))
    }
}
