import ArgumentParser
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

    @Option(name: .long, help: ArgumentHelp("Trust the certificates of this PEM file.", valueName: "file"))
    var caFile: String?

    @Flag(name: .long, help: "Print every request on stderr, without secrets.")
    var trace = false

    func parallelism() throws -> Int {
        guard let text = Environment.flag("concurrency") else { return concurrency ?? 32 }
        guard let number = concurrency ?? Int(text), number > 0 else {
            throw ValidationError("ASTERN_CONCURRENCY=\(text): expected a positive number")
        }
        return number
    }

    func liveUpstream() throws -> LiveUpstream {
        let isTraced = try trace || Environment.isOn("trace")
        let tracer: @Sendable (String) -> Void = { Output.note($0) }
        var transport = TransportOptions(
            timeout: try duration(), caFile: caFile ?? Environment.flag("ca-file"),
            insecureHosts: Set(insecureSkipTLSVerify.orEnvironment("insecure-skip-tls-verify")),
            userAgent: "astern/\(AsternVersion.text)",
            trace: isTraced ? tracer : nil
        )
        transport.readCertificates(from: Environment.all)
        let credentials = CredentialStore.standard(
            environment: Environment.all, notice: { Output.note("warning: \($0)") })
        for problem in credentials.problems { Output.note("warning: \(problem)") }
        let http = HTTPClient(transport)
        let options = RegistryOptions(
            plainHTTPHosts: Set(plainHTTP.orEnvironment("plain-http")), credentials: credentials,
            notice: { Output.note("warning: \($0)") }
        )
        return LiveUpstream(
            registry: RegistryClient(http: http, options: options), http: http,
            git: GitClient(environment: gitEnvironment(), time: try duration()), credentials: credentials
        )
    }

    /// What `git` sees: certificates that are trusted here are trusted there.
    private func gitEnvironment() -> [String: String] {
        var result = Environment.all
        if let file = caFile ?? Environment.flag("ca-file") { result["GIT_SSL_CAINFO"] = file }
        return result
    }

    private func duration() throws -> Duration {
        let text = timeout ?? Environment.flag("timeout") ?? "30s"
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0, number < 1_000_000 else {
            throw ValidationError("--timeout \(text): expected a duration such as 30s or 2m")
        }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(number)
        case "s", "": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: throw ValidationError("--timeout \(text): expected a duration such as 30s or 2m")
        }
    }
}
