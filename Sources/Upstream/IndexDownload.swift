import Artifacts
import Charts
import Registry
import Transport

/// An index, and when its repository said so where that was an earlier run.
struct DownloadedIndex: Sendable {
    let index: RepositoryIndex
    let asOf: Int64?
    /// Where permanent redirects led from the index's URL.
    let movedTo: String?
}

/// Fetches the `index.yaml` of an HTTP(S) chart repository, by conditional GET where the cache has one.
struct IndexDownload: Sendable {
    let http: HTTPClient
    let credentials: CredentialStore
    let cache: ResponseCache

    func index(of repository: ChartRepository) async -> Result<DownloadedIndex, LookupFailure> {
        let url = "\(repository.url)/index.yaml"
        let identity = await credentials.cacheIdentity(of: repository)
        do throws(LookupFailure) {
            let question = CacheQuestion(
                method: "GET", url: url, identity: identity,
                purpose: RequestPurpose(.chartIndex, of: repository.description))
            let answer = try await cache.answer(to: question) { conditions async throws(LookupFailure) in
                try await fetch(url, of: repository, conditions)
            } read: { response throws(LookupFailure) in
                (index: try Self.read(response, url: url), movedTo: response.movedTo)
            } missing: {
                LookupFailure(.notCached, "\(url): offline, and the cache holds no answer")
            }
            return .success(
                DownloadedIndex(index: answer.value.index, asOf: answer.asOf, movedTo: answer.value.movedTo))
        } catch {
            return .failure(error)
        }
    }

    private func fetch(
        _ url: String, of repository: ChartRepository, _ conditions: HTTPHeaders
    ) async throws(LookupFailure) -> HTTPResponse {
        var request = HTTPRequest(method: .get, url: url, headers: conditions, bodyLimit: ChartLimits.indexBytes)
        request.acceptsCompression = true
        request.authorization = await credentials.basicAuthorization(for: repository)
        request.usesAccount = request.authorization != nil
        request.purpose = RequestPurpose(.chartIndex, of: repository.description)
        do throws(TransportError) {
            return try await http.send(request)
        } catch {
            throw LookupFailure(error.kind == .timeout ? .timedOut : .unavailable, "\(url): \(error.message)")
        }
    }

    private static func read(_ response: HTTPResponse, url: String) throws(LookupFailure) -> RepositoryIndex {
        guard response.status == 200 else {
            throw LookupFailure(status: response.status, url: url, what: "chart repository")
        }
        do throws(IndexError) {
            return try RepositoryIndex(response.body)
        } catch {
            throw LookupFailure(.invalidResponse, "\(url): \(error)")
        }
    }
}

extension LookupFailure {
    /// What an answer of a web server means that is no 200.
    init(status: Int, url: String, what: String) {
        switch status {
        case 404, 410: self.init(.notFound, "\(url) answered \(status): there is no \(what)")
        case 401, 403: self.init(.unauthorized, "\(url) answered \(status): credentials are missing or refused")
        case 429: self.init(.rateLimited, "\(url) answered 429: too many requests")
        default: self.init(.unavailable, "\(url) answered \(status), expected 200")
        }
    }
}
