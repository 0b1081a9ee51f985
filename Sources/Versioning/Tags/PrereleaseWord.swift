/// A word that marks a pre-release: its place among the others, and which of them it may move to.
struct PrereleaseWord: Sendable, Equatable {
    /// Words of one family follow each other: a beta becomes a release candidate, a nightly never does.
    enum Family: UInt8, Sendable { case maturity, development, snapshot, nightly, canary }

    var family: Family
    /// Order within a version; `release` is above all.
    var stage: UInt8

    static let release: UInt8 = .max

    /// The word that the range spells, in any case, or `nil` when it marks no pre-release.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for (name, word) in Self.words where bytes.equals(range, name) {
            self = word
            return
        }
        return nil
    }

    /// Single letters count only when glued between two numbers: `1.2.3b1`, `1.2.3a2`.
    init?(glued letter: UInt8) {
        switch letter.lowered {
        case UInt8(ascii: "a"): self.init(.maturity, 20)
        case UInt8(ascii: "b"): self.init(.maturity, 30)
        default: return nil
        }
    }

    private init(_ family: Family, _ stage: UInt8) {
        self.family = family
        self.stage = stage
    }

    private static let words: [(StaticString, PrereleaseWord)] = [
        ("dev", PrereleaseWord(.development, 10)),
        ("devel", PrereleaseWord(.development, 10)),
        ("develop", PrereleaseWord(.development, 10)),
        ("development", PrereleaseWord(.development, 10)),
        ("snapshot", PrereleaseWord(.snapshot, 12)),
        ("nightly", PrereleaseWord(.nightly, 14)),
        ("canary", PrereleaseWord(.canary, 16)),
        ("alpha", PrereleaseWord(.maturity, 20)),
        ("ea", PrereleaseWord(.maturity, 22)),
        ("eap", PrereleaseWord(.maturity, 22)),
        ("milestone", PrereleaseWord(.maturity, 25)),
        ("beta", PrereleaseWord(.maturity, 30)),
        ("pre", PrereleaseWord(.maturity, 40)),
        ("preview", PrereleaseWord(.maturity, 40)),
        ("prerelease", PrereleaseWord(.maturity, 40)),
        ("rc", PrereleaseWord(.maturity, 50)),
        ("cr", PrereleaseWord(.maturity, 50)),
    ]
}
