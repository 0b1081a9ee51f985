public import Artifacts

/// Where releases are learnt from: live, a snapshot file, or a directory.
///
/// A source answers every question for itself: a failure for one artifact says nothing about another. Answers do not
/// change during a run.
public protocol UpstreamSource: Sendable {
    /// Every release of an artifact.
    func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure>

    /// The digest that a tag has now; nil when the source knows none, which is not a failure.
    func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure>

    /// What is known of one tag of a chart in a registry; nil when nothing is.
    func facts(of repository: RepositoryName, tag: String) async -> Release?

    /// Whether a tag holds a Helm chart; nil when the source cannot tell.
    func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool?
}
