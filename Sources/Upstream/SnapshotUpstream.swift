public import Artifacts

/// Answers from a snapshot alone; what the file lacks is unknown.
public struct SnapshotUpstream: UpstreamSource {
    private let snapshot: Snapshot

    public init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
    }

    /// When the snapshot was taken, RFC 3339; nil when it does not say.
    public var taken: String? { snapshot.taken }

    public var answersLocally: Bool { true }

    public func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        switch artifact {
        case .oci(let repository): listing(of: repository)
        case .chart(let repository, let name): listing(of: name, in: repository)
        case .git(let repository): listing(of: repository)
        }
    }

    public func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        .success(snapshot.oci[repository.description]?.digest(of: tag))
    }

    public func facts(of repository: RepositoryName, tag: String) async -> Release? {
        guard let entry = snapshot.oci[repository.description], entry.facts(of: tag) != nil else { return nil }
        return release(tag, of: entry)
    }

    public func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? { nil }

    private func listing(of repository: RepositoryName) -> Result<Listing, LookupFailure> {
        guard let entry = snapshot.oci[repository.description] else { return missing(repository.description) }
        return listing(
            entry.tags, of: repository.description, complete: entry.complete, problem: entry.partial ?? entry.error,
            error: entry.error
        ) { release($0, of: entry) }
    }

    private func release(_ tag: String, of entry: Snapshot.Repository) -> Release {
        let facts = entry.facts(of: tag)
        return Release(
            text: tag, digest: entry.digest(of: tag), created: facts?.created,
            appVersion: facts?.appVersion, kubeVersion: facts?.kubeVersion, deprecated: facts?.deprecated ?? false,
            chartVersion: facts?.version.flatMap { ChartFacts.disagreement(of: $0, with: tag) },
            dependencies: facts?.charts ?? []
        )
    }

    private func listing(of chart: String, in repository: ChartRepository) -> Result<Listing, LookupFailure> {
        guard let charts = snapshot.helm[repository.url] else { return missing(repository.url) }
        guard let entries = charts[chart] else { return missing("\(repository.url)#\(chart)") }
        return .success(
            Listing(
                releases: entries.map {
                    Release(
                        text: $0.version, digest: $0.digest.flatMap(Digest.ofIndexEntry),
                        created: $0.created, appVersion: $0.appVersion, kubeVersion: $0.kubeVersion,
                        deprecated: $0.deprecated ?? false, dependencies: $0.charts, isLibrary: $0.type == "library"
                    )
                }
            )
        )
    }

    private func listing(of repository: GitRepositoryName) -> Result<Listing, LookupFailure> {
        guard let entry = snapshot.git[repository.identity] else { return missing(repository.identity) }
        return listing(
            entry.tags, of: repository.identity, complete: entry.complete, problem: entry.error, error: entry.error
        ) { Release(text: $0) }
    }

    /// What the file says of one list of tags. A list that is missing says nothing, and one beside a problem is whole
    /// only where the file says so: neither may look like "nothing newer".
    private func listing(
        _ tags: [String?]?, of name: String, complete: Bool?, problem: String?, error: String?,
        release: (String) -> Release
    ) -> Result<Listing, LookupFailure> {
        let texts = (tags ?? []).compactMap { $0 }
        if let error, texts.isEmpty { return .failure(LookupFailure(.unavailable, error)) }
        let completeness: Listing.Completeness =
            if tags == nil {
                .partial("the snapshot has no tags of \(name)")
            } else if complete ?? (problem == nil) {
                .complete
            } else {
                .partial(problem ?? "the snapshot says that the list is not complete")
            }
        return .success(Listing(releases: texts.map(release), completeness: completeness))
    }

    private func missing<Value>(_ what: String) -> Result<Value, LookupFailure> {
        .failure(LookupFailure(.notInSnapshot, "the snapshot does not have \(what)"))
    }
}
