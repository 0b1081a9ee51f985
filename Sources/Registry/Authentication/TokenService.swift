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
    func token(for key: TokenKey, host: String) async throws(TokenFailure) -> (token: Token, isFresh: Bool) {
        let now = http.options.clock.now()
        let (ready, task) = state.withLock { state -> (Token?, Task<Outcome, Never>?) in
            switch state.entries[key] {
            case .ready(let token) where token.refreshAt > now: return (token, nil)
            case .fetching(_, let task): return (nil, task)
            case .ready, nil: break
            }
            state.nextID += 1
            let id = state.nextID
            let task = Task { await self.fetchAndKeep(key, id, host: host) }
            state.entries[key] = .fetching(id: id, task)
            return (nil, task)
        }
        if let ready { return (ready, false) }
        guard let task else { return try await token(for: key, host: host) }
        return (try await task.value.get(), true)
    }

    /// Forgets a token that the registry no longer accepts, unless it has been replaced already.
    func drop(_ token: Token, for key: TokenKey) {
        state.withLock { state in
            if case .ready(let known) = state.entries[key], known.value == token.value { state.entries[key] = nil }
        }
    }

    private func fetchAndKeep(_ key: TokenKey, _ id: UInt64, host: String) async -> Outcome {
        let outcome: Outcome
        do throws(TokenFailure) {
            outcome = .success(try await fetch(key, host: host))
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
