/// How fast one host may be asked.
public struct HostPace: Sendable, Equatable {
    /// Exchanges under way at a time; `nil`: ``TransportOptions/connectionsPerHost``.
    public var width: Int?

    /// Between the beginnings of two exchanges without an account.
    public var anonymousInterval: Duration

    public init(width: Int? = nil, anonymousInterval: Duration = .zero) {
        self.width = width
        self.anonymousInterval = anonymousInterval
    }

    /// Hosts that are known to answer 429 to a pace that others bear, by `host` or `host:port`.
    ///
    /// ECR Public grants one request a second to clients without an account.
    public static let known: [String: HostPace] = [
        "public.ecr.aws": HostPace(anonymousInterval: .seconds(1))
    ]
}
