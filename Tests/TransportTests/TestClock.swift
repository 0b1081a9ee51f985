import Synchronization
import Transport

/// A clock that stands still until somebody sleeps.
final class TestClock: Sendable {
    private let state = Mutex((now: Duration.seconds(1_000), sleeps: [Duration]()))

    /// The waits so far.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// - Parameter chance: what every draw gives.
    func clock(chance: Double = 0.5, unixTime: Int64 = 1_700_000_000) -> TransportClock {
        TransportClock(
            now: { self.state.withLock { $0.now } },
            unixTime: { unixTime },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += duration
                    state.sleeps.append(duration)
                }
            },
            random: { chance },
        )
    }
}
