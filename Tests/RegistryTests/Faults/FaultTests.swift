import FakeRegistry
import TestSupport
import Testing
import Transport

@testable import Registry

/// Every request of the client, each spoiled in every way: what comes out is right, or says that it is not; it comes in
/// time; and afterwards the same client works.
@Suite("Faults", .timeLimit(.minutes(5)))
struct FaultTests {
    private static let turnstile = Turnstile(width: 32)

    @Test(arguments: Step.all, Fault.all)
    func noFaultIsBelieved(step: Step, fault: Fault) async throws {
        try await Self.turnstile.pass { try await Self.run(step, fault) }
    }

    private static func run(_ step: Step, _ fault: Fault) async throws {
        let bench = try FaultBench()
        defer { bench.stop() }
        let storage = bench.storage.url
        bench.registry.change { behaviour in
            step.setting(&behaviour)
            if step.redirectsBlobs { behaviour.blobRedirect = storage }
            behaviour.spoil = { request, reply in step.isHit(request) ? fault.apply(reply) : reply }
        }
        if step.hitsStorage { bench.storage.change { $0.spoil = { _, reply in fault.apply(reply) } } }
        let clock = SteppingClock(runs: true)
        // Short only where nothing else ends the exchange: a busy machine must not decide about the others.
        let client = bench.client(
            fault.hangs ? .milliseconds(300) : .seconds(30), clock,
            step.credential.map { [bench.registry.host: $0] } ?? [:])

        let outcome = try await step.outcome(bench, client)
        switch fault.kind {
        case .harmless: #expect(outcome == .right)
        case .lying where !step.isVerified: break
        case .harmful where step.indistinct.contains(fault.name): break
        case .harmful, .lying:
            if case .wrong(let what) = outcome { Issue.record("\(step), \(fault): \(what)") }
        }
        if let reason = outcome.reason { expectReadable(reason, bench) }

        bench.registry.change { $0.spoil = nil }
        bench.storage.change { $0.spoil = nil }
        // Past every pause that the registry has asked for.
        clock.advance(.seconds(400 * 86_400))
        // A client remembers that a registry lacks the referrers call: the connections are what is looked at here.
        let fresh = RegistryClient(http: client.http, options: client.options)
        var healed = try await step.outcome(bench, step.indistinct.isEmpty ? client : fresh)
        if fault.hangs, healed != .right {
            // The short limit may have run out on a busy machine: the same connections, with more time.
            let options = RegistryOptions(
                plainHTTPHosts: client.options.plainHTTPHosts, credentials: client.options.credentials,
                timeout: .seconds(30))
            healed = try await step.outcome(bench, RegistryClient(http: client.http, options: options))
        }
        #expect(healed == .right, "\(step), \(fault), healed")
        #expect(client.http.statistics.transfers == 0)
        #expect(client.http.statistics.handles <= TransportLimits.idleHandles)
    }

    /// Says where, is neither empty nor endless, and holds nothing that a terminal would obey.
    private static func expectReadable(_ reason: String, _ bench: FaultBench) {
        #expect(reason.contains(bench.registry.host), "\(reason)")
        #expect((40...700).contains(reason.count), "\(reason)")
        #expect(reason == RemoteText.clean(reason, limit: 700))
    }
}
