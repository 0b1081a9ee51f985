import Artifacts
import FakeRegistry
import Git
import Registry
import Synchronization
import TestSupport
import Testing
import Transport
import Upstream

/// The index of a chart repository, spoiled in every way.
@Suite("Faults of an index", .timeLimit(.minutes(5)))
struct IndexFaultTests {
    private static let turnstile = Turnstile(width: 16)
    private static let versions = ["1.2.0", "1.1.0", "1.0.0"]
    private static let index =
        "apiVersion: v1\nentries:\n  app:\n"
        + versions.map { "  - version: \($0)\n    urls: [app-\($0).tgz]\n" }.joined() + "generated: \"2026-01-01\"\n"

    @Test(arguments: Fault.all) func noFaultIsBelieved(fault: Fault) async throws {
        try await Self.turnstile.pass { try await Self.run(fault) }
    }

    /// Faults of which HTTP keeps no trace, where YAML, unlike JSON, ends wherever it is cut. libcurl 7.88 does not say
    /// that a gzip stream has no end.
    private static let untraceable: Set<String> = [
        "length too short", "last chunk too early", "gzip cut in the middle", "gzip without its last bytes",
    ]

    private static func run(_ fault: Fault) async throws {
        let isSpoiled = Mutex(true)
        let server = try FakeServer { _ in
            let reply = FakeReply(200, text: index, type: "text/yaml")
            return isSpoiled.withLock { $0 } ? fault.apply(reply) : reply
        }
        defer { server.stop() }
        let time = Mutex(Duration.zero)
        var clock = TransportClock.system
        let start = ContinuousClock.now
        clock.now = { time.withLock { $0 } + (ContinuousClock.now - start) }
        clock.unixTime = { 1_700_000_000 }
        let limit: Duration = fault.hangs ? .milliseconds(300) : .seconds(30)
        let http = HTTPClient(TransportOptions(timeout: limit, retries: .none, clock: clock))
        let chart = try #require(Artifact(typed: "\(server.url)/stable#app"))

        let (isRight, reason) = await look(at: chart, http)
        switch fault.kind {
        case .harmless: #expect(isRight)
        case .lying: break
        case .harmful where untraceable.contains(fault.name): break
        case .harmful: #expect(isRight || reason != nil)
        }
        if let reason {
            #expect(reason.contains(server.host), "\(reason)")
            #expect(reason == RemoteText.clean(reason, limit: 700))
        }

        isSpoiled.withLock { $0 = false }
        time.withLock { $0 = .seconds(400 * 86_400) }
        var isHealed = await look(at: chart, http).isRight
        for _ in 0..<20 where fault.hangs && !isHealed { isHealed = await look(at: chart, http).isRight }
        #expect(isHealed)
        #expect(http.statistics.transfers == 0)
        #expect(http.statistics.handles <= TransportLimits.idleHandles)
    }

    /// Whether the listing is complete and right; else, why it is not known to be.
    private static func look(at chart: Artifact, _ http: HTTPClient) async -> (isRight: Bool, reason: String?) {
        // A new one each time: one run asks for an index once.
        let upstream = LiveUpstream(
            registry: RegistryClient(http: http, options: RegistryOptions()), http: http,
            git: GitClient(environment: [:]), credentials: CredentialStore()
        )
        switch await upstream.listing(of: chart) {
        case .failure(let failure): return (false, failure.message)
        case .success(let listing):
            if case .partial(let reason) = listing.completeness { return (false, reason) }
            return (listing.releases.map(\.text) == versions, nil)
        }
    }
}
