public import Artifacts
import Charts
public import Git
public import Registry
public import Transport

/// Answers from the registries and chart repositories themselves.
public struct LiveUpstream: UpstreamSource {
    private let registry: RegistryClient
    private let http: HTTPClient
    private let git: GitClient
    private let indexes = OnceMap<ChartRepository, Result<RepositoryIndex, LookupFailure>>()
    private let manifests = OnceMap<String, Result<Manifest, LookupFailure>>()
    private let gitTags = OnceMap<GitRepositoryName, Result<Listing, LookupFailure>>()
    private let credentials: CredentialStore

    /// - Parameters:
    ///   - git: Reads Git repositories, with credentials of its own.
    ///   - credentials: Used for chart repositories too: an entry of their host is sent as Basic.
    public init(registry: RegistryClient, http: HTTPClient, git: GitClient, credentials: CredentialStore) {
        self.registry = registry
        self.http = http
        self.git = git
        self.credentials = credentials
    }

    public func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        switch artifact {
        case .oci(let repository):
            do throws(RegistryError) {
                let list = try await registry.tags(of: repository)
                let releases = list.tags.map { Release(text: $0) }
                return .success(
                    Listing(
                        releases: releases, completeness: list.partial.map(Listing.Completeness.partial) ?? .complete)
                )
            } catch {
                return .failure(LookupFailure(error))
            }
        case .chart(let repository, let name):
            return await index(of: repository).flatMap { $0.listing(of: name, in: repository) }
        case .git(let repository):
            return await tags(of: repository)
        }
    }

    public func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        do throws(RegistryError) {
            return .success(try await registry.digest(of: repository, reference: tag))
        } catch {
            return .failure(LookupFailure(error))
        }
    }

    public func facts(of repository: RepositoryName, tag: String) async -> Release? {
        guard case .success(let manifest) = await manifest(of: repository, tag: tag), ChartFacts.isChart(manifest),
            let config = manifest.config, let bytes = try? await registry.blob(of: repository, config)
        else { return nil }
        return ChartFacts.release(tag: tag, manifest: manifest, config: bytes)
    }

    public func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        guard case .success(let manifest) = await manifest(of: repository, tag: tag) else { return nil }
        return ChartFacts.isChart(manifest)
    }

    private func manifest(of repository: RepositoryName, tag: String) async -> Result<Manifest, LookupFailure> {
        await manifests.value(for: "\(repository):\(tag)") { [registry] in
            do throws(RegistryError) {
                return .success(try await registry.manifest(of: repository, reference: tag))
            } catch {
                return .failure(LookupFailure(error))
            }
        }
    }

    /// The repository is asked by the spelling of whoever asks first: two spellings of one identity share an answer.
    private func tags(of repository: GitRepositoryName) async -> Result<Listing, LookupFailure> {
        await gitTags.value(for: repository) { [git] in
            do throws(GitError) {
                return .success(Listing(try await git.tags(of: repository.url)))
            } catch {
                return .failure(LookupFailure(error))
            }
        }
    }

    private func index(of repository: ChartRepository) async -> Result<RepositoryIndex, LookupFailure> {
        await indexes.value(for: repository) { [http, credentials] in
            await IndexDownload(http: http, credentials: credentials).index(of: repository)
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
            case .unavailable, .unexpectedStatus: .unavailable
            case .invalidResponse, .digestMismatch, .refused, .invalidName, .unreadable: .invalidResponse
            }
        self.init(code, error.message)
    }
}
