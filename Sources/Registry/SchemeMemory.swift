internal import Synchronization
internal import Transport

/// Which registries speak plain HTTP.
///
/// A host named by the user does; a loopback host, and one that is configured as insecure, is asked once over HTTPS, and
/// speaks plain HTTP when no TLS connection comes about; every other host speaks HTTPS, always. A certificate that is not trusted is no reason to
/// fall back: the server does speak TLS.
final class SchemeMemory: Sendable {
    private let http: HTTPClient
    private let plainHTTPHosts: Set<String>
    private let cache: ResponseCache
    private let probes = Mutex([String: Task<Result<HTTPAddress.Scheme, TransportError>, Never>]())

    init(http: HTTPClient, plainHTTPHosts: Set<String>, cache: ResponseCache) {
        self.http = http
        self.cache = cache
        self.plainHTTPHosts = Set(plainHTTPHosts.map { $0.lowercased() })
    }

    func scheme(of host: String, isInsecure: Bool) async throws(TransportError) -> HTTPAddress.Scheme {
        if let known = fixed(host, isInsecure: isInsecure) { return known }
        let probe = probes.withLock { probes in
            if let running = probes[host] { return running }
            let probe = Task { [http, cache] in await Self.probe(host, http, cache) }
            probes[host] = probe
            return probe
        }
        return try await probe.value.get()
    }

    /// The answer for hosts that need no probe.
    private func fixed(_ host: String, isInsecure: Bool) -> HTTPAddress.Scheme? {
        let name = host.lowercased()
        let bare = HTTPAddress("http://\(name)/")?.host ?? name
        if plainHTTPHosts.contains(name) || plainHTTPHosts.contains(bare) { return .http }
        return isInsecure || RegistryHost.isLoopback(name) ? nil : .https
    }

    /// The finding is kept, because addresses begin with it, and without a network there is nobody to probe.
    private static func probe(
        _ host: String, _ http: HTTPClient, _ cache: ResponseCache
    ) async -> Result<HTTPAddress.Scheme, TransportError> {
        let question = CacheQuestion(method: "SCHEME", url: "https://\(host)/", identity: .anonymous)
        do throws(TransportError) {
            let found = try await cache.answer(to: question) { _ throws(TransportError) in
                let scheme: HTTPAddress.Scheme =
                    try await http.speaksTLS(at: RegistryHost.apiHost(host)) ? .https : .http
                return HTTPResponse(
                    status: 200, headers: HTTPHeaders(), body: Array(scheme.rawValue.utf8), url: question.url)
            } read: { response throws(TransportError) in
                HTTPAddress.Scheme(rawValue: String(decoding: response.body, as: UTF8.self)) ?? .https
            } missing: {
                TransportError(.offline, "\(host): offline, and nothing is known of it")
            }
            return .success(found.value)
        } catch {
            return .failure(error)
        }
    }
}
