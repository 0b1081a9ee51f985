internal import Synchronization

/// Counts what a client's thread holds, for tests that look for leaks: written by that thread, read by any.
package final class LoopCensus: Sendable {
    private let transfers = Atomic(0)
    private let handles = Atomic(0)

    /// Transfers under way.
    package var transfersUnderWay: Int { transfers.load(ordering: .relaxed) }

    /// Easy handles that are alive, in use or kept for the next transfer.
    package var handlesAlive: Int { handles.load(ordering: .relaxed) }

    func transferBegan() { transfers.add(1, ordering: .relaxed) }

    func transferEnded() { transfers.subtract(1, ordering: .relaxed) }

    func handleMade() { handles.add(1, ordering: .relaxed) }

    func handleFreed() { handles.subtract(1, ordering: .relaxed) }
}

extension HTTPClient {
    package var census: LoopCensus { loop.census }
}
