internal import Artifacts
internal import Synchronization
internal import Transport

/// Fetches bearer tokens and keeps them until shortly before their end (distribution, spec/auth/token.md).
///
/// One fetch at a time for each key: callers that come meanwhile share its outcome. Failures are not kept.
final class TokenService: Sendable {
    typealias Outcome = Result<Token, TokenFailure>

    private enum Entry {
        case fetching(id: UInt64, Task<Outcome, Never>)
        case ready(Token)
    }

    private struct State {
        var entries: [TokenKey: Entry] = [:]
        var nextID: UInt64 = 0
        /// Identity tokens that a token server has replaced, for this run.
        var renewed: [TokenAccount: Secret] = [:]
    }

    let http: HTTPClient
    let options: RegistryOptions
    private let notices: NoticeBoard
    private let state = Mutex(State())

    init(http: HTTPClient, options: RegistryOptions, notices: NoticeBoard) {
        self.http = http
        self.options = options
        self.notices = notices
    }

    /// The token for a key; `isFresh` when it was fetched for this call or for one at the same time.
    func token(for key: TokenKey, repository: RepositoryName) async throws(TokenFailure) -> (
        token: Token, isFresh: Bool
    ) {
        let now = http.options.clock.now()
        let (ready, task) = state.withLock { state -> (Token?, Task<Outcome, Never>?) in
            switch state.entries[key] {
            case .ready(let token) where token.refreshAt > now: return (token, nil)
            case .fetching(_, let task): return (nil, task)
            case .ready, nil: break
            }
            state.nextID += 1
            let id = state.nextID
            let task = Task { await self.fetchAndKeep(key, id, repository) }
            state.entries[key] = .fetching(id: id, task)
            return (nil, task)
        }
        if let ready { return (ready, false) }
        guard let task else { return try await token(for: key, repository: repository) }
        return (try await task.value.get(), true)
    }

    /// The identity token to send: the one that the token server last gave, else the stored one.
    func identityToken(_ stored: Secret, for key: TokenKey) -> Secret {
        let account = TokenAccount(realm: key.realm.origin, credential: key.credential)
        return state.withLock { $0.renewed[account] } ?? stored
    }

    func renew(_ token: Secret, for key: TokenKey) {
        let account = TokenAccount(realm: key.realm.origin, credential: key.credential)
        state.withLock { $0.renewed[account] = token }
    }

    /// Forgets a token that the registry no longer accepts, unless it has been replaced already.
    func drop(_ token: Token, for key: TokenKey) {
        state.withLock { state in
            if case .ready(let known) = state.entries[key], known.value == token.value { state.entries[key] = nil }
        }
    }

    private func fetchAndKeep(_ key: TokenKey, _ id: UInt64, _ repository: RepositoryName) async -> Outcome {
        let outcome: Outcome
        do throws(TokenFailure) {
            outcome = .success(try await fetch(key, for: repository))
        } catch {
            outcome = .failure(error)
        }
        state.withLock { state in
            guard case .fetching(let running, _) = state.entries[key], running == id else { return }
            switch outcome {
            case .success(let token): state.entries[key] = .ready(token)
            case .failure: state.entries[key] = nil
            }
        }
        return outcome
    }
}

/// Whose identity token a token server knows.
private struct TokenAccount: Hashable {
    let realm: HTTPOrigin
    let credential: Credential?
}
