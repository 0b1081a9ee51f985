import Artifacts
import Discovery
import Versioning

/// A listing as a scheme reads it: what is comparable with the current version, in order, and what is not.
struct Candidates {
    struct Candidate {
        let release: Release
        let reading: Reading
    }

    let scheme: Scheme
    /// Allowed releases after the current version, ascending; of equal precedence only the first that upstream lists.
    let newer: [Candidate]
    /// The best release that is not newer: a stable one, or where there is none, the best pre-release.
    let bestUpToCurrent: Candidate?
    /// The current version among the releases.
    let current: Release?
    let rejections: [RejectionCount]

    /// - Parameter published: How upstream spells the current version: of several of its precedence, that one counts.
    init(of listing: Listing, scheme: Scheme, published: String) {
        var newer: [Candidate] = []
        var best: Candidate?
        var bestPrerelease: Candidate?
        var current: Release?
        var tally = RejectionTally()
        for release in listing.releases {
            switch scheme.read(release.text) {
            case .ordered(let reading):
                let candidate = Candidate(release: release, reading: reading)
                if reading > scheme.current {
                    newer.append(candidate)
                } else {
                    if reading == scheme.current, current == nil || release.text == published { current = release }
                    if reading.isPrerelease {
                        if bestPrerelease.map({ $0.reading < reading }) ?? true { bestPrerelease = candidate }
                    } else if best.map({ $0.reading < reading }) ?? true {
                        best = candidate
                    }
                }
            case .rejected(let rejection):
                tally.add(release.text, rejection)
            }
        }
        self.scheme = scheme
        self.newer = Self.distinct(newer, like: scheme.current.text)
        bestUpToCurrent = best ?? bestPrerelease
        self.current = current
        rejections = tally.counts
    }

    /// The best of the newer: stable ones before pre-releases; nil when there is none that the step allows.
    func best(within reach: Change?) -> Candidate? {
        let reachable =
            reach.map { reach in
                newer.filter { scheme.change(from: scheme.current, to: $0.reading) <= reach }
            } ?? newer
        return reachable.last { !$0.reading.isPrerelease } ?? reachable.last
    }

    /// The smallest reach beyond `reach` that brings a newer version than it does; nil when none does.
    func reachNeeded(beyond reach: Change) -> Change? {
        let known = best(within: reach)?.reading ?? scheme.current
        return [Change.patch, .minor, .major].first {
            $0 > reach && best(within: $0).map { $0.reading > known } ?? false
        }
    }

    /// Ascending, one candidate of each precedence: the one spelled like the current version (`v` or not), else the
    /// first that upstream lists.
    private static func distinct(_ candidates: [Candidate], like current: String) -> [Candidate] {
        let hasPrefix = current.hasPrefix("v")
        var result: [Candidate] = []
        let ordered = candidates.enumerated().sorted { left, right in
            if left.element.reading != right.element.reading { return left.element.reading < right.element.reading }
            return left.offset < right.offset
        }
        for (_, candidate) in ordered {
            guard let last = result.last, last.reading == candidate.reading else {
                result.append(candidate)
                continue
            }
            let isCloser =
                candidate.release.text.hasPrefix("v") == hasPrefix && last.release.text.hasPrefix("v") != hasPrefix
            if isCloser { result[result.count - 1] = candidate }
        }
        return result
    }
}

/// Counts rejected releases by reason and keeps the nearest of each: the greatest text, compared by its numbers.
struct RejectionTally {
    private var byReason: [Rejection: (count: Int, nearest: String)] = [:]

    mutating func add(_ text: String, _ rejection: Rejection) {
        guard let known = byReason[rejection] else {
            byReason[rejection] = (1, text)
            return
        }
        byReason[rejection] = (known.count + 1, NaturalOrder.precedes(known.nearest, text) ? text : known.nearest)
    }

    var counts: [RejectionCount] {
        Rejection.allCases.compactMap { rejection in
            byReason[rejection].map { RejectionCount(rejection: rejection, count: $0.count, nearest: $0.nearest) }
        }
    }
}

/// Texts with their runs of digits compared as numbers: good enough to name an example, never to decide.
enum NaturalOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        var a = Array(left.utf8)[...]
        var b = Array(right.utf8)[...]
        while let x = a.first, let y = b.first {
            if isDigit(x), isDigit(y) {
                let m = a.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
                let n = b.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
                if m.count != n.count { return m.count < n.count }
                if m != n { return m.lexicographicallyPrecedes(n) }
                a = a.drop(while: isDigit)
                b = b.drop(while: isDigit)
            } else if x != y {
                return x < y
            } else {
                a = a.dropFirst()
                b = b.dropFirst()
            }
        }
        return a.isEmpty && !b.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
