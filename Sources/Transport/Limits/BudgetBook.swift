internal import Synchronization

/// What each host last said of its ``RateBudget``, for as long as its window is.
final class BudgetBook: Sendable {
    private let clock: TransportClock
    private let entries = Mutex([String: (budget: RateBudget, told: Duration)]())

    init(clock: TransportClock) {
        self.clock = clock
    }

    func note(_ headers: HTTPHeaders, from host: String) {
        guard let budget = RateBudget(headers) else { return }
        let now = clock.now()
        entries.withLock { $0[host] = (budget, now) }
    }

    func budget(of host: String) -> RateBudget? {
        let now = clock.now()
        return entries.withLock { entries in
            guard let (budget, told) = entries[host] else { return nil }
            if let window = budget.window, now - told >= window {
                entries[host] = nil
                return nil
            }
            return budget
        }
    }
}
