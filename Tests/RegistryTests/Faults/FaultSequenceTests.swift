import FakeRegistry
import Registry
import Synchronization
import TestSupport
import Testing
import Transport

/// Faults in any order over a list of three pages, with retries.
@Suite("Sequences of faults", .timeLimit(.minutes(2)))
struct FaultSequenceTests {
    /// Those that end by themselves and do not lie; a lie can make a list shorter, and only a digest could tell.
    private static let faults = Fault.all.filter { !$0.hangs && $0.kind != .lying && $0.name != "another type" }

    @Test(arguments: 0..<8)
    func aListIsTrueOrSaysThatItIsNot(group: UInt64) async throws {
        let bench = try FaultBench()
        defer { bench.stop() }
        var outcomes: [String: Int] = [:]
        for seed in 0..<16 {
            let random = Mutex(SplitMix(state: group << 32 | UInt64(seed)))
            bench.registry.change {
                $0.spoil = { _, reply in
                    random.withLock { random in
                        // Half of the answers are good, or no list would ever get far.
                        Bool.random(using: &random) ? reply : random.pick(Self.faults).apply(reply)
                    }
                }
            }
            let client = bench.client(retries: .standard)
            switch try await Step.listing[0].outcome(bench, client) {
            case .right: outcomes["right", default: 0] += 1
            case .partial(let reason):
                outcomes["partial", default: 0] += 1
                #expect(reason.contains(bench.registry.host))
            case .failed: outcomes["failed", default: 0] += 1
            case .wrong(let what): Issue.record("seed \(seed) of group \(group): \(what)")
            }
        }
        // A suite that never sees one of them proves nothing.
        #expect(outcomes.count == 3, "\(outcomes)")
    }
}
