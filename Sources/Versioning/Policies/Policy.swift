/// How one tag is chosen from a listing: Flux's `ImagePolicy`, and `exact` for pinning.
///
/// Source: <https://fluxcd.io/flux/components/image/imagepolicies/#policy>.
public struct Policy: Sendable {
    /// Which end of the order is the latest; the raw values are Flux's.
    public enum Order: String, CaseIterable, Hashable, Sendable, Codable {
        /// The greatest is the latest.
        case ascending = "asc"
        /// The least is the latest.
        case descending = "desc"

        /// Reads Flux's spelling, in any case; empty is ascending. `nil` for anything else.
        public init?(flux text: String) {
            switch text.uppercased() {
            case "", "ASC": self = .ascending
            case "DESC": self = .descending
            default: return nil
            }
        }
    }

    /// What is compared.
    public enum Rule: Sendable {
        /// The highest version of three parts within the range.
        case semver(Constraint)
        /// The last in byte order, or the first.
        case alphabetical(Order)
        /// The greatest number, or the least.
        case numerical(Order)
        /// This one.
        case exact(String)
    }

    /// Which of several tags that rank equal is taken.
    public enum Ties: String, CaseIterable, Hashable, Sendable {
        /// By the bytes of value and tag, whatever the order of the listing: what Flux takes when it looks at a
        /// listing as it stores it, in descending order of bytes.
        case byBytes
        /// By the order given, as Flux's policies do with any list: the first of equal versions, the last of equal
        /// numbers, the last of the tags that share a value.
        case asListed
    }

    /// What is compared.
    public let rule: Rule
    /// Which tags take part, and what is seen of them; all and whole without one.
    public let filter: TagFilter?

    /// A policy over the tags that pass `filter`.
    public init(_ rule: Rule, filter: TagFilter?) {
        self.rule = rule
        self.filter = filter
    }

    /// The tag of the listing that the policy chooses.
    ///
    /// - Throws: `PolicyError` when there is none.
    public func latest(of tags: [String], ties: Ties) throws(PolicyError) -> String {
        switch rule {
        case .semver(let range): try latestVersion(tags, range, ties)
        case .alphabetical(let order): try latestText(tags, order, ties)
        case .numerical(let order): try latestNumber(tags, order, ties)
        case .exact(let wanted): try exact(tags, wanted, ties)
        }
    }

    /// Calls `body` with each tag that passes and what the policy sees of it; returns how many those are.
    func forEachValue<E>(
        _ tags: [String],
        _ body: (_ tag: String, _ value: String) throws(E) -> Void,
    ) throws(E) -> Int {
        guard let filter else {
            for tag in tags { try body(tag, tag) }
            return tags.count
        }
        var scratch = TagFilter.Scratch(filter)
        var count = 0
        for tag in tags where filter.passes(tag, &scratch) {
            count += 1
            try body(tag, filter.rewrites ? String(decoding: scratch.value, as: UTF8.self) : tag)
        }
        return count
    }
}
