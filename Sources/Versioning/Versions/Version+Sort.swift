extension Array<Version> {
    /// Sorts ascending by precedence; versions of equal precedence keep their order.
    ///
    /// The keys are sorted by radix, eleven bits a pass, and the versions moved once at the end: about a tenth of
    /// the time of `sort()` on a million versions, in 24 bytes of scratch memory each.
    public mutating func sortByPrecedence() {
        guard count > 1 else { return }
        permute(precedenceOrder())
    }

    /// Where the elements stand, in the order of their precedence.
    func precedenceOrder() -> [UInt32] {
        var (keys, order) = Radix.sort(map(\.key.bits))
        settleTies(keys, &order)
        return order
    }

    /// Equal keys do not decide between pre-releases and between numbers too big for the key.
    private func settleTies(_ keys: [UInt64], _ order: inout [UInt32]) {
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            if end - start > 1, !self[Int(order[start])].key.decides {
                let sorted = order[start..<end].sorted { a, b in
                    let result = Version.compare(self[Int(a)], self[Int(b)])
                    return result == 0 ? a < b : result < 0
                }
                order.replaceSubrange(start..<end, with: sorted)
            }
            start = end
        }
    }

    /// Puts element `order[i]` at place `i`, along the cycles of the permutation, without a second array of versions.
    private mutating func permute(_ order: consuming [UInt32]) {
        for start in indices where Int(order[start]) != start {
            let first = self[start]
            var hole = start
            while Int(order[hole]) != start {
                let source = Int(order[hole])
                self[hole] = self[source]
                order[hole] = UInt32(truncatingIfNeeded: hole)
                hole = source
            }
            self[hole] = first
            order[hole] = UInt32(truncatingIfNeeded: hole)
        }
    }
}

/// Stable order of 64-bit keys.
private enum Radix {
    private static let bits: UInt64 = 11
    private static let passes: UInt64 = 6

    /// The keys in ascending order, and where each came from. Lists have fewer than 2^32 elements.
    static func sort(_ unsorted: [UInt64]) -> (keys: [UInt64], order: [UInt32]) {
        var keys = unsorted
        let count = keys.count
        var order = (0..<UInt32(truncatingIfNeeded: count)).map { $0 }
        var otherKeys = [UInt64](repeating: 0, count: count)
        var otherOrder = [UInt32](repeating: 0, count: count)
        for pass in 0..<passes {
            let shift = pass * bits
            var starts = [Int](repeating: 0, count: 1 << Int(bits))
            for key in keys { starts[Int(key >> shift & (1 << bits - 1))] += 1 }
            // All keys agree in these bits: nothing to do.
            if starts.contains(count) { continue }
            var sum = 0
            for digit in starts.indices {
                let size = starts[digit]
                starts[digit] = sum
                sum += size
            }
            for i in 0..<count {
                let digit = Int(keys[i] >> shift & (1 << bits - 1))
                let place = starts[digit]
                starts[digit] = place + 1
                otherKeys[place] = keys[i]
                otherOrder[place] = order[i]
            }
            swap(&keys, &otherKeys)
            swap(&order, &otherOrder)
        }
        return (keys, order)
    }
}
