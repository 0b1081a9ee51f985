internal import Glibc

/// Time and chance, passed in so that tests neither sleep nor gamble.
public struct TransportClock: Sendable {
    /// Time since some fixed point; never goes back.
    public var now: @Sendable () -> Duration

    /// Seconds since 1970, for HTTP dates.
    public var unixTime: @Sendable () -> Int64

    /// Waits; ends early, with an error, when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// A number from 0 up to but not including 1.
    public var random: @Sendable () -> Double

    public init(
        now: @escaping @Sendable () -> Duration,
        unixTime: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double,
    ) {
        self.now = now
        self.unixTime = unixTime
        self.sleep = sleep
        self.random = random
    }

    private static let start = ContinuousClock.now

    /// The machine's clocks and random numbers.
    public static let system = TransportClock(
        now: { ContinuousClock.now - start },
        unixTime: { Int64(Glibc.time(nil)) },
        sleep: { try await Task.sleep(for: $0) },
        random: { Double.random(in: 0..<1) },
    )
}
