/// What orders a tag: its numbers, its pre-release, and the numbers of its suffix.
struct TagRank: Sendable {
    var main: [UInt64]
    /// Place of the pre-release word; releases have the highest.
    var stage: UInt8
    var prerelease: [UInt64]
    var suffix: [UInt64]

    static func compare(_ a: TagRank, _ b: TagRank) -> Int {
        var order = compare(a.main, b.main)
        if order != 0 { return order }
        if a.stage != b.stage { return a.stage < b.stage ? -1 : 1 }
        order = compare(a.prerelease, b.prerelease)
        return order != 0 ? order : compare(a.suffix, b.suffix)
    }

    private static func compare(_ a: [UInt64], _ b: [UInt64]) -> Int {
        var i = 0
        while i < a.count, i < b.count {
            if a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
            i += 1
        }
        return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
    }
}
