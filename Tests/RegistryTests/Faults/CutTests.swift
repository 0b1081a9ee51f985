import FakeRegistry
import Registry
import Synchronization
import Testing

/// The connection ends after each number of bytes of a small answer in turn.
@Suite("Cuts at every byte", .timeLimit(.minutes(2)))
struct CutTests {
    @Test(arguments: [
        Step.listing[2], Step.lookups[0], Step.lookups[1], Step.lookups[4], Step.lookups[5], Step.referrers[0],
    ])
    func noPartOfAnAnswerIsTakenForTheWhole(step: Step) async throws {
        let bench = try FaultBench()
        defer { bench.stop() }
        let client = bench.client()
        let length = Mutex(0)
        bench.registry.change { behaviour in
            step.setting(&behaviour)
            behaviour.spoil = { request, reply in
                guard step.isHit(request) else { return reply }
                length.withLock { $0 = request.method == "HEAD" ? reply.with(body: []).bytes.count : reply.bytes.count }
                return reply
            }
        }
        #expect(try await step.outcome(bench, client) == .right)
        let whole = length.withLock { $0 }
        try #require(whole > 100)
        for count in 0..<whole {
            bench.registry.change {
                $0.spoil = { step.isHit($0) ? $1.delivered(.cutAnswer(after: count)) : $1 }
            }
            switch try await step.outcome(bench, client) {
            case .right, .wrong: Issue.record("believed \(count) of \(whole) bytes")
            case .partial, .failed: break
            }
        }
        bench.registry.change { $0.spoil = nil }
        #expect(try await step.outcome(bench, client) == .right)
    }
}
