internal import Synchronization

/// The time limit of one `send`. The clock starts with the first exchange, so that the wait for a free connection is
/// not counted.
final class ExchangeTimer: Sendable {
    let limit: Duration
    private let clock: TransportClock
    private let end = Mutex(Duration?.none)

    init(limit: Duration, clock: TransportClock) {
        self.limit = limit
        self.clock = clock
    }

    /// What is left; the first call starts the clock.
    var remaining: Duration { deadline - clock.now() }

    /// When the time is over, on the clock; the first call starts it.
    var deadline: Duration {
        end.withLock { end in
            let known = end ?? clock.now() + limit
            end = known
            return known
        }
    }

    /// Does not count a wait that the host asked for, or that its gate imposed.
    func exclude(_ wait: Duration) {
        end.withLock { end in
            if let known = end, wait > .zero { end = known + wait }
        }
    }
}
