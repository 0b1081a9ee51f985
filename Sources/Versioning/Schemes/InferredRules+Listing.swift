extension InferredRules {
    /// Whether the digits of the current tag are a hash by chance: `main-1234567` beside `main-3f2a1b9`.
    func isHash(amid listing: [String]) -> Bool {
        let digits = shape.pieces[shape.mainStart]
        guard shape.era == .plain, shape.mainEnd == shape.mainStart + 1, shape.mainEnd == shape.pieces.count,
            digits.isHashLikeNumber, shape.mainStart > 0
        else { return false }
        let own = text.utf8Span.span
        let start = Int(digits.start)
        if FlavourWord.isBranch(own, 0..<max(start - 1, 0)) { return true }
        for tag in listing {
            let bytes = tag.utf8Span.span
            guard let pieces = TagPieces.cut(bytes, hashes: 0), pieces.count == prefix.count + 1,
                pieces[prefix.count].kind == .hash
            else { continue }
            if prefix.indices.allSatisfy({ prefix[$0].admits(pieces[$0], bytes, own: own) }) { return true }
        }
        return false
    }

    /// Takes from the listing what the current tag alone does not tell.
    mutating func learn(from listing: [String]) {
        let mayHoldHash = suffix.contains { $0.demand == .number && $0.piece.isHashLikeNumber }
        guard shape.era == .plain || mayHoldHash else { return }
        var columns = Ceilings.Columns(main)
        for tag in listing {
            let bytes = tag.utf8Span.span
            guard let other = try? TagShape(bytes, hashes: hashes), other.era == shape.era,
                hasSamePrefix(other, bytes), hasSameLength(other, bytes), hasSameSuffix(other, bytes)
            else { continue }
            if mayHoldHash { learnHashes(other) }
            if shape.era == .plain { columns.add(other, bytes) }
        }
        if shape.era == .plain { ceilings = Ceilings(columns) }
    }

    /// A place where any tag of this shape has a hash holds a hash in all of them.
    private mutating func learnHashes(_ other: TagShape) {
        for (slot, i) in other.suffix.enumerated() where other.pieces[i].kind == .hash {
            suffix[slot].demand = .hash
        }
    }
}
