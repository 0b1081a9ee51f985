import Artifacts
import Versioning

/// Versions that are not what they are called: another version inside, other bytes, or nothing that can be read.
enum ArchiveFindings {
    static func of(_ use: ChartUse) -> [Finding] {
        var findings: [Finding] = []
        let versions = [
            (use.decision.current.version, use.current, use.currentArchive),
            (use.decision.wanted?.version, use.wanted, use.wantedArchive),
        ]
        for (version, release, archive) in versions {
            guard let version, let release else { continue }
            findings += Self.findings(use, version, release, archive)
        }
        return findings
    }

    private static func findings(
        _ use: ChartUse, _ version: String, _ release: Release, _ archive: ArchiveReading?
    ) -> [Finding] {
        var findings: [Finding] = []
        let place = if case .oci = use.artifact { "tag" } else { "index" }
        if let other = release.chartVersion ?? archive?.facts.flatMap({ disagreement($0, with: release) }) {
            let message = "the \(place) says \(use.name) \(version), and the chart itself says \(other)"
            findings.append(use.finding(.versionMismatch, .warning, message))
        }
        switch archive {
        case .read(let facts):
            if let published = facts.published, published != facts.digest {
                let message =
                    "\(use.name) \(version) has been published again with other bytes: the index says "
                    + "\(short(published)), the archive is \(short(facts.digest))"
                findings.append(use.finding(.republished, .warning, message))
            }
        case .failed(let why):
            let message = "\(use.name) \(version) was not looked into: \(why)"
            findings.append(use.finding(.unreadableChart, .info, message))
        case nil: break
        }
        return findings
    }

    /// The version inside of an archive where it is not the one that the listing has; by precedence, because `v1.2.3`
    /// and build metadata are spellings of one version.
    private static func disagreement(_ facts: ArchiveFacts, with release: Release) -> String? {
        let said = TagSpelling.version(release.text)
        if said == facts.version { return nil }
        guard let listed = try? Version(threePart: said) else { return nil }
        return (try? Version(facts.version)) == listed ? nil : facts.version
    }

    private static func short(_ digest: Digest) -> String { "\(digest.algorithm):\(digest.hex.prefix(12))…" }
}
