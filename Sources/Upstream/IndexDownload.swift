import Artifacts
import Charts
import Registry
import Transport

/// Fetches the `index.yaml` of an HTTP(S) chart repository.
struct IndexDownload: Sendable {
    let http: HTTPClient
    let credentials: CredentialStore

    func index(of repository: ChartRepository) async -> Result<RepositoryIndex, LookupFailure> {
        let url = "\(repository.url)/index.yaml"
        var request = HTTPRequest(method: .get, url: url, bodyLimit: ChartLimits.indexBytes)
        request.acceptsCompression = true
        request.authorization = credentials.basicAuthorization(for: repository)
        let response: HTTPResponse
        do throws(TransportError) {
            response = try await http.send(request)
        } catch {
            let code: LookupFailure.Code = error.kind == .timeout ? .timedOut : .unavailable
            return .failure(LookupFailure(code, "\(url): \(error.message)"))
        }
        guard response.status == 200 else { return .failure(Self.failure(response.status, url: url)) }
        do throws(IndexError) {
            return .success(try RepositoryIndex(response.body))
        } catch {
            return .failure(LookupFailure(.invalidResponse, "\(url): \(error)"))
        }
    }

    private static func failure(_ status: Int, url: String) -> LookupFailure {
        switch status {
        case 404, 410: LookupFailure(.notFound, "\(url) answered \(status): there is no chart repository")
        case 401, 403: LookupFailure(.unauthorized, "\(url) answered \(status): credentials are missing or refused")
        case 429: LookupFailure(.rateLimited, "\(url) answered 429: too many requests")
        default: LookupFailure(.unavailable, "\(url) answered \(status), expected 200")
        }
    }
}
