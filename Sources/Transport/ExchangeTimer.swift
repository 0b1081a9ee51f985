internal import Synchronization

/// The time limit of one `send`. The clock starts with the first exchange, so that the wait for a free connection is
/// not counted.
final class ExchangeTimer: Sendable {
    private let limit: Duration
    private let clock: TransportClock
    private let end = Mutex(Duration?.none)

    init(limit: Duration, clock: TransportClock) {
        self.limit = limit
        self.clock = clock
    }

    /// What is left; the first call starts the clock.
    var remaining: Duration {
        let now = clock.now()
        return end.withLock { end in
            let known = end ?? now + limit
            end = known
            return known - now
        }
    }
}
