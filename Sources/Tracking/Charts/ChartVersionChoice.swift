public import Artifacts
internal import Versioning

/// Which release of a chart a person means, as Helm chooses: the exact text first, then the newest in the range; without
/// any, the newest stable.
public enum ChartVersionChoice {
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// How upstream would spell a version that is written in full, or the digest of one; nil for a range. In an index `1.2` is a range, in a
    /// registry a tag. Source: Helm, resolution of chart versions.
    public static func exact(_ wanted: String, of chart: Artifact) -> String? {
        switch chart {
        case .oci: Digest(wanted)?.text ?? (try? Version(wanted)).map { _ in TagSpelling.tag(wanted) }
        case .chart: (try? Version(threePart: wanted)).map { _ in wanted }
        case .git: nil
        }
    }

    /// - Parameters:
    ///   - wanted: A version or a range; nil for the newest stable release.
    ///   - isRegistry: The releases are tags: `_` reads as `+`, and what is no strict version is none, as in Helm.
    public static func choose(
        _ wanted: String?, of listing: Listing, chart: Artifact
    ) throws(Problem) -> Release {
        let isRegistry = if case .oci = chart { true } else { false }
        func text(_ release: Release) -> String { isRegistry ? TagSpelling.version(release.text) : release.text }
        if let wanted, let exact = listing.releases.first(where: { $0.text == wanted || text($0) == wanted }) {
            return exact
        }
        let range: Constraint
        do throws(ConstraintError) {
            range = try Constraint(wanted ?? "*")
        } catch {
            throw Problem(
                description: "upstream has no \(chart.identity) \(wanted ?? ""), and that is no range: \(error)")
        }
        let readings = listing.releases.compactMap { release -> (release: Release, version: Version)? in
            let version = isRegistry ? try? Version(strict: text(release)) : try? Version(text(release))
            return version.map { (release, $0) }
        }
        func best(_ readings: [(release: Release, version: Version)]) -> Release? {
            readings.reduce(nil as (release: Release, version: Version)?) { best, next in
                guard let best, !(best.version < next.version) else { return next }
                return best
            }?.release
        }
        if let found = best(readings.filter { range.allows($0.version) }) { return found }
        if let wanted { throw Problem(description: "upstream has no \(chart.identity) in the range \(wanted)") }
        guard let newest = best(readings) else {
            throw Problem(description: "upstream has no version of \(chart.identity) that is a semantic version")
        }
        throw Problem(
            description: "upstream has pre-releases of \(chart.identity) only, the newest is \(newest.text): name one")
    }
}
