/// A tag in the lead, and what the policy sees of it.
struct PolicyLeader {
    var tag: String
    var value: String

    /// Whether a tag with the same value takes the place of this one.
    func yields(toSameValue tag: String, _ ties: Policy.Ties) -> Bool {
        ties == .asListed || tag.precedesInBytes(self.tag)
    }

    func hasValue(_ other: String) -> Bool { value.utf8.elementsEqual(other.utf8) }
}

extension Policy {
    func latestVersion(_ tags: [String], _ range: Constraint, _ ties: Ties) throws(PolicyError) -> String {
        var best: (leader: PolicyLeader, version: Version)?
        let count = forEachValue(tags) { tag, value in
            guard let version = try? Version(threePart: value), range.allows(version) else { return }
            if let current = best {
                let order = Version.compare(version, current.version)
                guard order > 0 || (order == 0 && Self.replaces(current.leader, tag, value, ties)) else { return }
            }
            best = (PolicyLeader(tag: tag, value: value), version)
        }
        guard count > 0 else { throw .nothingToChooseFrom }
        guard let best else { throw .noMatch }
        return best.leader.tag
    }

    /// Of equal versions the first in descending order of bytes leads, or the first listed. Only a filter can give
    /// several tags one value; without it a repeated tag is the same tag.
    private static func replaces(_ leader: PolicyLeader, _ tag: String, _ value: String, _ ties: Ties) -> Bool {
        if leader.hasValue(value) { return leader.yields(toSameValue: tag, ties) }
        return ties == .byBytes && leader.value.precedesInBytes(value)
    }

    func latestText(_ tags: [String], _ order: Order, _ ties: Ties) throws(PolicyError) -> String {
        var best: PolicyLeader?
        _ = forEachValue(tags) { tag, value in
            if let leader = best {
                if leader.hasValue(value) {
                    guard leader.yields(toSameValue: tag, ties) else { return }
                } else {
                    let isLess = value.precedesInBytes(leader.value)
                    guard isLess == (order == .descending) else { return }
                }
            }
            best = PolicyLeader(tag: tag, value: value)
        }
        guard let best else { throw .nothingToChooseFrom }
        return best.tag
    }

    func exact(_ tags: [String], _ wanted: String, _ ties: Ties) throws(PolicyError) -> String {
        var best: PolicyLeader?
        let count = forEachValue(tags) { tag, value in
            guard value.utf8.elementsEqual(wanted.utf8) else { return }
            if let leader = best, !leader.yields(toSameValue: tag, ties) { return }
            best = PolicyLeader(tag: tag, value: value)
        }
        guard count > 0 else { throw .nothingToChooseFrom }
        guard let best else { throw .noMatch }
        return best.tag
    }
}
