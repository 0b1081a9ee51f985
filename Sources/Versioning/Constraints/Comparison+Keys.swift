extension Comparison {
    /// The keys of the ordinary releases that pass: those without pre-release whose numbers fit the key.
    ///
    /// `nil` when a number of the comparison's own version is too big for the key, so that only `holds` is right.
    var keys: KeySet? {
        guard !version.key.isSaturated else { return nil }
        let key = version.key.bits
        let endOfMajor = key | (1 << VersionKey.majorShift - 1)
        let endOfMinor = key | (1 << VersionKey.minorShift - 1)

        switch (`operator`, wild) {
        case (.equal, .none):
            return equalKeys
        case (.notEqual, .none), (.notEqual, .major):
            return equalKeys.complement
        case (.notEqual, .minor):
            return KeySet(key & ~(1 << VersionKey.majorShift - 1), endOfMajor).complement
        case (.notEqual, .patch):
            // With a pre-release only pre-releases are compared, and a release differs from all of them.
            return version.isPrerelease ? .all : KeySet(key & ~(1 << VersionKey.minorShift - 1), endOfMinor).complement
        case (.greater, .minor): return KeySet(endOfMajor + 1, .max)
        case (.greater, .patch): return KeySet(endOfMinor + 1, .max)
        case (.greater, .none), (.greater, .major): return KeySet(key + 1, .max)
        case (.less, _): return key == 0 ? .none : KeySet(0, key - 1)
        case (.greaterOrEqual, _): return KeySet(key, .max)
        case (.lessOrEqual, .none): return KeySet(0, key)
        case (.lessOrEqual, .minor): return KeySet(0, endOfMajor)
        case (.lessOrEqual, .patch), (.lessOrEqual, .major): return KeySet(0, endOfMinor)
        case (.tilde, .minor), (.equal, .minor): return KeySet(key, endOfMajor)
        case (.tilde, .patch), (.equal, .patch): return KeySet(key, endOfMinor)
        case (.tilde, .none), (.tilde, .major), (.equal, .major):
            return KeySet(key, version.numbers == VersionNumbers() ? .max : endOfMinor)
        case (.caret, _):
            let numbers = version.numbers
            if numbers.major > 0 || wild == .minor { return KeySet(key, endOfMajor) }
            if numbers.minor > 0 || wild == .patch { return KeySet(key, endOfMinor) }
            return KeySet(key, key | 1)
        }
    }

    /// No release equals a pre-release.
    private var equalKeys: KeySet {
        version.isPrerelease ? .none : KeySet(version.key.bits, version.key.bits)
    }
}
