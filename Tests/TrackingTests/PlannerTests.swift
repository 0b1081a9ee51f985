import Artifacts
import Discovery
import Synchronization
import TestSupport
import Testing
import Tracking
import Upstream

@Suite struct PlannerTests {
    /// Thirty images of ten artifacts, the last of which fails.
    private static let files = Dictionary(
        uniqueKeysWithValues: (0..<30).map { number in
            (
                "f\(number).yaml",
                "kind: Pod\nspec:\n  containers:\n  - image: x.example/app\(number % 10):1.\(number).0\n"
            )
        })

    private static func upstream() -> ScriptedUpstream {
        ScriptedUpstream(
            Dictionary(
                uniqueKeysWithValues: (0..<9).map {
                    ("x.example/app\($0)", .success(Listing(line: "1.0.0 1.1.0 1.15.0 1.29.0")))
                }))
    }

    @Test(arguments: [1, 2, 7, 64]) func theOrderIsThatOfTheTree(_ concurrency: Int) async throws {
        let upstream = Self.upstream()
        let plan = try await plan(Self.files, upstream: upstream, concurrency: concurrency)
        #expect(plan.decisions.count == 30)
        let ids = plan.decisions.map(\.reference.id)
        #expect(ids == ids.sorted())
        #expect(plan.decisions.map { $0.reference.mainSite.file } == Self.files.keys.sorted())
        let pinned = plan.decisions.map { $0.reference.pin.version ?? "" }
        #expect(zip(plan.decisions, pinned).allSatisfy { $0.current.version == $1 })
        let lines = plan.decisions.map(\.line)
        #expect(lines == (try await Self.oneByOne()))
        #expect(plan.filesRead == 30)
    }

    private static func oneByOne() async throws -> [String] {
        try await plan(files, upstream: upstream(), concurrency: 1).decisions.map(\.line)
    }

    @Test func eachArtifactIsAskedForOnce() async throws {
        let upstream = Self.upstream()
        _ = try await plan(Self.files, upstream: upstream, concurrency: 16)
        #expect(upstream.asked.count == 10)
        #expect(upstream.asked.values.allSatisfy { $0 == 1 })
    }

    @Test func eachTagIsAskedForOnce() async throws {
        let chart = PinnedPlace.chartRepository("tag: 1.2.3\ndigest: \(long("a"))").text
        let manifests = PinnedPlace.repository("tag: 1.2.3").text.replacing("name: app", with: "name: other")
        let upstream = ScriptedUpstream(["ghcr.io/org/app": .success(Listing(line: "1.2.3"))], digests: ["1.2.3": "a"])
        _ = try await plan(
            ["a.yaml": chart, "b.yaml": chart, "c.yaml": manifests, "d.yaml": manifests], upstream: upstream,
            concurrency: 8)
        #expect(
            upstream.asked == [
                "ghcr.io/org/app": 1, "digest ghcr.io/org/app:1.2.3": 1, "facts ghcr.io/org/app:1.2.3": 1,
                "holdsChart ghcr.io/org/app:1.2.3": 1,
            ])
    }

    @Test func oneFailureStopsNoOther() async throws {
        let plan = try await plan(Self.files, upstream: Self.upstream())
        let unknown = plan.decisions.filter { $0.status == .unknown }
        #expect(unknown.map { $0.reference.artifact?.identity } == Array(repeating: "x.example/app9", count: 3))
        #expect(plan.count(.unknown) == 3)
        #expect(plan.count(.outdated) + plan.count(.current) == 27)
        #expect(plan.isIncomplete)
    }

    @Test func progressIsCountedUp() async throws {
        let folder = TemporaryTree(Self.files)
        let tree = try await TreeDiscovery.discover(path: folder.path)
        let seen = Mutex<[String]>([])
        let planner = Planner(
            upstream: Self.upstream(), rules: Rules(), checks: ChartChecks(now: 0), concurrency: 8,
            lockTime: LockTime(seconds: 0)
        ) { done, total in
            seen.withLock { $0.append("\(done)/\(total)") }
        }
        _ = await planner.plan(tree, references: tree.references)
        #expect(seen.withLock { $0 } == (1...30).map { "\($0)/30" })
    }

    @Test func nothingIsPlannedForNothing() async throws {
        let plan = try await plan([:], upstream: Self.upstream(), concurrency: 0)
        #expect(plan.decisions.isEmpty && plan.findings.isEmpty && !plan.isIncomplete)
    }

    @Test func aSkippedFileMakesThePlanIncomplete() async throws {
        let upstream = Self.upstream()
        #expect(try await plan(["a.yaml": "a: [\n"], upstream: upstream).isIncomplete)
        #expect(try await !plan(["a.yaml": "{{ x }}\n a: [\n"], upstream: upstream).isIncomplete)
    }

    @Test(arguments: [("1.2.3", ArtifactKind.ociChart), ("1.0.0", .ociArtifact)])
    func theManifestTellsAChart(_ tag: String, _ kind: ArtifactKind) async throws {
        let place = PinnedPlace.repository("tag: \(tag)")
        let upstream = ScriptedUpstream([place.identity: .success(Listing(line: tag))], charts: ["1.2.3"])
        let plan = try await plan(["a.yaml": place.text], upstream: upstream)
        #expect(plan.decisions.map(\.reference.kind) == [kind])
    }
}
