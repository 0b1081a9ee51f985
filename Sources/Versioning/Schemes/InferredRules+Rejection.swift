extension InferredRules {
    /// Why a tag of this shape is not comparable with the current one, or `nil` when it is.
    ///
    /// The reasons are tried in the order that tells a reader most: another numbering before another length.
    func rejection(of other: TagShape, _ bytes: Span<UInt8>) -> Rejection? {
        if !hasSamePrefix(other, bytes) {
            let isBare = hasBarePrefix(shape) && hasBarePrefix(other)
            return isBare && isOtherEra(other, bytes) ? .otherEra : .otherPrefix
        }
        if isOtherEra(other, bytes) { return .otherEra }
        if !hasSameLength(other, bytes) { return .otherLength }
        if !hasSameSuffix(other, bytes) { return .otherSuffix }
        if ceilings.exclude(other, bytes) { return .otherEra }
        if let word = other.word, !admits(word) { return .prerelease }
        return nil
    }

    func hasSamePrefix(_ other: TagShape, _ bytes: Span<UInt8>) -> Bool {
        guard other.mainStart == prefix.count else { return false }
        let own = text.utf8Span.span
        for i in 0..<prefix.count where !prefix[i].admits(other.pieces[i], bytes, own: own) { return false }
        return true
    }

    func hasSameSuffix(_ other: TagShape, _ bytes: Span<UInt8>) -> Bool {
        guard other.pieces.count - other.mainEnd - other.prerelease.count == suffix.count else { return false }
        let own = text.utf8Span.span
        var slot = 0
        for i in other.mainEnd..<other.pieces.count where !other.prerelease.contains(i) {
            guard suffix[slot].admits(other.pieces[i], bytes, own: own) else { return false }
            slot += 1
        }
        return true
    }

    /// The same count of numbers with the same separators between them.
    func hasSameLength(_ other: TagShape, _ bytes: Span<UInt8>) -> Bool {
        guard other.mainEnd - other.mainStart == shape.mainEnd - shape.mainStart else { return false }
        let own = text.utf8Span.span
        for i in 0..<(other.mainEnd - other.mainStart) {
            let (a, b) = (shape.pieces[shape.mainStart + i], other.pieces[other.mainStart + i])
            guard a.kind == b.kind else { return false }
            if a.kind != .number, own[Int(a.start)] != bytes[Int(b.start)] { return false }
        }
        return true
    }

    /// Another calendar, or a first number so much longer that it counts something else: `16` against `608111629`.
    private func isOtherEra(_ other: TagShape, _ bytes: Span<UInt8>) -> Bool {
        if other.era != shape.era { return true }
        guard shape.era == .plain else { return false }
        let (a, b) = (shape.pieces[shape.mainStart].count, other.pieces[other.mainStart].count)
        if max(a, b) >= 6 && abs(a - b) >= 3 { return true }
        return hasBarePrefix(shape) && isLoneYear(shape, text.utf8Span.span) != isLoneYear(other, bytes)
            && min(a, b) < 4
    }

    /// `2022` where others say `16`.
    private func isLoneYear(_ shape: TagShape, _ bytes: Span<UInt8>) -> Bool {
        let piece = shape.pieces[shape.mainStart]
        return shape.mainEnd == shape.mainStart + 1 && piece.count == 4
            && CalendarDigits.years.contains(CalendarDigits.value(bytes, Int(piece.start), 4))
    }

    private func hasBarePrefix(_ other: TagShape) -> Bool {
        other.mainStart == 0 || (other.mainStart == 1 && other.pieces[0].count == 1)
    }

    /// From a release to none, from a pre-release to those of its family, unless all are allowed.
    private func admits(_ word: PrereleaseWord) -> Bool {
        allowsAnyPrerelease || shape.word?.family == word.family
    }
}
