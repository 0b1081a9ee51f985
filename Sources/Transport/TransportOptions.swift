/// How an ``HTTPClient`` behaves for all of its requests.
///
/// Nothing is read from the environment: ``readCertificates(from:)`` and ``readProxies(from:)`` take what is passed to
/// them.
public struct TransportOptions: Sendable {
    /// Bounds one `send`: redirects, retries and the waits between them included. The wait for the host's gate (a free
    /// connection, its pace) does not count, and neither does the pause that a 429 asks for, which
    /// ``RetryPolicy/longestWait`` bounds.
    public var timeout: Duration

    /// Bounds name resolution, TCP and TLS of one connection.
    public var connectTimeout: Duration

    /// Requests under way at a time to one host, and connections to it. More than 8 brought nothing on loopback, and
    /// registries count connections.
    public var connectionsPerHost: Int

    /// Connections at a time in all.
    public var totalConnections: Int

    /// A file of trusted certificates in PEM form instead of the system's.
    public var caFile: String?

    /// A folder of hashed certificates instead of the system's.
    public var caDirectory: String?

    /// Folders with certificates for single servers, in addition to all others.
    public var certificateFolders: CertificateFolders

    /// Hosts, `host` or `host:port`, whose certificate is not checked.
    public var insecureHosts: Set<String>

    /// `name/version (+url)`; Docker Hub and Quay refuse an empty one.
    public var userAgent: String

    public var redirects: RedirectPolicy
    public var retries: RetryPolicy
    public var proxies: ProxySettings

    /// Hosts, `host` or `host:port`, that must be asked more slowly than others.
    public var paces: [String: HostPace]

    public var clock: TransportClock

    /// Called once for each exchange with one line of text, without secrets.
    public var trace: (@Sendable (String) -> Void)?

    /// Where every exchange is noted.
    public var log: RequestLog?

    public init(
        timeout: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10),
        connectionsPerHost: Int = 8,
        totalConnections: Int = 64,
        caFile: String? = nil,
        caDirectory: String? = nil,
        certificateFolders: CertificateFolders = CertificateFolders(),
        insecureHosts: Set<String> = [],
        userAgent: String = "astern",
        redirects: RedirectPolicy = .standard,
        retries: RetryPolicy = .standard,
        proxies: ProxySettings = .none,
        paces: [String: HostPace] = HostPace.known,
        clock: TransportClock = .system,
        trace: (@Sendable (String) -> Void)? = nil,
        log: RequestLog? = nil,
    ) {
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.connectionsPerHost = max(1, connectionsPerHost)
        self.totalConnections = max(1, totalConnections)
        self.caFile = caFile
        self.caDirectory = caDirectory
        self.certificateFolders = certificateFolders
        self.insecureHosts = Set(insecureHosts.map { $0.lowercased() })
        self.userAgent = userAgent
        self.redirects = redirects
        self.retries = retries
        self.proxies = proxies
        self.paces = paces
        self.clock = clock
        self.trace = trace
        self.log = log
    }

    /// Takes the proxies that the environment names (``ProxySettings``).
    public mutating func readProxies(from environment: [String: String]) {
        proxies = ProxySettings(environment: environment)
    }

    /// Takes `SSL_CERT_FILE` and `SSL_CERT_DIR` from the environment, as OpenSSL and Go programs do; libcurl itself
    /// ignores them.
    public mutating func readCertificates(from environment: [String: String]) {
        if caFile == nil, let file = environment["SSL_CERT_FILE"], !file.isEmpty { caFile = file }
        if caDirectory == nil, let folder = environment["SSL_CERT_DIR"], !folder.isEmpty { caDirectory = folder }
    }
}
