import Artifacts
import Discovery
import SourceYAML
import Testing
import Tracking
import Versioning

@testable import Reporting

@Suite struct TableReportTests {
    @Test func theTableIsAligned() throws {
        #expect(
            TableReport.text(of: try Fixture.samplePlan(), wide: false, color: false) == """
                NAMESPACE   NAME            KIND        CURRENT          WANTED           LATEST           CHANGE   STATUS
                apps        podinfo         helmChart   6.5.0            6.5.4            7.0.0            patch    outdated
                apps        podinfo/redis   image       7.0.5@1234abcd   7.0.5@99ff00ee   7.0.5@99ff00ee   digest   outdated
                apps        podinfo/side    image       1.0.0            -                -                -        unknown

                """
        )
    }

    @Test func wideAddsArtifactPlacePolicyAndFindings() throws {
        let lines = TableReport.text(of: try Fixture.samplePlan(), wide: true, color: false).split(separator: "\n")
        #expect(
            lines[0].hasSuffix(
                "STATUS     ARTIFACT                                         FILE:LINE                      POLICY        "
                    + "FINDINGS")
        )
        #expect(
            lines[1].hasSuffix(
                "outdated   https://stefanprodan.github.io/podinfo#podinfo   apps/podinfo/release.yaml:10   chartSemver   "
                    + "deprecated"
            )
        )
        #expect(
            lines[3].hasSuffix(
                "unknown    ghcr.io/acme/side                                apps/podinfo/release.yaml:17   -             -"
            ))
    }

    @Test func colourPaintsTheStatusAndMovesNothing() throws {
        let plan = try Fixture.samplePlan()
        for wide in [false, true] {
            let painted = TableReport.text(of: plan, wide: wide, color: true)
            #expect(painted.contains("\u{1B}[33moutdated\u{1B}[0m"))
            #expect(painted.contains("\u{1B}[31munknown\u{1B}[0m"))
            let bare = ["33", "31", "0"].reduce(painted) { $0.replacing("\u{1B}[\($1)m", with: "") }
            #expect(bare == TableReport.text(of: plan, wide: wide, color: false))
        }
    }

    @Test(arguments: Status.allCases)
    func everyStatusHasAColour(status: Status) {
        #expect(TerminalColor(status).paint("x").hasPrefix("\u{1B}["))
    }

    @Test func wideLettersCountTwice() throws {
        let decisions = [
            try Fixture.decision(.current, name: "漢字"), try Fixture.decision(.current, name: "ascii\u{1B}[2J"),
            try Fixture.decision(.current, name: "e\u{301}👩‍👧"),
        ]
        // Thirteen cells for the widest name, and three between columns.
        #expect(
            TableReport.text(of: Fixture.plan(decisions), wide: false, color: false) == """
                NAMESPACE   NAME            KIND    CURRENT   WANTED   LATEST   CHANGE   STATUS
                apps        漢字/web        image   1.2.3     -        -        -        current
                apps        ascii?[2J/web   image   1.2.3     -        -        -        current
                apps        e\u{301}👩‍👧/web         image   1.2.3     -        -        -        current

                """
        )
    }

    @Test func nothingIsPrintedWithoutReferences() {
        #expect(TableReport.text(of: Fixture.plan([]), wide: true, color: true) == "")
    }

    @Test func beyondReachTheChangeTellsWhatToAskFor() throws {
        let decision = try Fixture.decision(
            .outdated, latest: PinnedVersion(version: "2.0.0"), latestChange: .major,
            reasons: [Reason(.newerBeyondReach, "2.0.0")]
        )
        let row = TableReport.text(of: Fixture.plan([decision]), wide: false, color: false).split(separator: "\n").last
        #expect(row == "apps        web    image   1.2.3     -        2.0.0    major    outdated")
    }

    @Test(arguments: [
        (PinnedVersion(version: "1.2.3"), true, "1.2.3"),
        (PinnedVersion(version: "1.2.3", digest: Digest(Fixture.digest)), false, "1.2.3"),
        (PinnedVersion(version: "1.2.3", digest: Digest(Fixture.digest)), true, "1.2.3@1234abcd"),
        (PinnedVersion(version: nil, digest: Digest(Fixture.digest)), false, "sha256:1234abcd"),
        (PinnedVersion(version: "6.5.4", constraint: "6.x"), false, "6.x (6.5.4)"),
        (PinnedVersion(version: nil, constraint: ">=1.0 <2"), true, ">=1.0 <2"),
        (PinnedVersion(version: nil), true, nil),
    ])
    func versionsReadShort(version: PinnedVersion, showsDigest: Bool, text: String?) {
        #expect(VersionText.text(of: version, showsDigest: showsDigest) == text)
    }
}
