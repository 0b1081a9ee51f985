/// When a GET or HEAD is sent again, and after how long.
///
/// Waits grow by ``factor`` and are drawn with full jitter (any length from 0 to the bound), so that many clients
/// that failed together do not come back together. A `Retry-After` of the server replaces the draw; one beyond
/// ``longestWait`` ends the attempts and closes the host for that time.
public struct RetryPolicy: Sendable, Equatable {
    /// Tries in all, the first included.
    public var attempts: Int
    public var firstWait: Duration
    public var factor: Double
    /// The bound of a drawn wait.
    public var longestDraw: Duration
    /// The longest pause a server may ask of us.
    public var longestWait: Duration
    /// Statuses that are worth another try.
    public var statuses: Set<Int>

    public init(
        attempts: Int,
        firstWait: Duration,
        factor: Double,
        longestDraw: Duration,
        longestWait: Duration,
        statuses: Set<Int>,
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.factor = factor
        self.longestDraw = longestDraw
        self.longestWait = longestWait
        self.statuses = statuses
    }

    /// Three tries. 499 and 522 are what nginx and Cloudflare say for a broken exchange; 501 and 505 will not change.
    public static let standard = RetryPolicy(
        attempts: 3,
        firstWait: .milliseconds(500),
        factor: 2.5,
        longestDraw: .seconds(10),
        longestWait: .seconds(60),
        statuses: [408, 425, 429, 499, 500, 502, 503, 504, 522],
    )

    /// One try.
    public static let none = RetryPolicy(
        attempts: 1,
        firstWait: .zero,
        factor: 1,
        longestDraw: .zero,
        longestWait: .zero,
        statuses: [],
    )

    /// The wait after the failed try of this number (from 1); `chance` is from 0 to 1.
    public func draw(afterAttempt attempt: Int, chance: Double) -> Duration {
        var bound = firstWait
        for _ in 1..<max(1, attempt) where bound < longestDraw { bound = bound * factor }
        return min(bound, longestDraw) * chance
    }
}
