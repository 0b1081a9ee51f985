import Artifacts
import Charts
import Registry
import Transport

/// Fetches chart archives: from HTTP(S) by the URLs of an index, and from registries.
struct ChartDownload: Sendable {
    let http: HTTPClient
    let registry: RegistryClient
    let credentials: CredentialStore
    let cache: ResponseCache
    /// Hosts of repositories whose credentials may follow their URLs to other hosts (Helm's `--pass-credentials`).
    let passesCredentials: Set<String>

    /// The first of an entry's URLs that answers; the first failure when none does.
    func archive(
        of entry: IndexEntry, chart: String, in repository: ChartRepository
    ) async -> Result<ChartArchiveFile, LookupFailure> {
        let published = entry.digest.flatMap(Digest.ofIndexEntry)
        var first: LookupFailure?
        for url in entry.urls.prefix(ChartLimits.archiveURLs) {
            let outcome: Result<ChartArchiveFile, LookupFailure>
            switch ChartLocation.read(url, in: repository) {
            case .failure(let failure): outcome = .failure(failure)
            case .success(.registry(let reference)):
                outcome = await archive(of: reference.repository, reference.digest?.text ?? reference.tag ?? "")
            case .success(.http(let address, let isOwn)):
                outcome = await archive(at: address, isOwn: isOwn, published: published, of: repository)
            }
            switch outcome {
            case .success: return outcome
            case .failure(let failure): first = first ?? failure
            }
        }
        let missing = "the index of \(repository) names no URL for \(chart) \(entry.version)"
        return .failure(first ?? LookupFailure(.notFound, missing))
    }

    /// The chart of a tag or a digest in a registry.
    func archive(of repository: RepositoryName, _ reference: String) async -> Result<ChartArchiveFile, LookupFailure> {
        do throws(RegistryError) {
            let manifest = try await registry.manifest(of: repository, reference: reference)
            guard let layer = OCIChart.archive(of: manifest) else {
                let message = "\(repository):\(reference): the manifest has no layer with a Helm chart"
                return .failure(LookupFailure(.invalidResponse, message))
            }
            let bytes = try await registry.blob(of: repository, layer)
            return .success(
                ChartArchiveFile(
                    bytes: bytes, digest: layer.digest, published: layer.digest,
                    source: "oci://\(repository):\(reference)"))
        } catch {
            return .failure(LookupFailure(error))
        }
    }

    private func archive(
        at address: HTTPAddress, isOwn: Bool, published: Digest?, of repository: ChartRepository
    ) async -> Result<ChartArchiveFile, LookupFailure> {
        let mayPass = isOwn || mayPassCredentials(of: repository)
        let authorization = mayPass ? await credentials.basicAuthorization(for: repository) : nil
        let purpose = RequestPurpose(.chartArchive, of: repository.description)
        // An archive with a published digest is named by it: other bytes are another question.
        let question = CacheQuestion(
            method: "GET", url: address.text, accept: published?.text,
            identity: authorization == nil ? .anonymous : await credentials.cacheIdentity(of: repository),
            lifetime: published == nil ? .timed : .forever, purpose: purpose
        )
        do throws(ArchiveFailure) {
            let answer = try await cache.answer(to: question) { conditions async throws(ArchiveFailure) in
                var request = HTTPRequest(url: address.text, headers: conditions, bodyLimit: ChartLimits.archiveBytes)
                request.authorization = authorization
                request.usesAccount = authorization != nil
                request.purpose = purpose
                request.slowestBody = TransportLimits.slowestBody
                do throws(TransportError) {
                    return try await http.send(request)
                } catch {
                    throw .failed(LookupFailure(error.kind == .timeout ? .timedOut : .unavailable, error.message))
                }
            } read: { response throws(ArchiveFailure) in
                try Self.read(response, at: address, published: published)
            } missing: {
                .failed(LookupFailure(.notCached, "\(address): offline, and the cache holds no answer"))
            }
            return .success(answer.value)
        } catch {
            switch error {
            case .failed(let failure): return .failure(failure)
            case .notAsPublished(let file): return .success(file)
            }
        }
    }

    /// Whether a repository's credentials may be sent to other hosts that its index names.
    func mayPassCredentials(of repository: ChartRepository) -> Bool {
        passesCredentials.contains(HTTPAddress("\(repository.url)/")?.host ?? "")
    }

    private enum ArchiveFailure: Error {
        case failed(LookupFailure)
        /// Good to know, and nothing to keep under the published digest.
        case notAsPublished(ChartArchiveFile)
    }

    private static func read(
        _ response: HTTPResponse, at address: HTTPAddress, published: Digest?
    ) throws(ArchiveFailure) -> ChartArchiveFile {
        guard response.status == 200 else {
            throw .failed(LookupFailure(status: response.status, url: address.description, what: "chart archive"))
        }
        guard let digest = ContentDigest.sha256(response.body) else {
            throw .failed(LookupFailure(.invalidResponse, "\(address): no digest could be computed"))
        }
        let file = ChartArchiveFile(
            bytes: response.body, digest: digest, published: published, source: address.description)
        guard file.isAsPublished else { throw .notAsPublished(file) }
        return file
    }
}
