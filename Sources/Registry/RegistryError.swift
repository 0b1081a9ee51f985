public import Transport

/// Why a registry gave no usable answer.
public struct RegistryError: Error, Sendable, Equatable {
    public enum Code: Sendable, Equatable {
        /// No such repository, tag, manifest or blob.
        case notFound
        /// The registry wants credentials, or does not accept ours (401).
        case unauthorized
        /// Known, and not allowed (403).
        case forbidden
        /// Too many requests (429), or the host asked for a longer pause than is granted.
        case rateLimited
        /// The registry fails (5xx).
        case unavailable
        /// The answer is not what the distribution specification allows: wrong type, broken JSON, missing members.
        case invalidResponse
        /// The bytes do not have the digest or the size that they were asked by.
        case digestMismatch
        /// The exchange itself failed.
        case network(TransportError)
        /// The network is not to be used, and the cache holds no answer.
        case offline
        /// A safety rule forbids what the registry asks for: a foreign page link, an unfit token realm.
        case refused
        /// The name, tag or digest asked for is malformed: nothing was sent.
        case invalidName
        /// Another status than the call allows.
        case unexpectedStatus(Int)
        /// A file of a layout on disk is missing, unreadable or too large.
        case unreadable
    }

    public let code: Code

    /// What happened, where, and what was expected; free of secrets and of control characters.
    public let message: String

    /// The registry as users write it: `docker.io`, `ghcr.io`, `127.0.0.1:5000`; a path for a layout on disk.
    public let host: String

    public init(_ code: Code, host: String, _ message: String) {
        self.code = code
        self.host = host
        self.message = message
    }
}

extension RegistryError: CustomStringConvertible {
    public var description: String { message }
}

extension RegistryError {
    /// An exchange that failed: a refused redirect and a rate limit have codes of their own.
    init(_ error: TransportError, host: String, doing: String) {
        let message = "\(doing): \(error.message)"
        switch error.kind {
        case .rateLimited: self.init(.rateLimited, host: host, message)
        case .redirect: self.init(.refused, host: host, message)
        case .offline: self.init(.offline, host: host, message)
        default: self.init(.network(error), host: host, message)
        }
    }
}
