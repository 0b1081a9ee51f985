import Synchronization
import Transport

/// A clock that moves when the test says so; nobody sleeps.
final class SteppingClock: Sendable {
    private let time = Mutex(Duration.seconds(1_000))

    func advance(_ duration: Duration) {
        time.withLock { $0 += duration }
    }

    var clock: TransportClock {
        TransportClock(
            now: { self.time.withLock { $0 } },
            unixTime: { 1_700_000_000 },
            sleep: { duration in self.advance(duration) },
            random: { 0.5 },
        )
    }
}
