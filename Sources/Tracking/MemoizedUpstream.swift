import Artifacts
import Upstream

/// Asks for each artifact once, however many references name it.
struct MemoizedUpstream: UpstreamSource {
    private let source: any UpstreamSource
    private let listings = OnceMap<Artifact, Result<Listing, LookupFailure>>()
    private let digests = OnceMap<String, Result<Digest?, LookupFailure>>()
    private let facts = OnceMap<String, Release?>()
    private let contents = OnceMap<String, Bool?>()

    init(_ source: any UpstreamSource) {
        self.source = source
    }

    var answersLocally: Bool { source.answersLocally }

    /// Archives are large: who asks keeps what matters of them.
    func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure> {
        await source.chartArchive(of: chart, version: version)
    }

    func dependencies(of chart: Artifact, version: String) async -> [ReleaseDependency] {
        await source.dependencies(of: chart, version: version)
    }

    func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        await listings.value(for: artifact) { [source] in await source.listing(of: artifact) }
    }

    func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        await digests.value(for: "\(repository):\(tag)") { [source] in await source.digest(of: repository, tag: tag) }
    }

    func facts(of repository: RepositoryName, tag: String) async -> Release? {
        await facts.value(for: "\(repository):\(tag)") { [source] in await source.facts(of: repository, tag: tag) }
    }

    func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        await contents.value(for: "\(repository):\(tag)") { [source] in await source.holdsChart(repository, tag: tag) }
    }
}
