/// A range of versions as Masterminds semver v3.5.0 reads it: `>=1.2 <2 || ~3.4`.
///
/// Alternatives stand between `||`; the comparisons of an alternative, separated by blanks or commas, must all hold.
/// A pre-release passes an alternative only when some comparison *of that alternative* names a pre-release.
///
/// Source: <https://github.com/Masterminds/semver#checking-version-constraints>.
public struct Constraint: Sendable {
    /// The constraint as written.
    public let text: String

    let groups: [Group]

    /// What the constraint comes to for ordinary releases; `nil` when a number of it is too big for a key.
    private let releases: KeySet?

    /// Comparisons that must hold together.
    struct Group: Sendable {
        let comparisons: [Comparison]
        /// Some comparison names a pre-release, which opens the group to pre-releases.
        let admitsPrereleases: Bool

        init(_ comparisons: [Comparison]) {
            self.comparisons = comparisons
            admitsPrereleases = comparisons.contains { $0.version.isPrerelease }
        }

        func allows(_ version: Version) -> Bool {
            if version.isPrerelease, !admitsPrereleases { return false }
            return comparisons.allSatisfy { $0.holds(version) }
        }

        var keys: KeySet? {
            comparisons.reduce(KeySet.all) { all, next in
                next.keys.flatMap { all?.intersection($0) }
            }
        }
    }

    /// Reads a constraint.
    ///
    /// - Throws: `ConstraintError` with the byte position and what was expected there. The empty text is an error.
    public init(_ text: String) throws(ConstraintError) {
        self.text = text
        groups = try ConstraintParser.parse(text)
        releases = groups.reduce(KeySet.none) { all, next in
            next.keys.flatMap { all?.union($0) }
        }
    }

    /// Whether `version` passes some alternative.
    public func allows(_ version: Version) -> Bool {
        // Nearly every candidate is decided by its key; the rest goes through the comparisons one by one.
        if version.key.decides, let releases { return releases.contains(version.key.bits) }
        return allowsSlowly(version)
    }

    /// The indices of the versions that pass, in order: `allows` for long lists.
    public func indices(allowedIn versions: [Version]) -> [Int] {
        var indices: [Int] = []
        for i in versions.indices {
            let key = versions[i].key
            let passes =
                if key.decides, let releases {
                    releases.contains(key.bits)
                } else {
                    allowsSlowly(versions[i])
                }
            if passes { indices.append(i) }
        }
        return indices
    }

    /// By the comparisons alone.
    func allowsSlowly(_ version: Version) -> Bool {
        for group in groups where group.allows(version) { return true }
        return false
    }
}

extension Constraint: CustomStringConvertible {
    /// The constraint as written.
    public var description: String { text }
}
