internal import Synchronization
internal import Transport

/// What earlier answers taught about how registries want to be asked, so that the next request needs no wasted 401.
final class AuthenticationMemory: Sendable {
    enum Method: Sendable, Equatable {
        case basic
        case bearer(realm: HTTPAddress, service: String?)
    }

    private struct State {
        var methods: [HTTPOrigin: Method] = [:]
        /// Scopes that a repository's own challenge asked for.
        var scopes: [String: [String]] = [:]
        /// Credentials that a token server has rejected.
        var rejected: Set<Rejection> = []
    }

    private struct Rejection: Hashable {
        let origin: HTTPOrigin
        let credential: Credential
    }

    private let state = Mutex(State())

    func method(for origin: HTTPOrigin) -> Method? {
        state.withLock { $0.methods[origin] }
    }

    func remember(_ method: Method, for origin: HTTPOrigin) {
        state.withLock { $0.methods[origin] = method }
    }

    func scopes(for repository: String) -> [String]? {
        state.withLock { $0.scopes[repository] }
    }

    func remember(scopes: [String], for repository: String) {
        state.withLock { $0.scopes[repository] = scopes }
    }

    func isRejected(_ credential: Credential, by origin: HTTPOrigin) -> Bool {
        state.withLock { $0.rejected.contains(Rejection(origin: origin, credential: credential)) }
    }

    func reject(_ credential: Credential, by origin: HTTPOrigin) {
        state.withLock { _ = $0.rejected.insert(Rejection(origin: origin, credential: credential)) }
    }
}
