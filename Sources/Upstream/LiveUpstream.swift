public import Artifacts
import Charts
public import Registry
public import Transport

/// Answers from the registries and chart repositories themselves.
public struct LiveUpstream: UpstreamSource {
    private let registry: RegistryClient
    private let http: HTTPClient
    private let indexes = OnceMap<ChartRepository, Result<RepositoryIndex, LookupFailure>>()
    private let manifests = OnceMap<String, Result<Manifest, LookupFailure>>()
    private let credentials: CredentialStore

    /// - Parameter credentials: Used for chart repositories too: an entry of their host is sent as Basic.
    public init(registry: RegistryClient, http: HTTPClient, credentials: CredentialStore) {
        self.registry = registry
        self.http = http
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
        case .git:
            return .failure(LookupFailure(.unsupported, "Git tags are not looked up yet"))
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
        // The run does without facts: a registry that counts requests is not asked when it grants few more.
        guard case .success(let manifest) = await manifest(of: repository, tag: tag, isOptional: true),
            ChartFacts.isChart(manifest), let config = manifest.config,
            let bytes = try? await registry.blob(of: repository, config, isOptional: true)
        else { return nil }
        return ChartFacts.release(tag: tag, manifest: manifest, config: bytes)
    }

    public func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        var answer = await manifest(of: repository, tag: tag, isOptional: false)
        // An optional question may have come first, and have been refused for that.
        if case .failure(let failure) = answer, failure.code == .rateLimited {
            answer = await manifest(of: repository, tag: tag, isOptional: false, again: true)
        }
        guard case .success(let manifest) = answer else { return nil }
        return ChartFacts.isChart(manifest)
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
