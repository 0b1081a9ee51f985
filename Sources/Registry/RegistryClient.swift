internal import Synchronization
public import Transport

/// Reads from registries that speak the OCI distribution protocol: tags, digests, manifests, blobs, referrers.
///
///     let client = RegistryClient(http: HTTPClient(TransportOptions()), options: RegistryOptions())
///     let tags = try await client.tags(of: RepositoryName(host: "ghcr.io", path: "stefanprodan/charts/podinfo"))
///
/// Nothing that a registry says is believed unchecked: manifests and blobs are verified by digest, lists that end
/// early say so, credentials go only where they belong. Safe to use from many tasks at a time; make one per process,
/// so that tokens are shared.
///
/// Specification: https://github.com/opencontainers/distribution-spec/blob/main/spec.md
public final class RegistryClient: Sendable {
    let http: HTTPClient
    let options: RegistryOptions
    let schemes: SchemeMemory
    let tokens: TokenService
    let notices: NoticeBoard
    let authentication: AuthenticationMemory
    let mirrors = MirrorMemory()
    let referrerSupport = ReferrerSupport()

    public init(http: HTTPClient, options: RegistryOptions) {
        self.http = http
        self.options = options
        notices = NoticeBoard(options.notice)
        schemes = SchemeMemory(http: http, plainHTTPHosts: options.plainHTTPHosts, cache: options.cache)
        tokens = TokenService(http: http, options: options, notices: notices)
        authentication = AuthenticationMemory()
    }

    /// A client that answers from the cache alone.
    public var offline: RegistryClient {
        var options = options
        options.cache = options.cache.offline
        options.notice = nil
        return RegistryClient(http: http, options: options)
    }
}

/// Passes each notice on once.
final class NoticeBoard: Sendable {
    private let listener: (@Sendable (String) -> Void)?
    private let seen = Mutex(Set<String>())

    init(_ listener: (@Sendable (String) -> Void)?) {
        self.listener = listener
    }

    /// - Parameter key: what must not be said twice; the text itself unless it holds numbers that change.
    func post(_ text: String, once key: String? = nil) {
        guard let listener, seen.withLock({ $0.count < 1_000 && $0.insert(key ?? text).inserted }) else { return }
        listener(text)
    }
}
