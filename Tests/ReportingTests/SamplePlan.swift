import Artifacts
import Discovery
import SourceYAML
import Tracking
import Versioning

extension Fixture {
    /// A release whose chart is behind and whose images are current, unknown and moved.
    static func samplePlan() throws -> Plan {
        let file = "apps/podinfo/release.yaml"
        let skipped = [
            SkippedFile(file: "charts/web/templates/a.yaml", code: .template, message: "a chart's template"),
            SkippedFile(file: "bad.yaml", code: .malformed, message: "line 3: a tab"),
        ]
        let decisions = try [chartDecision(file), imageDecision(file), unknownDecision(file)]
        let finding = Finding(
            code: .deprecated, severity: .warning, message: "the chart podinfo is deprecated",
            references: [decisions[0].reference.id], file: file, line: 10
        )
        return plan(decisions, findings: [finding], read: 61, skipped: skipped)
    }

    static func chartDecision(_ file: String) throws -> Decision {
        let site = try site(file, podinfo, ["spec", "chart", "spec", "version"])
        return Decision(
            reference: reference(
                site, artifact: chart("https://stefanprodan.github.io/podinfo", "podinfo"), owner: owner("podinfo"),
                bound: .sameNamespace, pin: Pin(version: "6.5.0")
            ),
            status: .outdated, current: PinnedVersion(version: "6.5.0"), wanted: PinnedVersion(version: "6.5.4"),
            latest: PinnedVersion(version: "7.0.0", created: "2026-01-02T03:04:05Z"), change: .patch,
            latestChange: .major, behind: 5, policy: "chartSemver",
            reasons: [Reason(.newerWithinReach, "6.5.4"), Reason(.newerBeyondReach, "7.0.0")],
            rejections: [RejectionCount(rejection: .prerelease, count: 2, nearest: "7.1.0-rc.1")], listed: 42,
            edits: [site.edit(to: "6.5.4")].compactMap(\.self)
        )
    }

    static func imageDecision(_ file: String) throws -> Decision {
        let site = try site(
            file, podinfo, ["spec", "values", "redis", "image", "tag"], role: .tag, form: .tagWithDigest)
        return Decision(
            reference: reference(
                site, kind: .image, artifact: oci("docker.io/library/redis"), owner: owner("podinfo"),
                pin: Pin(version: "7.0.5", digest: Digest(digest))
            ),
            status: .outdated, current: PinnedVersion(version: "7.0.5", digest: Digest(digest)),
            wanted: PinnedVersion(version: "7.0.5", digest: Digest(otherDigest)),
            latest: PinnedVersion(version: "7.0.5", digest: Digest(otherDigest)), change: .digest,
            latestChange: .digest, policy: "inferred", reasons: [Reason(.digestMoved, "7.0.5")], listed: 1200
        )
    }

    static func unknownDecision(_ file: String) throws -> Decision {
        let form = WriteForm.image(prefix: "ghcr.io/acme/side")
        let site = try site(file, podinfo, ["spec", "values", "side"], role: .image, form: form)
        return Decision(
            reference: reference(
                site, kind: .image, artifact: oci("ghcr.io/acme/side"), owner: owner("podinfo"),
                pin: Pin(version: "1.0.0")
            ),
            status: .unknown, current: PinnedVersion(version: "1.0.0"), reasons: [Reason(.lookupFailed)],
            error: "ghcr.io/acme/side is not in the snapshot"
        )
    }
}
