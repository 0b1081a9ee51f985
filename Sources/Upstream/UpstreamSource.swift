public import Artifacts

/// Where releases are learnt from: live, a snapshot file, or a directory.
///
/// A source answers every question for itself: a failure for one artifact says nothing about another. Answers do not
/// change during a run.
public protocol UpstreamSource: Sendable {
    /// True where no question leaves the machine: then nothing is too much to ask.
    var answersLocally: Bool { get }

    /// Every release of an artifact.
    func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure>

    /// The digest that a tag has now; nil when the source knows none, which is not a failure.
    func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure>

    /// What is known of one tag of a chart in a registry; nil when nothing is.
    func facts(of repository: RepositoryName, tag: String) async -> Release?

    /// Whether a tag holds a Helm chart; nil when the source cannot tell.
    func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool?

    /// The charts that one version of a chart is put together from, where an index lists them; a registry's are among
    /// its facts. Empty where nothing is known.
    ///
    /// - Parameter version: A release's text, as the listing has it.
    func dependencies(of chart: Artifact, version: String) async -> [ReleaseDependency]

    /// The archive of one version of a chart.
    ///
    /// - Parameter version: A release's text, as the listing has it.
    func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure>

    /// The provenance file of one version of a chart; nil when there is none. Nothing in it is verified.
    func provenance(of chart: Artifact, version: String) async -> Result<[UInt8]?, LookupFailure>
}

extension UpstreamSource {
    /// Sources that say it with the release, or not at all.
    public func dependencies(of chart: Artifact, version: String) async -> [ReleaseDependency] { [] }

    public var answersLocally: Bool { false }

    /// Sources that know of versions only, as snapshots do.
    public func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure> {
        .failure(LookupFailure(.unsupported, "\(chart.identity) \(version): there are no archives here, only versions"))
    }

    public func provenance(of chart: Artifact, version: String) async -> Result<[UInt8]?, LookupFailure> {
        .success(nil)
    }
}
