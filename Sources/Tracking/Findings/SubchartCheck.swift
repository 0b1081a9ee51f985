import Artifacts
import Upstream
import Versioning

/// Compares the charts inside of a chart with what their own upstreams offer.
///
/// With the archive at hand it is known which versions are inside. Without, only what the chart asks for: of a range
/// then counts what lies beyond it. Libraries are left out: nothing of them runs.
struct SubchartCheck: Sendable {
    /// Umbrella charts have some dozens.
    private static let limit = 64

    let upstream: any UpstreamSource

    func behind(in use: ChartUse) async -> [SubchartBehind] {
        let facts = use.currentArchive?.facts
        let dependencies = await dependencies(of: use)
        var found: [SubchartBehind] = []
        for dependency in dependencies.prefix(Self.limit) {
            let inside = facts?.subcharts.filter { $0.name == dependency.name } ?? []
            if inside.contains(where: \.isLibrary) { continue }
            guard let artifact = artifact(of: dependency), artifact != use.artifact,
                case .success(let listing) = await upstream.listing(of: artifact),
                !listing.releases.contains(where: \.isLibrary)
            else { continue }
            // Two of one name, under aliases, cannot be told apart.
            let version = inside.count == 1 ? inside[0].version : nil
            if let behind = Self.behind(dependency, version, listing), !found.contains(behind) { found.append(behind) }
        }
        return found
    }

    private func dependencies(of use: ChartUse) async -> [ReleaseDependency] {
        if let facts = use.currentArchive?.facts { return facts.dependencies }
        guard let current = use.current else { return [] }
        guard current.dependencies.isEmpty else { return current.dependencies }
        return await upstream.dependencies(of: use.artifact, version: current.text)
    }

    private func artifact(of dependency: ReleaseDependency) -> Artifact? {
        if dependency.repository.hasPrefix("oci://") {
            let base =
                dependency.repository.hasSuffix("/")
                ? String(dependency.repository.dropLast()) : dependency.repository
            return OCIReference(url: "\(base)/\(dependency.name)").map { .oci($0.repository) }
        }
        return ChartRepository(dependency.repository).map { .chart($0, name: dependency.name) }
    }

    /// - Parameter inside: The version that is in the archive; nil when it is not known.
    private static func behind(
        _ dependency: ReleaseDependency, _ inside: String?, _ listing: Listing
    ) -> SubchartBehind? {
        let releases = listing.releases.compactMap { try? Version(threePart: TagSpelling.version($0.text)) }
        guard let newest = releases.filter({ !$0.isPrerelease }).max() else { return nil }
        if let inside {
            guard let version = try? Version(inside), newest > version else { return nil }
            return SubchartBehind(name: dependency.name, version: inside, newest: newest.text)
        }
        guard let range = try? Constraint(dependency.version), !range.allows(newest),
            // A range that allows nothing, or only what is newer still, says nothing.
            let best = releases.filter(range.allows).max(), newest > best
        else { return nil }
        return SubchartBehind(name: dependency.name, version: dependency.version, newest: newest.text)
    }
}
