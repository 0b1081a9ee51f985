/// A version as one scheme reads it. Two readings are equal when they have the same precedence, whatever their texts.
///
/// Only readings of the same scheme are meant to be compared; between schemes the order is total but arbitrary.
public struct Reading: Comparable, Sendable {
    /// The version as published.
    public let text: String
    /// Whether the version is marked as a pre-release.
    public let isPrerelease: Bool

    let rank: Rank

    enum Rank: Sendable {
        case semver(Version)
        case tag(TagRank)
    }

    /// The same precedence, whatever the texts.
    public static func == (a: Reading, b: Reading) -> Bool { compare(a, b) == 0 }
    /// Lower precedence.
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
    /// The version as published.
    public var description: String { text }
}
