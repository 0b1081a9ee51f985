import Artifacts
import Discovery
import SourceYAML
import Upstream
import Versioning

/// Raises a range of a chart's dependency in its own form, so that it admits the newest version within reach.
struct RangeRaise {
    let upstream: any UpstreamSource
    let rules: Rules

    /// Nil where the range admits the newest version within reach already, and where its form has no place for it.
    func edit(for decision: Decision) async -> Edit? {
        let reference = decision.reference
        guard decision.status == .outdated, let text = reference.pin.constraint, let artifact = reference.artifact,
            let resolved = decision.current.version, let constraint = try? Constraint(text),
            case .success(let listing) = await upstream.listing(of: artifact), listing.isComplete
        else { return nil }
        let isOfRegistry = if case .oci = artifact { true } else { false }
        // An explicit tag of a registry, though it reads like a range.
        if isOfRegistry, (try? Version(text)) != nil { return nil }
        let visible = Listing(releases: listing.releases.filter { HelmVersions.version(of: $0, in: artifact) != nil })
        let scheme = try? Scheme.chart(
            current: resolved, requiresThreeParts: isOfRegistry, allowPrerelease: rules.allowPrerelease,
            options: rules.options
        )
        guard let scheme,
            let best = Candidates(of: visible, scheme: scheme, published: resolved).best(within: rules.reach),
            let version = HelmVersions.version(of: best.release, in: artifact), !constraint.allows(version),
            let raised = constraint.raised(toAllow: version)
        else { return nil }
        return reference.mainSite.edit(to: raised)
    }
}

/// Releases as Helm reads them when it resolves a dependency.
enum HelmVersions {
    /// Nil for what Helm passes over: entries without an archive or a version, tags that are not strict versions.
    static func version(of release: Release, in artifact: Artifact) -> Version? {
        switch artifact {
        case .oci: try? Version(strict: TagSpelling.version(release.text))
        case .chart: release.hasArchive ? try? Version(release.text) : nil
        case .git: nil
        }
    }
}
