import ArgumentParser
import Configuration
import Git
import Registry
import Transport
import Upstream

/// How live lookups behave.
struct NetworkOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The time for one lookup, retries included: 30s, 2m (default 30s).", valueName: "duration"))
    var timeout: String?

    @Option(name: .long, help: "How many lookups run at the same time (default 32).")
    var concurrency: Int?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("Speak plain HTTP to this registry. Repeatable.", valueName: "host"))
    var plainHTTP: [String] = []

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("Do not check this host's certificate. Repeatable.", valueName: "host"))
    var insecureSkipTLSVerify: [String] = []

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Send the credentials of this chart repository to other hosts that its index names. Repeatable.",
            valueName: "host"))
    var passCredentials: [String] = []

    @Option(name: .long, help: ArgumentHelp("Trust the certificates of this PEM file.", valueName: "file"))
    var caFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The longest pause that a registry may ask for: 30s, 2m (default 60s). Beyond it, its lookups fail.",
            valueName: "duration"))
    var maxWait: String?

    @Flag(name: .long, help: "Print every request on stderr as it happens, without secrets.")
    var trace = false

    @Flag(
        name: .long, help: "Print on stderr, after the lookups, which requests were made, what for, and their counts.")
    var explainRequests = false

    @OptionGroup(title: "Credentials") var credentials: CredentialOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions

    private func tracer() throws -> (@Sendable (String) -> Void)? {
        guard try trace || Environment.isOn("trace") else { return nil }
        return { Output.note($0) }
    }

    func parallelism(_ settings: Settings) throws -> Int {
        guard let text = Environment.flag("concurrency") else {
            return concurrency ?? settings.configuration.network.concurrency?.value ?? 32
        }
        guard let number = concurrency ?? Int(text), number > 0 else {
            throw ValidationError("ASTERN_CONCURRENCY=\(text): expected a positive number")
        }
        return number
    }

    /// A log of requests, when an explanation of them is wanted.
    func requestLog() throws -> RequestLog? {
        try explainRequests || Environment.isOn("explain-requests") ? RequestLog() : nil
    }

    func liveUpstream(_ settings: Settings, log: RequestLog?) throws -> LiveUpstream {
        let section = settings.configuration.network
        let tracer = try self.tracer()
        var transport = TransportOptions(
            timeout: try DurationFlag.parse(timeout, flag: "timeout", else: section.timeout) ?? .seconds(30),
            caFile: caFile ?? Environment.flag("ca-file"),
            certificateFolders: .standard(environment: Environment.all),
            insecureHosts: Set(insecureSkipTLSVerify.orEnvironment("insecure-skip-tls-verify")),
            userAgent: "astern/\(AsternVersion.text)",
            trace: tracer, log: log
        )
        if let wait = try DurationFlag.parse(maxWait, flag: "max-wait", else: section.maxWait) {
            transport.retries.longestWait = wait
        }
        transport.readCertificates(from: Environment.all)
        transport.readProxies(from: Environment.all)
        let credentials = try self.credentials.store()
        let registries = RegistriesConfiguration.standard(environment: Environment.all)
        for problem in transport.proxies.problems + credentials.problems + registries.problems {
            Output.note("warning: \(problem)")
        }
        let http = HTTPClient(transport)
        let cache = try self.cache.responseCache(settings, trace: tracer, log: log)
        let options = RegistryOptions(
            plainHTTPHosts: Set(plainHTTP.orEnvironment("plain-http")), credentials: credentials,
            registries: registries, cache: cache,
            notice: { Output.note("warning: \($0)") }
        )
        return LiveUpstream(
            registry: RegistryClient(http: http, options: options), http: http,
            git: GitClient(environment: gitEnvironment(), time: transport.timeout), credentials: credentials,
            cache: cache, passesCredentials: Set(passCredentials.orEnvironment("pass-credentials"))
        )
    }

    /// What `git` sees: certificates that are trusted here are trusted there.
    private func gitEnvironment() -> [String: String] {
        var result = Environment.all
        if let file = caFile ?? Environment.flag("ca-file") { result["GIT_SSL_CAINFO"] = file }
        return result
    }
}
