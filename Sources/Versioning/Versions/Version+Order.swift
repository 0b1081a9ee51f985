extension Version: Comparable, Hashable {
    /// Equal precedence: build metadata, `v` and missing zeros do not count.
    public static func == (a: Version, b: Version) -> Bool { a.key == b.key && compare(a, b) == 0 }

    /// Lower precedence.
    public static func < (a: Version, b: Version) -> Bool {
        a.key == b.key ? compare(a, b) < 0 : a.key < b.key
    }

    /// Feeds what decides precedence, so that equal versions hash alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        if isPrerelease { hasher.combine(prerelease) }
    }

    /// Negative, zero or positive as `a` has lower, equal or higher precedence than `b`.
    public static func compare(_ a: Version, _ b: Version) -> Int {
        if a.key != b.key { return a.key < b.key ? -1 : 1 }
        // Equal keys decide for releases whose numbers fit; the rest needs the text.
        if a.key.decides { return 0 }
        if a.key.isSaturated {
            let order = compareNumbers(a.numbers, b.numbers)
            if order != 0 { return order }
        }
        return comparePrereleases(a, b)
    }

    private static func compareNumbers(_ a: VersionNumbers, _ b: VersionNumbers) -> Int {
        if a.major != b.major { return a.major < b.major ? -1 : 1 }
        if a.minor != b.minor { return a.minor < b.minor ? -1 : 1 }
        if a.patch != b.patch { return a.patch < b.patch ? -1 : 1 }
        return 0
    }

    /// Compares the pre-releases alone; none ranks above any.
    static func comparePrereleases(_ a: Version, _ b: Version) -> Int {
        switch (a.isPrerelease, b.isPrerelease) {
        case (false, false): 0
        case (false, true): 1
        case (true, false): -1
        case (true, true):
            Prerelease.compare(
                a.text.utf8Span.span.extracting(a.prereleaseRange),
                b.text.utf8Span.span.extracting(b.prereleaseRange),
            )
        }
    }
}
