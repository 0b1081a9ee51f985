internal import Synchronization

/// Lets at most so many exchanges at a time through to one host, and none while the host has asked to be left alone.
///
/// The first bound keeps the time that a request waits for a connection out of its time limit; the second makes one
/// 429 answer stop all requests to that host, not only the one that met it.
final class HostGate: Sendable {
    private struct Host {
        var running = 0
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        var closedUntil: Duration?
    }

    private struct State {
        var hosts: [String: Host] = [:]
        var nextID: UInt64 = 0
        /// Waiters that were cancelled before they stood in the queue.
        var cancelled: Set<UInt64> = []
    }

    private let width: Int
    private let longestWait: Duration
    private let clock: TransportClock
    private let state = Mutex(State())

    init(width: Int, longestWait: Duration, clock: TransportClock) {
        self.width = width
        self.longestWait = longestWait
        self.clock = clock
    }

    /// Runs `body` when the host admits one more exchange.
    func pass<Value: Sendable>(
        _ host: String,
        _ body: () async throws(TransportError) -> Value,
    ) async throws(TransportError) -> Value {
        try await waitWhileClosed(host)
        guard await enter(host) else {
            throw TransportError(.cancelled, "\(host): cancelled while waiting for a connection")
        }
        defer { leave(host) }
        // The host may have closed while this request stood in the queue.
        try await waitWhileClosed(host)
        return try await body()
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
            guard until - now <= longestWait else {
                throw TransportError(
                    .rateLimited,
                    "\(host): rate limited for another \((until - now).components.seconds) s",
                    retryAfter: until - now,
                )
            }
            do {
                try await clock.sleep(until - now)
            } catch {
                throw TransportError(.cancelled, "\(host): cancelled while the host was rate limited")
            }
        }
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
                    if state.hosts[host, default: Host()].running < width {
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
