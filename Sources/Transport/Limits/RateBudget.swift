/// How many requests a host still grants, as Docker Hub tells with each answer.
///
///     ratelimit-limit: 100;w=21600
///     ratelimit-remaining: 76;w=21600
///     docker-ratelimit-source: 203.0.113.9
///
/// Docker Hub counts manifests that are read (GET), not HEAD, lists of tags and blobs.
public struct RateBudget: Sendable, Equatable {
    /// Requests in one window, where the host says so.
    public let limit: Int?
    public let remaining: Int
    public let window: Duration?

    /// For whom is counted: an address or an account.
    public let source: String?

    public init(limit: Int?, remaining: Int, window: Duration?, source: String?) {
        self.limit = limit
        self.remaining = remaining
        self.window = window
        self.source = source
    }

    /// `nil` when the answer tells no remainder that can be read.
    public init?(_ headers: HTTPHeaders) {
        guard let text = headers["ratelimit-remaining"], let left = Self.quota(text) else { return nil }
        let most = headers["ratelimit-limit"].flatMap(Self.quota)
        self.init(
            limit: most?.count,
            remaining: left.count,
            window: left.window ?? most?.window,
            source: headers["docker-ratelimit-source"].map { RemoteText.clean($0, limit: 80) },
        )
    }

    /// The requests that are kept for what must be asked: ``TransportLimits/requestReserve``, or a quarter of a small
    /// limit.
    public var reserve: Int {
        min(TransportLimits.requestReserve, limit.map { $0 / 4 } ?? TransportLimits.requestReserve)
    }

    public var isLow: Bool { remaining < reserve }

    /// `76;w=21600`: a count, then parameters.
    private static func quota(_ text: String) -> (count: Int, window: Duration?)? {
        let parts = text.split(separator: ";").map { $0.trimmingSpaces() }
        guard let first = parts.first, let count = Int(first), count >= 0 else { return nil }
        let window = parts.dropFirst().first { $0.lowercased().hasPrefix("w=") }.flatMap { Int64($0.dropFirst(2)) }
        return (count, window.flatMap { (1...TransportLimits.windowSeconds).contains($0) ? .seconds($0) : nil })
    }
}

extension RateBudget: CustomStringConvertible {
    /// `9 of 100 requests left in 6 h`
    public var description: String {
        let span = window.map { " in \(Self.span($0.components.seconds))" } ?? ""
        return "\(remaining)\(limit.map { " of \($0)" } ?? "") requests left\(span)"
    }

    private static func span(_ seconds: Int64) -> String {
        if seconds % 3_600 == 0 { return "\(seconds / 3_600) h" }
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
