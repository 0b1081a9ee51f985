/// A version as one scheme reads it. Two readings are equal when they have the same precedence, whatever their texts.
///
/// Only readings of the same scheme are meant to be compared; between schemes the order is total but arbitrary.
public struct Reading: Comparable, Sendable {
    /// The version as published.
    public let text: String
    public let isPrerelease: Bool

    let rank: Rank

    enum Rank: Sendable {
        case semver(Version)
        case tag(TagRank)
    }

    public static func == (a: Reading, b: Reading) -> Bool { compare(a, b) == 0 }
    public static func < (a: Reading, b: Reading) -> Bool { compare(a, b) < 0 }

    private static func compare(_ a: Reading, _ b: Reading) -> Int {
        switch (a.rank, b.rank) {
        case (.semver(let x), .semver(let y)): Version.compare(x, y)
        case (.tag(let x), .tag(let y)): TagRank.compare(x, y)
        case (.semver, .tag): -1
        case (.tag, .semver): 1
        }
    }
}

extension Reading: CustomStringConvertible {
    public var description: String { text }
}

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
