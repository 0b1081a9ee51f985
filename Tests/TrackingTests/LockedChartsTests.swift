import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Testing
import Tracking
import Upstream

/// Pins of a chart that a lock pins once more.
@Suite struct LockedChartsTests {
    private static let chart = """
        apiVersion: v2
        name: c
        version: 0.1.0
        dependencies:
        - {name: a, version: 1.0.0, repository: "https://x.example"}
        - {name: b, version: 1.0.0, repository: "https://x.example"}

        """
    /// Over `[{name: a, …}, {name: b, …}]` twice.
    private static let digest: String = {
        let entry = { (name: String) in #"{"name":"\#(name)","version":"1.0.0","repository":"https://x.example"}"# }
        let list = "[\(entry("a")),\(entry("b"))]"
        return "sha256:" + run("sha256sum", [], input: "[\(list),\(list)]").output.prefix(64)
    }()
    private static let lock = """
        dependencies:
        - name: a
          repository: https://x.example
          version: 1.0.0
        - name: b
          repository: https://x.example
          version: 1.0.0
        digest: \(digest)
        generated: "2024-01-01T00:00:00Z"

        """

    private func decisions(_ files: [String: String], only: String? = nil) async throws -> [Decision] {
        let tree = TemporaryTree(files)
        let found = try await TreeDiscovery.discover(path: tree.path)
        let upstream = ScriptedUpstream([
            "https://x.example#a": .success(Listing(line: "1.0.0 1.1.0")),
            "https://x.example#b": .success(Listing(line: "1.0.0 1.2.0")),
        ])
        let planner = Planner(
            upstream: upstream, rules: Rules(), checks: ChartChecks(now: 0), concurrency: 2,
            lockTime: LockTime(seconds: 1_798_761_600))
        let references = found.references.filter { only == nil || $0.artifact?.lastSegment == only }
        return await planner.plan(found, references: references).decisions
    }

    @Test func pinsAndLockMoveTogether() async throws {
        let decisions = try await decisions(["c/Chart.yaml": Self.chart, "c/Chart.lock": Self.lock])
        #expect(decisions.map(\.status) == [.outdated, .outdated])
        let edits = Set(decisions.flatMap(\.edits))
        let changed = try EditProof.apply(
            edits.filter { $0.file == "c/Chart.lock" }, to: Array(Self.lock.utf8), file: "c/Chart.lock")
        let text = String(decoding: changed, as: UTF8.self)
        #expect(text.contains("version: 1.1.0\n") && text.contains("version: 1.2.0\n"))
        #expect(text.hasSuffix("generated: \"2027-01-01T00:00:00Z\"\n"))
        #expect(edits.filter { $0.file == "c/Chart.lock" }.count == 4)
        // Every pin brings the whole lock: none is written without it.
        #expect(decisions.allSatisfy { $0.edits.count { $0.file == "c/Chart.lock" } == 4 })
    }

    @Test func onePinOfTwoMovesAlone() async throws {
        let decisions = try await decisions(["Chart.yaml": Self.chart, "Chart.lock": Self.lock], only: "a")
        #expect(decisions.map { $0.edits.filter { $0.file == "Chart.lock" }.map(\.new).first } == ["1.1.0"])
        #expect(decisions.first?.edits.count == 4)
    }

    @Test(arguments: [
        (lock.replacing(digest, with: "sha256:0"), "did not belong"), ("[]", "is not a mapping"),
        ("# none\n", "it is empty"),
        ("dependencies: [{name: a, repository: x, version: 1.0.0}]\ndigest: x\n", "did not belong"),
    ])
    func aLockThatCannotFollowKeepsThemBack(lock: String, words: String) async throws {
        let decisions = try await decisions(["Chart.yaml": Self.chart, "Chart.lock": lock])
        #expect(decisions.map(\.status) == [.refused, .refused])
        #expect(decisions.allSatisfy { $0.edits.isEmpty && $0.wanted == nil })
        #expect(decisions.allSatisfy { $0.reasons.map(\.code) == [.lockWouldBreak] })
        #expect(decisions.first?.reasons.first?.subject?.contains(words) == true, "\(decisions.first?.reasons ?? [])")
    }

    @Test func aHelmfilesLockIsNotWritten() async throws {
        let helmfile =
            "repositories: [{name: x, url: \"https://x.example\"}]\nreleases:\n- {chart: x/a, version: 1.0.0}\n"
        let decisions = try await decisions(["helmfile.yaml": helmfile, "helmfile.lock": "x"])
        #expect(decisions.map { $0.reasons.first?.subject } == ["helmfile.lock"])
    }
}
