extension Policy {
    func latestNumber(_ tags: [String], _ order: Order, _ ties: Ties) throws(PolicyError) -> String {
        var best: NumberLeader?
        var hasNaN = false
        try forEachNumber(tags) { candidate in
            if candidate.number.isNaN { hasNaN = true }
            if let current = best, !candidate.replaces(current, order, ties) { return }
            best = candidate
        }
        guard let best else { throw .nothingToChooseFrom }
        return hasNaN && ties == .byBytes ? try latestAmongNaN(tags, order) : best.leader.tag
    }

    private struct NumberLeader {
        var leader: PolicyLeader
        var number: Double

        /// Whether this one, met later, takes the lead. Nothing is behind "not a number", nor that behind anything.
        func replaces(_ other: NumberLeader, _ order: Order, _ ties: Ties) -> Bool {
            if order == .ascending ? number < other.number : number > other.number { return false }
            if number != other.number || ties == .asListed { return true }
            // The last in descending order of bytes leads.
            if other.leader.hasValue(leader.value) { return leader.tag.precedesInBytes(other.leader.tag) }
            return leader.value.precedesInBytes(other.leader.value)
        }
    }

    private func forEachNumber(_ tags: [String], _ body: (NumberLeader) -> Void) throws(PolicyError) {
        _ = try forEachValue(tags) { tag, value throws(PolicyError) in
            guard let number = GoFloat.parse(value.utf8Span.span) else { throw .notANumber(value) }
            body(NumberLeader(leader: PolicyLeader(tag: tag, value: value), number: number))
        }
    }

    /// With "not a number" the order of the listing decides, so that it must be put in descending order of bytes.
    private func latestAmongNaN(_ tags: [String], _ order: Order) throws(PolicyError) -> String {
        var all: [NumberLeader] = []
        try forEachNumber(tags) { all.append($0) }
        all.sort { a, b in
            a.leader.hasValue(b.leader.value)
                ? b.leader.tag.precedesInBytes(a.leader.tag)
                : b.leader.value.precedesInBytes(a.leader.value)
        }
        guard var best = all.first else { throw .nothingToChooseFrom }
        for candidate in all.dropFirst() where candidate.replaces(best, order, .asListed) { best = candidate }
        return best.leader.tag
    }
}
