/// Why a repository gave no tags.
public struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// The server, or the file system, has no such repository.
        case notFound
        /// Credentials are missing or refused. Forges say this of absent repositories too.
        case unauthorized
        /// The host asked to be left alone for a while.
        case rateLimited
        case timedOut
        /// No connection, no trust in the peer, or the server failed.
        case unreachable
        /// What was answered is not a list of refs.
        case malformed
        /// The program `git` is not installed.
        case toolMissing
        /// The URL is none that is given to `git`, or led to one.
        case refused
        case cancelled
    }

    public let code: Code

    /// What happened and where; free of secrets and of control characters.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
