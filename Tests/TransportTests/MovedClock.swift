import Synchronization
import Transport

/// A clock that only the test moves: sleepers wait until it has passed their end.
final class MovedClock: Sendable {
    private struct State {
        var now = Duration.seconds(1_000)
        var sleepers: [(id: Int, until: Duration, continuation: CheckedContinuation<Bool, Never>)] = []
        var cancelled: Set<Int> = []
        var nextID = 0
        var listeners: [@Sendable () -> Void] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func advance(_ duration: Duration) {
        let (woken, listeners) = state.withLock { state in
            state.now += duration
            let now = state.now
            let woken = state.sleepers.filter { $0.until <= now }
            state.sleepers.removeAll { $0.until <= now }
            return (woken, state.listeners)
        }
        for sleeper in woken { sleeper.continuation.resume(returning: true) }
        for listener in listeners { listener() }
    }

    /// Returns when at least so many sleep.
    func waitForSleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    var clock: TransportClock {
        TransportClock(
            now: { self.state.withLock { $0.now } },
            unixTime: { 1_700_000_000 },
            sleep: { try await self.sleep($0) },
            random: { 0.5 },
            onChange: { listener in self.state.withLock { $0.listeners.append(listener) } },
        )
    }

    private func sleep(_ duration: Duration) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let isOver = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (answer, ready) = state.withLock { state -> (Bool?, [CheckedContinuation<Void, Never>]) in
                    if state.cancelled.remove(id) != nil { return (false, []) }
                    state.sleepers.append((id, state.now + duration, continuation))
                    let count = state.sleepers.count
                    let ready = state.watchers.filter { $0.count <= count }.map(\.continuation)
                    state.watchers.removeAll { $0.count <= count }
                    return (nil, ready)
                }
                if let answer { continuation.resume(returning: answer) }
                for watcher in ready { watcher.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                if let index = state.sleepers.firstIndex(where: { $0.id == id }) {
                    return state.sleepers.remove(at: index).continuation
                }
                state.cancelled.insert(id)
                return nil
            }
            sleeper?.resume(returning: false)
        }
        if !isOver { throw CancellationError() }
    }
}
