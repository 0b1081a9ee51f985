import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Testing
import Tracking
import Upstream
import Versioning

/// The fleet against its upstream, row by row as `charts-fixtures/expected.json` says.
@Suite struct FleetTests {
    private func plan(_ rules: Rules = Rules(), concurrency: Int = 8) async throws -> Plan {
        let tree = try await TreeDiscovery.discover(path: Places.fleet)
        let upstream = DirectoryUpstream(directory: Places.upstream)
        return await Planner(
            upstream: upstream, rules: rules, checks: ChartChecks(now: 0), concurrency: concurrency,
            lockTime: LockTime(seconds: 0)
        )
        .plan(
            tree, references: tree.references)
    }

    /// A row: members by name, nulls left out. JSON is YAML enough to be read by our own parser.
    private func expected() throws -> [[String: String]] {
        let stream = try YAMLStream(Places.bytes("\(Places.fixtures)/expected.json"))
        let rows = try #require(stream.documents.first?.root.items)
        return rows.map { row in
            var members: [String: String] = [:]
            for (key, value) in row.pairs where !value.isNull { members[key.text ?? ""] = value.text }
            return members
        }
    }

    private func row(_ decision: Decision) -> [String: String] {
        var row = [
            "file": decision.reference.mainSite.file, "status": decision.status.rawValue,
            "change": decision.change.rawValue,
        ]
        row["artifact"] = decision.reference.artifact?.identity
        row["current"] = decision.current.version
        row["wanted"] = decision.wanted?.version
        row["latest"] = decision.latest?.version
        row["constraint"] = decision.current.constraint
        row["wantedDigest"] = decision.wanted?.digest?.text
        return row
    }

    @Test(arguments: [1, 8]) func theFleetIsAsExpected(_ concurrency: Int) async throws {
        let rows = try await plan(concurrency: concurrency).decisions.map(row)
        let expected = try expected()
        #expect(rows.count == expected.count)
        for (row, wanted) in zip(rows, expected) { #expect(row == wanted) }
    }

    @Test func findingsAreAsTheReadmeSays() async throws {
        let plan = try await plan()
        let findings = Set(plan.findings.map { "\($0.code.rawValue) \($0.file)" })
        #expect(
            findings == [
                "deprecated infrastructure/observability/dashboards.yaml", "republished apps/base/payments/report.yaml",
            ])
        #expect(plan.count(.unknown) == 1)
        #expect(plan.skipped.isEmpty)
    }

    @Test(arguments: [Change.digest, .patch, .minor, .major]) func nothingIsWrittenBeyondReach(_ reach: Change)
        async throws
    {
        let plan = try await plan(Rules(reach: reach))
        #expect(plan.decisions.allSatisfy { $0.change <= reach })
        #expect(plan.decisions.contains { $0.change == reach })
        #expect(plan.decisions.allSatisfy { $0.reachNeeded.map { $0 > reach } ?? true })
        if reach == .major { #expect(plan.decisions.allSatisfy { $0.reachNeeded == nil }) }
    }

    @Test func withoutDigestsNoneMovesAlone() async throws {
        let plan = try await plan(Rules(followDigests: false))
        #expect(plan.decisions.allSatisfy { $0.change != .digest })
        #expect(plan.decisions.contains { $0.reasons.map(\.code).contains(.digestsIgnored) })
    }
}
