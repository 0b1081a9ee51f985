public import Transport

/// How a ``RegistryClient`` behaves for all registries.
public struct RegistryOptions: Sendable {
    /// Hosts, `host` or `host:port`, that are asked over plain HTTP. Loopback hosts need not be named: they are tried
    /// over HTTPS first, then over plain HTTP.
    public var plainHTTPHosts: Set<String>

    public var credentials: CredentialStore

    /// Locations, mirrors, plain HTTP and blocked names, as the containers tools' `registries.conf` says.
    public var registries: RegistriesConfiguration

    /// Bounds one request, retries included; `nil`: the HTTP client's own limit.
    public var timeout: Duration?

    /// Token servers, by host, that may be given credentials although their name has nothing to do with the registry's.
    public var trustedRealmHosts: Set<String>

    /// Answers from earlier runs; ``Transport/ResponseCache/none`` keeps nothing.
    public var cache: ResponseCache

    /// Told, at most once for each text, what a user should know though nothing failed: rejected credentials, wrong
    /// headers, warnings of the registry.
    public var notice: (@Sendable (String) -> Void)?

    public init(
        plainHTTPHosts: Set<String> = [],
        credentials: CredentialStore = CredentialStore(),
        registries: RegistriesConfiguration = RegistriesConfiguration(),
        timeout: Duration? = nil,
        trustedRealmHosts: Set<String> = [],
        cache: ResponseCache = .none,
        notice: (@Sendable (String) -> Void)? = nil,
    ) {
        self.plainHTTPHosts = plainHTTPHosts
        self.credentials = credentials
        self.registries = registries
        self.timeout = timeout
        self.trustedRealmHosts = trustedRealmHosts
        self.cache = cache
        self.notice = notice
    }
}
