/// A set of version keys as sorted, disjoint, closed intervals: what a constraint allows among ordinary releases.
///
/// An algebra with the usual laws, so that a whole constraint folds into one set before the first version is checked.
struct KeySet: Equatable, Sendable {
    struct Interval: Equatable, Sendable {
        var low: UInt64
        var high: UInt64
    }

    private(set) var intervals: [Interval]

    static let all = KeySet(0, .max)
    static let none = KeySet(1, 0)

    /// From `low` to `high`, both included; empty when `low` is above `high`.
    init(_ low: UInt64, _ high: UInt64) {
        intervals = low <= high ? [Interval(low: low, high: high)] : []
    }

    private init(_ intervals: [Interval]) {
        self.intervals = intervals
    }

    func contains(_ key: UInt64) -> Bool {
        for i in intervals.indices where intervals[i].low <= key && key <= intervals[i].high { return true }
        return false
    }

    func intersection(_ other: KeySet) -> KeySet {
        var out: [Interval] = []
        var (i, j) = (0, 0)
        while i < intervals.count, j < other.intervals.count {
            let (a, b) = (intervals[i], other.intervals[j])
            let both = Interval(low: max(a.low, b.low), high: min(a.high, b.high))
            if both.low <= both.high { out.append(both) }
            if a.high < b.high { i += 1 } else { j += 1 }
        }
        return KeySet(out)
    }

    func union(_ other: KeySet) -> KeySet {
        complement.intersection(other.complement).complement
    }

    var complement: KeySet {
        var out: [Interval] = []
        var next: UInt64 = 0
        for interval in intervals {
            if interval.low > next { out.append(Interval(low: next, high: interval.low - 1)) }
            if interval.high == .max { return KeySet(out) }
            next = interval.high + 1
        }
        out.append(Interval(low: next, high: .max))
        return KeySet(out)
    }
}
