public import Artifacts
import Charts
public import Git
public import Registry
public import Transport

/// Answers from the registries and chart repositories themselves.
public struct LiveUpstream: UpstreamSource {
    private let registry: RegistryClient
    private let http: HTTPClient
    private let git: GitDownload
    private let indexes: OnceMap<ChartRepository, Result<DownloadedIndex, LookupFailure>>
    private let manifests: OnceMap<String, Result<Manifest, LookupFailure>>
    private let gitTags: OnceMap<GitRepositoryName, Result<Listing, LookupFailure>>
    private let credentials: CredentialStore
    private let cache: ResponseCache
    private let passesCredentials: Set<String>

    /// - Parameters:
    ///   - git: Reads Git repositories, with credentials of its own.
    ///   - credentials: Used for chart repositories too: an entry of their host is sent as Basic.
    ///   - cache: For Git tags and the indexes of chart repositories; the registry client has its own setting.
    ///   - passesCredentials: Hosts of chart repositories whose credentials may be sent to other hosts that their
    ///     indexes name (Helm's `--pass-credentials`).
    public init(
        registry: RegistryClient, http: HTTPClient, git: GitClient, credentials: CredentialStore,
        cache: ResponseCache = .none, passesCredentials: Set<String> = []
    ) {
        self.registry = registry
        self.http = http
        self.git = GitDownload(git: git, cache: cache)
        self.credentials = credentials
        self.cache = cache
        self.passesCredentials = passesCredentials
        indexes = OnceMap()
        manifests = OnceMap()
        gitTags = OnceMap()
    }

    /// With `--offline` the cache answers, or nobody.
    public var answersLocally: Bool { cache.rules.isOffline }
    private init(keepingToCacheOf upstream: LiveUpstream) {
        registry = upstream.registry.offline
        http = upstream.http
        cache = upstream.cache.offline
        git = GitDownload(git: upstream.git.git, cache: cache)
        credentials = upstream.credentials
        passesCredentials = upstream.passesCredentials
        indexes = upstream.indexes
        gitTags = upstream.gitTags
        manifests = OnceMap()
    }

    /// The same source, with what was learnt in this run and what the cache holds, of any age: it makes no request.
    public var offline: LiveUpstream { LiveUpstream(keepingToCacheOf: self) }

    public func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        switch artifact {
        case .oci(let repository):
            do throws(RegistryError) {
                let list = try await registry.tags(of: repository)
                return .success(
                    Listing(
                        releases: list.tags.map { Release(text: $0) },
                        completeness: list.partial.map(Listing.Completeness.partial) ?? .complete, asOf: list.asOf))
            } catch {
                return .failure(LookupFailure(error))
            }
        case .chart(let repository, let name):
            return await index(of: repository).flatMap { found in
                found.index.listing(of: name, in: repository).map {
                    $0.told(at: found.asOf).moved(to: found.movedTo)
                }
            }
        case .git(let repository):
            return await tags(of: repository)
        }
    }

    public func dependencies(of chart: Artifact, version: String) async -> [ReleaseDependency] {
        guard case .chart(let repository, let name) = chart else { return [] }
        return (try? await index(of: repository).get())?.index.dependencies(of: name, version) ?? []
    }

    public func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        do throws(RegistryError) {
            return .success(try await registry.digest(of: repository, reference: tag))
        } catch {
            return .failure(LookupFailure(error))
        }
    }

    public func facts(of repository: RepositoryName, tag: String) async -> Release? {
        // The run does without facts: a registry that counts requests is not asked when it grants few more.
        guard case .success(let manifest) = await manifest(of: repository, tag: tag, isOptional: true),
            OCIChart.isChart(manifest), let config = manifest.config, config.size <= RegistryLimits.configBytes,
            let bytes = try? await registry.blob(of: repository, config, isOptional: true),
            let chart = OCIChart(manifest, config: bytes)
        else { return nil }
        return ChartFacts.release(tag: tag, chart)
    }

    public func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        var answer = await manifest(of: repository, tag: tag, isOptional: false)
        // An optional question may have come first, and have been refused for that.
        if case .failure(let failure) = answer, failure.code == .rateLimited {
            answer = await manifest(of: repository, tag: tag, isOptional: false, again: true)
        }
        guard case .success(let manifest) = answer else { return nil }
        return OCIChart.isChart(manifest)
    }

    public func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure> {
        switch chart {
        case .oci(let repository):
            return await download.archive(of: repository, version)
        case .chart(let repository, let name):
            switch await index(of: repository).flatMap({ $0.index.entry(of: name, version, in: repository) }) {
            case .success(let entry): return await download.archive(of: entry, chart: name, in: repository)
            case .failure(let failure): return .failure(failure)
            }
        case .git:
            return .failure(LookupFailure(.unsupported, "\(chart.identity): a Git repository holds no chart archives"))
        }
    }

    var download: ChartDownload {
        ChartDownload(
            http: http, registry: registry, credentials: credentials, cache: cache,
            passesCredentials: passesCredentials)
    }

    private func manifest(
        of repository: RepositoryName, tag: String, isOptional: Bool, again: Bool = false
    ) async -> Result<Manifest, LookupFailure> {
        await manifests.value(for: "\(repository):\(tag)\(again ? " again" : "")") { [registry] in
            do throws(RegistryError) {
                return .success(
                    try await registry.manifest(of: repository, reference: tag, isOptional: isOptional))
            } catch {
                return .failure(LookupFailure(error))
            }
        }
    }

    /// The repository is asked by the spelling of whoever asks first: two spellings of one identity share an answer.
    private func tags(of repository: GitRepositoryName) async -> Result<Listing, LookupFailure> {
        await gitTags.value(for: repository) { [git] in await git.tags(of: repository) }
    }

    func index(of repository: ChartRepository) async -> Result<DownloadedIndex, LookupFailure> {
        await indexes.value(for: repository) { [http, credentials, cache] in
            await IndexDownload(http: http, credentials: credentials, cache: cache).index(of: repository)
        }
    }
}

extension LookupFailure {
    init(_ error: RegistryError) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .unauthorized, .forbidden: .unauthorized
            case .rateLimited: .rateLimited
            case .network(let cause): cause.kind == .timeout ? .timedOut : .unavailable
            case .offline: .notCached
            case .unavailable, .unexpectedStatus: .unavailable
            case .invalidResponse, .digestMismatch, .refused, .invalidName, .unreadable: .invalidResponse
            }
        self.init(code, error.message)
    }
}
