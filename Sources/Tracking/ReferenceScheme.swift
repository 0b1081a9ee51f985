import Artifacts
import Discovery
import Versioning

extension Reference {
    /// The scheme by which the artifact's versions are read from the pinned version (section 6.1 of the design).
    func scheme(of version: String, listing: Listing, rules: Rules) throws(Unordered) -> Scheme {
        switch scheme {
        case .chartIndex:
            return try .chart(
                current: version, requiresThreeParts: false, allowPrerelease: rules.allowPrerelease,
                options: rules.options
            )
        case .chartTag, .strictChartTag, .artifactTag, .release:
            if (try? Version(threePart: TagSpelling.version(version))) != nil {
                return try .chart(
                    current: version, requiresThreeParts: true, allowPrerelease: rules.allowPrerelease,
                    options: rules.options
                )
            }
        case .tag, .gitTag:
            break
        }
        return try .inferred(
            current: version, listing: listing.releases.map(\.text), allowPrerelease: rules.allowPrerelease,
            options: rules.options
        )
    }

    /// A published version in the form that the tree has it.
    func written(_ tag: String) -> String {
        switch mainSite.form.whole {
        case .chartVersion: TagSpelling.version(tag)
        case .bareVersion: tag.hasPrefix("v") ? String(tag.dropFirst()) : tag
        default: tag
        }
    }

    /// The tag in the registry of a version in the tree.
    func published(_ version: String) -> String {
        guard case .oci = artifact, mainSite.form.whole == .chartVersion else { return version }
        return String(version.map { $0 == "+" ? "_" : $0 })
    }
}
