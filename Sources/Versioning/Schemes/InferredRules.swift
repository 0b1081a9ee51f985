/// Reads tags by the shape of the current one.
struct InferredRules: Sendable {
    let text: String
    let shape: TagShape
    let prefix: [Slot]
    var suffix: [Slot]
    /// Pieces of the prefix that are hashes, as `TagPieces.cut` wants them.
    let hashes: UInt64
    let main: [UInt64]
    let allowsAnyPrerelease: Bool
    /// Numbers above these are left over from another way of numbering.
    var ceilings = Ceilings()

    /// Steps between calendar versions and timestamps measure nothing.
    var countsTime: Bool { shape.era != .plain }

    static func seen(
        from current: String,
        listing: [String],
        allowPrerelease: Bool,
    ) throws(Unordered) -> (Reading, InferredRules) {
        if let unordered = TagClass.unordered(current) { throw unordered }
        let shape: TagShape
        do {
            shape = try TagShape(current.utf8Span.span)
        } catch {
            throw error.unordered
        }
        var rules = InferredRules(current, shape, allowPrerelease)
        if rules.isHash(amid: listing) { throw .hash }
        rules.learn(from: listing)
        return (rules.reading(current, shape, current.utf8Span.span), rules)
    }

    private init(_ text: String, _ shape: TagShape, _ allowPrerelease: Bool) {
        let bytes = text.utf8Span.span
        self.text = text
        self.shape = shape
        prefix = Slot.prefix(shape)
        suffix = Slot.suffix(shape, bytes)
        main = shape.values(shape.mainStart..<shape.mainEnd, bytes)
        allowsAnyPrerelease = allowPrerelease
        var hashes: UInt64 = 0
        for (i, slot) in prefix.prefix(64).enumerated() where slot.demand == .hash { hashes |= 1 << UInt64(i) }
        self.hashes = hashes
    }

    func read(_ text: String) -> Scheme.Outcome {
        let bytes = text.utf8Span.span
        if TagClass.isSignature(bytes) { return .rejected(.signature) }
        let other: TagShape
        do {
            other = try TagShape(bytes, hashes: hashes)
        } catch {
            return .rejected(TagClass.unordered(text)?.rejection ?? error.unordered.rejection)
        }
        if let rejection = rejection(of: other, bytes) { return .rejected(rejection) }
        return .ordered(reading(text, other, bytes))
    }

    /// The reading of a tag whose shape has been admitted.
    private func reading(_ text: String, _ other: TagShape, _ bytes: Span<UInt8>) -> Reading {
        var numbers: [UInt64] = []
        var slot = 0
        for i in other.mainEnd..<other.pieces.count where !other.prerelease.contains(i) {
            if slot < suffix.count, suffix[slot].demand == .number {
                let piece = other.pieces[i]
                let isNumber = piece.kind == .number
                numbers.append(isNumber ? CalendarDigits.value(bytes, Int(piece.start), piece.count) : 0)
            }
            slot += 1
        }
        let rank = TagRank(
            main: other.values(other.mainStart..<other.mainEnd, bytes),
            stage: other.word?.stage ?? PrereleaseWord.release,
            prerelease: other.values(other.prerelease, bytes),
            suffix: numbers,
        )
        return Reading(text: text, isPrerelease: other.word != nil, rank: .tag(rank))
    }
}

extension TagShape.Failure {
    var unordered: Unordered {
        switch self {
        case .rolling: .rolling
        case .hash: .hash
        case .notAVersion: .notAVersion
        }
    }
}
