/// Why an exchange gave no answer. A status such as 404 is an answer, and not among these.
public struct TransportError: Error, Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The URL is not an absolute http or https URL, or holds user information.
        case invalidURL
        /// The host name has no address.
        case resolve
        /// No connection: refused, unreachable, or the proxy failed.
        case connect
        /// The proxy does not let us through, or wants an account.
        case proxy
        /// The TLS handshake failed.
        case tls
        /// TLS works, but the peer's certificate is not trusted.
        case certificate
        /// The time limit of the exchange, of the connect or of a stalled body ran out.
        case timeout
        /// The calling task was cancelled.
        case cancelled
        /// The body is larger than the request allows.
        case bodyTooLarge
        /// A redirect was refused by ``RedirectPolicy``.
        case redirect
        /// The connection broke in the middle of the exchange.
        case interrupted
        /// What arrived is not HTTP, or too much of it is headers.
        case protocolError
        /// The host asked for a longer pause than the retry policy grants; see ``TransportError/retryAfter``.
        case rateLimited
        /// The network is not to be used (``CacheRules/isOffline``), and the cache holds no answer.
        case offline
        /// The client was shut down, or its thread could not be started.
        case closed
    }

    public let kind: Kind

    /// What happened, where, and what was expected; free of secrets and of control characters.
    public let message: String

    /// For `rateLimited`: how long the host wants to be left alone.
    public let retryAfter: Duration?

    public init(_ kind: Kind, _ message: String, retryAfter: Duration? = nil) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
    }

    /// True when the same request may work a moment later.
    public var isRetryable: Bool {
        switch kind {
        case .connect, .timeout, .interrupted: true
        case .invalidURL, .resolve, .proxy, .tls, .certificate, .cancelled, .bodyTooLarge, .redirect, .protocolError,
            .rateLimited, .offline,
            .closed:
            false
        }
    }
}

extension TransportError: CustomStringConvertible {
    public var description: String { message }
}
