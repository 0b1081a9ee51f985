import ArgumentParser
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

    func parallelism() throws -> Int {
        guard let text = Environment.flag("concurrency") else { return concurrency ?? 32 }
        guard let number = concurrency ?? Int(text), number > 0 else {
            throw ValidationError("ASTERN_CONCURRENCY=\(text): expected a positive number")
        }
        return number
    }

    /// A log of requests, when an explanation of them is wanted.
    func requestLog() throws -> RequestLog? {
        try explainRequests || Environment.isOn("explain-requests") ? RequestLog() : nil
    }

    func liveUpstream(log: RequestLog?) throws -> LiveUpstream {
        let isTraced = try trace || Environment.isOn("trace")
        let tracer: @Sendable (String) -> Void = { Output.note($0) }
        var transport = TransportOptions(
            timeout: try Self.duration(timeout ?? Environment.flag("timeout") ?? "30s", of: "timeout"),
            caFile: caFile ?? Environment.flag("ca-file"),
            insecureHosts: Set(insecureSkipTLSVerify.orEnvironment("insecure-skip-tls-verify")),
            userAgent: "astern/\(AsternVersion.text)",
            trace: isTraced ? tracer : nil, log: log
        )
        transport.retries.longestWait = try Self.duration(
            maxWait ?? Environment.flag("max-wait") ?? "60s", of: "max-wait")
        transport.readCertificates(from: Environment.all)
        transport.readProxies(from: Environment.all)
        for problem in transport.proxies.problems { Output.note("warning: \(problem)") }
        let credentials = CredentialStore.standard(environment: Environment.all)
        for problem in credentials.problems { Output.note("warning: \(problem)") }
        let http = HTTPClient(transport)
        let options = RegistryOptions(
            plainHTTPHosts: Set(plainHTTP.orEnvironment("plain-http")), credentials: credentials,
            notice: { Output.note("warning: \($0)") }
        )
        return LiveUpstream(
            registry: RegistryClient(http: http, options: options), http: http, credentials: credentials
        )
    }

    private static func duration(_ text: String, of flag: String) throws -> Duration {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0, number < 1_000_000 else {
            throw ValidationError("--\(flag) \(text): expected a duration such as 30s or 2m")
        }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(number)
        case "s", "": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: throw ValidationError("--\(flag) \(text): expected a duration such as 30s or 2m")
        }
    }
}
