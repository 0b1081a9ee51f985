/// An HTTP client for reading from many servers at a time: libcurl's multi interface on a thread of its own, with the
/// policies of ``TransportOptions`` around each exchange.
///
///     let client = HTTPClient(TransportOptions(userAgent: "example/1.0"))
///     let response = try await client.send(HTTPRequest(url: "https://example.org/", bodyLimit: 1 << 20))
///
/// Make one per process: connections, DNS answers, TLS sessions and rate limits are shared by all of its requests.
/// The thread ends when the client is released or ``shutdown()``.
public final class HTTPClient: Sendable {
    public let options: TransportOptions
    let loop: CurlLoop
    let gate: HostGate
    let certificates: CertificateMemory
    let budgets: BudgetBook
    private let account = TransferAccount()

    public init(_ options: TransportOptions) {
        self.options = options
        loop = CurlLoop(
            connectionsPerHost: options.connectionsPerHost,
            totalConnections: options.totalConnections,
            clock: options.clock,
            account: account,
        )
        certificates = CertificateMemory(options.certificateFolders, caFile: options.caFile)
        gate = HostGate(
            width: options.connectionsPerHost,
            longestWait: options.retries.longestWait,
            paces: options.paces,
            clock: options.clock,
            account: account,
        )
        budgets = BudgetBook(clock: options.clock)
    }

    /// What is held at the moment: for tests, which see to it that nothing is left.
    package var statistics: TransportStatistics { account.statistics }

    /// How many requests a host (``HTTPOrigin/hostAndPort``) still grants, as far as it has said so.
    public func budget(of host: String) -> RateBudget? {
        budgets.budget(of: host)
    }

    deinit {
        loop.stop()
    }

    /// Begins to load libcurl, which takes some milliseconds, before there is a client: for programs that know early that
    /// they will make requests.
    public static func prepare() {
        CurlLoop.load()
    }

    /// Waits for what ``prepare()`` has begun: for a process that ends early. No request can be made afterwards, unless
    /// one was made before.
    public static func settle() {
        CurlLoop.settle()
    }

    /// Ends the thread; requests under way fail with `cancelled`, later ones with `closed`. Returns when the thread is
    /// done, or after a quarter of a second.
    public func shutdown() {
        loop.stop()
    }

    /// Sends a request and gives the answer, whatever its status.
    ///
    /// GET and HEAD follow redirects (``RedirectPolicy``) and are tried again after transient failures
    /// (``RetryPolicy``); when the tries are used up, the last answer is returned, or the last error thrown.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard let address = HTTPAddress(request.url) else {
            let shown = Redaction.url(request.url)
            throw TransportError(.invalidURL, "“\(shown)” is not an http or https URL without user information")
        }
        if let name = request.headers.fields.first(where: { !Self.isSendable($0) })?.name {
            throw TransportError(.invalidURL, "\(address): the header field “\(RemoteText.clean(name))” cannot be sent")
        }
        return try await sendWithRetries(request, to: address)
    }

    /// Names are tokens, values have no control characters but tabs: anything else could smuggle in another field.
    private static func isSendable(_ field: HTTPHeaders.Field) -> Bool {
        !field.name.isEmpty
            && field.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
            && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
