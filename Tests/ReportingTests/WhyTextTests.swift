import Artifacts
import Discovery
import Reporting
import SourceYAML
import Testing
import Tracking
import Versioning

@Suite struct WhyTextTests {
    @Test func aChartIsToldFromPinToEdit() throws {
        let plan = try Fixture.samplePlan()
        #expect(
            WhyText.text(of: plan.decisions[0], findings: plan.findings) == """
                HelmRelease apps/podinfo pins the chart https://stefanprodan.github.io/podinfo#podinfo at 6.5.0.
                  apps/podinfo/release.yaml:10:16 version /spec/chart/spec/version
                The source was found in the same namespace.

                Upstream lists 42 versions, ordered as semantic versions of charts.
                  2 versions are pre-releases, the nearest is 7.1.0-rc.1

                Newest within reach: 6.5.4, a patch step.
                Newest of all: 7.0.0, a major step, 5 releases on.

                Status outdated: 6.5.4 is newer and within reach: a patch step; 7.0.0 is newer and beyond reach: a major step.
                warning: the chart podinfo is deprecated

                An update writes:
                  apps/podinfo/release.yaml:10 6.5.0 -> 6.5.4

                """
        )
    }

    @Test func aMovedDigestIsShown() throws {
        let plan = try Fixture.samplePlan()
        #expect(
            WhyText.text(of: plan.decisions[1], findings: plan.findings) == """
                HelmRelease apps/podinfo pins the image docker.io/library/redis at 7.0.5@1234abcd.
                  apps/podinfo/release.yaml:15:14 tag /spec/values/redis/image/tag

                Upstream lists 1,200 tags, ordered by the shape of the tag in the tree.

                Newest of all, and within reach: 7.0.5@99ff00ee, the same version with another digest.

                Status outdated: upstream serves another digest for 7.0.5: sha256:99ff00ee instead of sha256:1234abcd.

                An update writes nothing here.

                """
        )
    }

    @Test func anUnknownSaysWhy() throws {
        let plan = try Fixture.samplePlan()
        #expect(
            WhyText.text(of: plan.decisions[2], findings: []) == """
                HelmRelease apps/podinfo pins the image ghcr.io/acme/side at 1.0.0.
                  apps/podinfo/release.yaml:17:12 image /spec/values/side

                Status unknown: the lookup failed: ghcr.io/acme/side is not in the snapshot.

                An update writes nothing here.

                """
        )
    }

    @Test func aRangeTellsWhatItStandsFor() throws {
        let decision = try Fixture.decision(
            .outdated, constraint: "1.x", latest: PinnedVersion(version: "2.0.0"), latestChange: .major,
            reasons: [Reason(.rangeResolved), Reason(.outsideRange), Reason(.digestsIgnored)]
        )
        let text = WhyText.text(of: decision, findings: [])
        #expect(
            text.hasPrefix(
                "Deployment apps/web takes the image example.org/web in the range 1.x, which is 1.2.3 now.\n"))
        #expect(
            text.contains(
                """
                Status outdated: 2.0.0 is newer and outside the range 1.x.
                  the range 1.x resolves to 1.2.3
                  the digest pinned for 1.2.3 is not compared with upstream's

                """
            )
        )
    }

    @Test func whatComesFromOutsideStaysOnItsLine() throws {
        let decision = try Fixture.decision(.unknown, error: "<html>\n\n\u{1B}[2Jno.\n", name: "a\nb")
        let text = WhyText.text(of: decision, findings: [])
        #expect(text.contains("Status unknown: <html> ?[2Jno.\n"))
        #expect(text.hasPrefix("Deployment apps/a b pins"))
    }
}
