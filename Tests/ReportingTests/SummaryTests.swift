import Artifacts
import Discovery
import Reporting
import Testing
import Tracking
import Versioning

@Suite struct SummaryTests {
    @Test(
        arguments: [
            ([], "no references"),
            ([Status.current], "1 reference: 1 current"),
            (
                [.refused, .unknown, .untracked, .held, .ahead, .outdated, .current, .current],
                "8 references: 2 current, 1 outdated, 1 ahead, 1 held, 1 untracked, 1 unknown, 1 refused"
            ),
            (Array(repeating: .current, count: 1200), "1,200 references: 1,200 current"),
        ] as [([Status], String)])
    func aReportIsSummedUp(statuses: [Status], line: String) throws {
        let one = try Fixture.decision(.current)
        let plan = Fixture.plan(
            statuses.map { Decision(reference: one.reference, status: $0, current: one.current) }
        )
        #expect(ReportSummary.line(for: plan) == line)
    }

    @Test(
        arguments: [
            ([], false, "nothing to update"),
            (["current", "untracked", "ahead"], false, "nothing to update"),
            (["written", "written"], false, "2 updated"),
            (["written", "written"], true, "2 would be updated"),
            (
                ["written", "major", "major", "minor", "unknown"], false,
                "1 updated, 1 needs --change minor, 2 need --change major, 1 unknown"
            ),
            (["patch", "prerelease"], false, "2 need --change patch"),
            (
                ["range", "none", "refused", "held", "lost"], false,
                "2 not written, 1 outside its range, 1 held, 1 refused"
            ),
        ] as [([String], Bool, String)])
    func anUpdateIsSummedUp(cases: [String], dryRun: Bool, line: String) throws {
        let decisions = try cases.enumerated().map { try decision($1, line: $0 + 1) }
        let written = zip(cases, decisions).filter { $0.0 == "written" }.map(\.1.reference.id)
        #expect(UpdateSummary.line(for: Fixture.plan(decisions), updated: Set(written), dryRun: dryRun) == line)
    }

    private func decision(_ name: String, line: Int) throws -> Decision {
        let file = "\(line).yaml"
        let newer = PinnedVersion(version: "2.0.0")
        return switch name {
        case "written", "lost":
            try Fixture.decision(.outdated, wanted: newer, latest: newer, change: .minor, file: file)
        case "range":
            try Fixture.decision(.outdated, constraint: "1.x", latest: newer, latestChange: .major, file: file)
        default:
            if let status = Status(rawValue: name) {
                try Fixture.decision(status, file: file)
            } else {
                try Fixture.decision(
                    .outdated, latest: newer, latestChange: try #require(Change(rawValue: name)), file: file
                )
            }
        }
    }

    @Test func diagnosticsAreOneLineEach() throws {
        let unknown = try Fixture.decision(
            .unknown, reasons: [Reason(.lookupFailed)], error: "example.org\nanswered \u{1B}[2J500"
        )
        let skipped =
            (1...1234).map { SkippedFile(file: "t\($0).yaml", code: .template, message: "") } + [
                SkippedFile(file: "s.yaml", code: .encrypted, message: "encrypted by git-crypt"),
                SkippedFile(file: "b\n.yaml", code: .malformed, message: "line 1\nno"),
            ]
        let plan = Fixture.plan([unknown, try Fixture.decision(.current)], skipped: skipped)
        #expect(
            Diagnostics.unknownReferences(in: plan) == [
                "unknown: apps/web.yaml:1 web: the lookup failed: example.org answered ?[2J500"
            ]
        )
        #expect(
            Diagnostics.skippedFiles(in: plan) == [
                "skipped: s.yaml: encrypted by git-crypt", "skipped: b .yaml: line 1 no",
                "1,234 chart templates and template files were not read",
            ]
        )
        #expect(
            Diagnostics.findings(in: try Fixture.samplePlan()) == [
                "warning: apps/podinfo/release.yaml:10: the chart podinfo is deprecated"
            ]
        )
        #expect(Diagnostics.skippedFiles(in: Fixture.plan([])) == [])
    }
}
