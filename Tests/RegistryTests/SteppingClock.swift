import Synchronization
import Transport

/// A clock that moves when the test says so; nobody sleeps.
final class SteppingClock: Sendable {
    private let time = Mutex(Duration.seconds(1_000))
    private let start = ContinuousClock.now
    private let runs: Bool

    /// - Parameter runs: the time that passes counts too: for answers that never come.
    init(runs: Bool = false) { self.runs = runs }

    func advance(_ duration: Duration) {
        time.withLock { $0 += duration }
    }

    var clock: TransportClock {
        TransportClock(
            now: { self.time.withLock { $0 } + (self.runs ? ContinuousClock.now - self.start : .zero) },
            unixTime: { 1_700_000_000 },
            sleep: { duration in self.advance(duration) },
            random: { 0.5 },
        )
    }
}
