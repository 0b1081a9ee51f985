import Artifacts
import Charts

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

    /// The versions of one chart, or that the index does not have it.
    func listing(of chart: String, in repository: ChartRepository) -> Result<Listing, LookupFailure> {
        Listing(of: chart, in: self, of: repository).map(Result.success)
            ?? .failure(LookupFailure(.notFound, "the index of \(repository) has no chart named \(chart)"))
    }
}

extension Listing {
    /// The same, said at an earlier time.
    func told(at time: Int64?) -> Listing {
        Listing(releases: releases, completeness: completeness, asOf: time)
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
                    deprecated: $0.deprecated
                )
            },
            completeness: completeness
        )
    }
}
