import Artifacts
import Versioning

/// Versions that are not what they are called: another version inside, other bytes, or nothing that can be read.
enum ArchiveFindings {
    static func of(_ use: ChartUse) -> [Finding] {
        var findings: [Finding] = []
        if let version = use.decision.current.version, let release = use.current {
            findings += Self.findings(use, "\(use.name) \(version)", release, use.currentArchive)
        }
        if let version = use.decision.wanted?.version, let release = use.wanted, release.text != use.current?.text {
            let name = "\(use.name) \(version), which an update writes,"
            findings += Self.findings(use, name, release, use.wantedArchive)
        }
        return findings
    }

    private static func findings(
        _ use: ChartUse, _ name: String, _ release: Release, _ archive: ArchiveReading?
    ) -> [Finding] {
        var findings: [Finding] = []
        let place = if case .oci = use.artifact { "tag" } else { "index" }
        if let other = release.chartVersion ?? archive?.facts.flatMap({ disagreement($0, with: release) }) {
            let message = "\(name) calls itself \(other): the \(place) says another version than the chart"
            findings.append(use.finding(.versionMismatch, .warning, message))
        }
        switch archive {
        case .read(let facts):
            if let published = facts.published, published != facts.digest {
                let message =
                    "\(name) has been published again with other bytes: the index says "
                    + "\(short(published)), the archive is \(short(facts.digest))"
                findings.append(use.finding(.republished, .warning, message))
            }
        case .failed(let why):
            let message = "\(name) was not looked into: \(why)"
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
