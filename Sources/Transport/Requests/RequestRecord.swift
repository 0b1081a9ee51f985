/// One exchange that was made, or one that a cache saved. Free of secrets.
public struct RequestRecord: Sendable, Hashable {
    /// How the answer came.
    public enum Answer: String, CaseIterable, Sendable {
        /// From the server.
        case network
        /// The server said that what is kept still holds (304).
        case revalidated
        /// From what is kept: nothing was sent.
        case cache
        /// There was none: the exchange failed.
        case none
    }

    /// `GET`, `HEAD`, `POST`, or `TLS` for a probe.
    public let method: String

    /// Redacted.
    public let url: String

    /// ``HTTPOrigin/hostAndPort`` of what was asked.
    public let host: String

    public let purpose: RequestPurpose
    public let answer: Answer

    /// `nil` when there was no answer.
    public let status: Int?

    /// Why there was none.
    public let failure: TransportError.Kind?

    /// Bytes of body that came over the wire, before decompression.
    public let bytes: Int

    /// From 1; more than that is a retry.
    public let attempt: Int

    /// From 0; more than that is where a redirect led.
    public let hop: Int

    public init(
        method: String,
        url: String,
        host: String,
        purpose: RequestPurpose,
        answer: Answer,
        status: Int? = nil,
        failure: TransportError.Kind? = nil,
        bytes: Int = 0,
        attempt: Int = 1,
        hop: Int = 0,
    ) {
        self.method = method
        self.url = url
        self.host = host
        self.purpose = purpose
        self.answer = answer
        self.status = status
        self.failure = failure
        self.bytes = bytes
        self.attempt = attempt
        self.hop = hop
    }
}
