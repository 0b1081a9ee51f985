internal import Synchronization

/// Lets at most so many exchanges at a time through to one host, none while the host has asked to be left alone, and
/// no faster than its ``HostPace``.
///
/// The first bound keeps the time that a request waits for a connection out of its time limit; the second makes one
/// 429 answer stop all requests to that host, not only the one that met it.
final class HostGate: Sendable {
    private struct Host {
        var running = 0
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        var closedUntil: Duration?
        /// When the next exchange without an account may begin.
        var nextStart: Duration?
    }

    private struct State {
        var hosts: [String: Host] = [:]
        var nextID: UInt64 = 0
        /// Waiters that were cancelled before they stood in the queue.
        var cancelled: Set<UInt64> = []
    }

    private let width: Int
    private let longestWait: Duration
    private let paces: [String: HostPace]
    private let clock: TransportClock
    private let account: TransferAccount
    private let state = Mutex(State())

    init(
        width: Int, longestWait: Duration, paces: [String: HostPace], clock: TransportClock, account: TransferAccount,
    ) {
        self.width = width
        self.longestWait = longestWait
        self.paces = paces
        self.clock = clock
        self.account = account
    }

    private func pace(of host: String) -> HostPace? {
        guard !paces.isEmpty else { return nil }
        return paces[host] ?? paces[String(host[..<(host.lastIndex(of: ":") ?? host.endIndex)])]
    }

    /// Runs `body` when the host admits one more exchange.
    ///
    /// - Parameter usesAccount: the host knows who asks, and sets no pace.
    func pass<Value: Sendable>(
        _ host: String,
        usesAccount: Bool,
        _ body: () async throws(TransportError) -> Value,
    ) async throws(TransportError) -> Value {
        account.change { $0.queued += 1 }
        do throws(TransportError) {
            try await waitWhileClosed(host)
            guard await enter(host) else {
                throw TransportError(.cancelled, "\(host): cancelled while waiting for a connection")
            }
        } catch {
            account.change { $0.queued -= 1 }
            throw error
        }
        account.change { statistics in
            statistics.queued -= 1
            statistics.admitted += 1
        }
        defer {
            leave(host)
            account.change { $0.admitted -= 1 }
        }
        if !usesAccount { try await keepPace(host) }
        // The host may have closed while this request stood in the queue.
        try await waitWhileClosed(host)
        return try await body()
    }

    /// Waits for the next moment at which the host may be asked.
    private func keepPace(_ host: String) async throws(TransportError) {
        guard let interval = pace(of: host)?.anonymousInterval, interval > .zero else { return }
        let now = clock.now()
        let start = state.withLock { state in
            let start = max(now, state.hosts[host]?.nextStart ?? now)
            state.hosts[host, default: Host()].nextStart = start + interval
            return start
        }
        guard start > now else { return }
        do {
            try await clock.sleep(start - now)
        } catch {
            throw TransportError(.cancelled, "\(host): cancelled while keeping the host's pace")
        }
    }

    /// Admits nothing to `host` for this long.
    func close(_ host: String, for duration: Duration) {
        let until = clock.now() + duration
        state.withLock { state in
            let earlier = state.hosts[host]?.closedUntil ?? .zero
            state.hosts[host, default: Host()].closedUntil = max(earlier, until)
        }
    }

    private func waitWhileClosed(_ host: String) async throws(TransportError) {
        // A host that closes again and again is not waited for for ever.
        let patience = clock.now() + longestWait
        while true {
            let now = clock.now()
            let until = state.withLock { state -> Duration? in
                guard let until = state.hosts[host]?.closedUntil else { return nil }
                if until <= now {
                    state.hosts[host]?.closedUntil = nil
                    return nil
                }
                return until
            }
            guard let until else { return }
            guard until <= patience else {
                let end = HTTPDate.timestamp(clock.unixTime() + (until - now).components.seconds)
                throw TransportError(.rateLimited, "\(host): rate limited until \(end)", retryAfter: until - now)
            }
            do {
                try await clock.sleep(until - now)
            } catch {
                throw TransportError(.cancelled, "\(host): cancelled while the host was rate limited")
            }
        }
    }

    private func width(of host: String) -> Int {
        max(1, pace(of: host)?.width ?? width)
    }

    /// Takes a place; false when the task was cancelled first, and then no place is held.
    private func enter(_ host: String) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let admitted = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.cancelled.remove(id) != nil { return false }
                    if state.hosts[host, default: Host()].running < width(of: host) {
                        state.hosts[host, default: Host()].running += 1
                        return true
                    }
                    state.hosts[host]?.waiting.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            withdraw(id, from: host)
        }
        state.withLock { _ = $0.cancelled.remove(id) }
        return admitted
    }

    private func withdraw(_ id: UInt64, from host: String) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if let index = state.hosts[host]?.waiting.firstIndex(where: { $0.id == id }) {
                return state.hosts[host]?.waiting.remove(at: index).continuation
            }
            state.cancelled.insert(id)
            return nil
        }
        waiter?.resume(returning: false)
    }

    /// Hands the place to the next in the queue, or gives it up.
    private func leave(_ host: String) {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.hosts[host]?.waiting.isEmpty == false {
                return state.hosts[host]?.waiting.removeFirst().continuation
            }
            state.hosts[host]?.running -= 1
            return nil
        }
        next?.resume(returning: true)
    }
}
