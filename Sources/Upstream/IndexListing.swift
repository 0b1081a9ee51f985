import Artifacts
import Charts
import Versioning

extension RepositoryIndex {
    /// One version of a chart, by its text.
    func entry(
        of chart: String, _ version: String, in repository: ChartRepository
    ) -> Result<IndexEntry, LookupFailure> {
        guard let entry = entries[chart]?.first(where: { $0.version == version }) else {
            return .failure(LookupFailure(.notFound, "the index of \(repository) has no \(chart) \(version)"))
        }
        return .success(entry)
    }

    /// What the index says of the charts that one version is put together from.
    func dependencies(of chart: String, _ version: String) -> [ReleaseDependency] {
        let entry = entries[chart]?.first { $0.version == version }
        return (entry?.dependencies ?? []).map(ReleaseDependency.init)
    }

    /// The versions of one chart, or that the index does not have it.
    func listing(of chart: String, in repository: ChartRepository) -> Result<Listing, LookupFailure> {
        Listing(of: chart, in: self, of: repository).map(Result.success)
            ?? .failure(LookupFailure(.notFound, "the index of \(repository) has no chart named \(chart)"))
    }
}

extension Listing {
    /// The same, said at an earlier time.
    func told(at time: Int64?) -> Listing {
        Listing(releases: releases, completeness: completeness, asOf: time, move: move)
    }

    /// The same, by way of a permanent redirect from the URL of an index.
    func moved(to url: String?) -> Listing {
        guard let url, url.hasSuffix("/index.yaml"),
            let repository = ChartRepository(String(url.dropLast("/index.yaml".count)))
        else { return self }
        return Listing(releases: releases, completeness: completeness, asOf: asOf, move: .redirect(to: repository))
    }

    /// The versions of one chart in an index; nil when the index does not have the chart.
    init?(of chart: String, in index: RepositoryIndex, of repository: ChartRepository) {
        guard let entries = index.entries[chart] else { return nil }
        let rejected = index.rejected.count { $0.chart == chart }
        let completeness: Completeness =
            if rejected > 0 {
                .partial("\(rejected) entries of \(chart) in the index cannot be read")
            } else if index.stopsInLine {
                .partial("the index of \(repository) stops in the middle of a line")
            } else {
                .complete
            }
        self.init(
            releases: entries.map {
                Release(
                    text: $0.version, digest: $0.digest.flatMap(Digest.ofIndexEntry),
                    created: $0.created, appVersion: $0.appVersion, kubeVersion: $0.kubeVersion,
                    deprecated: $0.deprecated, isLibrary: $0.isLibrary, hasArchive: !$0.urls.isEmpty
                )
            },
            completeness: completeness,
            move: Self.registry(of: entries).map(Move.registry)
        )
    }

    /// Where the archive of the newest version lies, when that is a registry.
    private static func registry(of entries: [IndexEntry]) -> RepositoryName? {
        guard entries.contains(where: { $0.urls.first?.hasPrefix("oci://") == true }) else { return nil }
        let versions = entries.compactMap { entry in (try? Version(entry.version)).map { (entry, $0) } }
        let newest = versions.max { $0.1 < $1.1 }?.0
        return newest?.urls.first.flatMap(OCIReference.init(url:))?.repository
    }
}

extension ReleaseDependency {
    init(_ dependency: ChartDependency) {
        self.init(name: dependency.name, version: dependency.version, repository: dependency.repository)
    }
}
