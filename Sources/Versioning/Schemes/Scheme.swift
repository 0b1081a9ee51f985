/// How the versions of one artifact are read and ordered, seen from the version that stands in the tree.
///
/// Make one from the current version, then `read` every version of the listing: what comes back `.ordered` is
/// comparable with `current`, and the greatest of those is the newest. The rest is rejected, with a reason.
public struct Scheme: Sendable {
    /// The two ways to read versions; the raw values are public.
    public enum Name: String, CaseIterable, Hashable, Sendable, Codable {
        /// Masterminds semver, as Helm orders charts.
        case chartSemver
        /// Read from the shape of the current tag.
        case inferred
    }

    /// Which of the two this is.
    public let name: Name
    /// The version in the tree.
    public let current: Reading

    let rules: Rules
    let options: SchemeOptions

    enum Rules: Sendable {
        case chart(ChartRules)
        case inferred(InferredRules)
    }

    /// What a scheme makes of a version of the listing.
    public enum Outcome: Sendable {
        case ordered(Reading)
        case rejected(Rejection)
    }

    /// The scheme of a chart: Masterminds precedence.
    ///
    /// - Parameters:
    ///   - current: The version in the tree, read loosely.
    ///   - requiresThreeParts: For OCI tags: only tags of three parts count, `_` is read as `+`, and a leading `v`
    ///     may come or go. Otherwise the loose reading of an HTTP index.
    ///   - allowPrerelease: Take pre-releases even when `current` is none.
    ///   - options: How steps are measured.
    /// - Returns: The scheme, seen from `current`.
    /// - Throws: `Unordered` when `current` is not such a version.
    public static func chart(
        current: String,
        requiresThreeParts: Bool,
        allowPrerelease: Bool,
        options: SchemeOptions,
    ) throws(Unordered) -> Scheme {
        let (reading, rules) = try ChartRules.seen(
            from: current,
            requiresThreeParts: requiresThreeParts,
            allowPrerelease: allowPrerelease,
        )
        return Scheme(name: .chartSemver, current: reading, rules: .chart(rules), options: options)
    }

    /// The scheme of everything else: the shape of the current tag decides which tags are comparable.
    ///
    /// - Parameters:
    ///   - current: The tag in the tree.
    ///   - listing: All tags of the artifact; used to tell hashes from numbers and left-over numbering from the
    ///     present one. May be empty.
    ///   - allowPrerelease: Take pre-releases even when `current` is none.
    ///   - options: How steps are measured.
    /// - Returns: The scheme, seen from `current`.
    /// - Throws: `Unordered` when `current` has no order.
    public static func inferred(
        current: String,
        listing: [String],
        allowPrerelease: Bool,
        options: SchemeOptions,
    ) throws(Unordered) -> Scheme {
        let (reading, rules) = try InferredRules.seen(
            from: current,
            listing: listing,
            allowPrerelease: allowPrerelease,
        )
        return Scheme(name: .inferred, current: reading, rules: .inferred(rules), options: options)
    }

    /// Whether `text` is comparable with `current`, and how it ranks.
    public func read(_ text: String) -> Outcome {
        switch rules {
        case .chart(let rules): rules.read(text)
        case .inferred(let rules): rules.read(text)
        }
    }

    /// How far the step between two readings of this scheme goes, in either direction.
    public func change(from: Reading, to: Reading) -> Change {
        switch (from.rank, to.rank) {
        case (.semver(let a), .semver(let b)):
            let change = Change.between(a.components, b.components, options)
            return change == .none && from != to ? .prerelease : change
        case (.tag(let a), .tag(let b)):
            return change(from: a, to: b)
        case (.semver, .tag), (.tag, .semver):
            return .major
        }
    }

    private func change(from a: TagRank, to b: TagRank) -> Change {
        let change = Change.between(a.main, b.main, options)
        if change != .none {
            guard case .inferred(let rules) = rules, rules.countsTime else { return change }
            return .minor
        }
        if a.stage != b.stage || a.prerelease != b.prerelease { return .prerelease }
        return a.suffix == b.suffix ? .none : .patch
    }
}

extension Version {
    fileprivate var components: [UInt64] {
        let numbers = numbers
        return [numbers.major, numbers.minor, numbers.patch]
    }
}
