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

    /// For clocks that tests move: asks to be told whenever the time has changed by other means than passing. `nil` for
    /// a clock that runs by itself.
    public var onChange: (@Sendable (@escaping @Sendable () -> Void) -> Void)?

    public init(
        now: @escaping @Sendable () -> Duration,
        unixTime: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double,
        onChange: (@Sendable (@escaping @Sendable () -> Void) -> Void)? = nil,
    ) {
        self.now = now
        self.unixTime = unixTime
        self.sleep = sleep
        self.random = random
        self.onChange = onChange
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
