internal import Synchronization

/// What a client holds at the moment; all zero when it is shut down, and nothing but idle handles when nobody waits
/// for an answer.
package struct TransportStatistics: Sendable, Equatable {
    /// Callers that wait for a transfer: continuations that are not resumed yet.
    package var callers = 0
    /// Transfers on the multi handle.
    package var transfers = 0
    /// Easy handles, idle ones included.
    package var handles = 0
    /// Exchanges that a host's gate has admitted.
    package var admitted = 0
    /// Exchanges that wait for a host's gate.
    package var queued = 0

    package init() {}
}

/// Counts what must be given back.
final class TransferAccount: Sendable {
    private let state = Mutex(TransportStatistics())

    var statistics: TransportStatistics { state.withLock { $0 } }

    func change(_ edit: (inout TransportStatistics) -> Void) {
        state.withLock { edit(&$0) }
    }
}
