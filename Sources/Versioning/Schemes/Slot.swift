/// What one piece of the current tag demands of the piece at the same place in a candidate.
struct Slot: Sendable {
    enum Demand: UInt8, Sendable {
        /// The same bytes.
        case same
        /// Any number; it orders.
        case number
        /// Any commit hash; it does not order.
        case hash
    }

    var demand: Demand
    let piece: Piece

    /// The slots of a prefix: everything stays, but hashes may change.
    static func prefix(_ shape: TagShape) -> [Slot] {
        shape.pieces[..<shape.mainStart].map { Slot(demand: $0.kind == .hash ? .hash : .same, piece: $0) }
    }

    /// The slots of a suffix: words stay, numbers move unless they name a platform, hashes may change.
    static func suffix(_ shape: TagShape, _ bytes: Span<UInt8>) -> [Slot] {
        var slots: [Slot] = []
        // Behind a platform word: the rest of its run of letters and digits, its dotted numbers, and a number set
        // off from the word itself by a hyphen (`cuda-12`).
        var fixed = false
        for i in shape.suffix {
            let piece = shape.pieces[i]
            switch piece.kind {
            case .separator:
                let joins =
                    bytes[Int(piece.start)] == UInt8(ascii: ".") || bytes[Int(piece.start)] == UInt8(ascii: "_")
                    || (i > 0 && shape.pieces[i - 1].kind == .word)
                let continues = joins && i + 1 < shape.pieces.count && shape.pieces[i + 1].kind == .number
                if !continues { fixed = false }
                slots.append(Slot(demand: .same, piece: piece))
            case .word:
                if FlavourWord.isFixed(bytes, piece.range) { fixed = true }
                slots.append(Slot(demand: .same, piece: piece))
            case .number:
                slots.append(Slot(demand: fixed ? .same : .number, piece: piece))
            case .hash:
                slots.append(Slot(demand: .hash, piece: piece))
            }
        }
        return slots
    }

    /// Whether `other`, a piece of `bytes`, may stand here in a tag whose own piece is one of `own`.
    func admits(_ other: Piece, _ bytes: Span<UInt8>, own: Span<UInt8>) -> Bool {
        switch demand {
        case .number: return other.kind == .number || (other.kind == .hash && piece.isHashLikeNumber)
        case .hash: return other.kind == .hash || other.isHashLikeNumber
        case .same:
            guard other.kind == piece.kind, other.count == piece.count else { return false }
            for i in 0..<piece.count where bytes[Int(other.start) + i] != own[Int(piece.start) + i] { return false }
            return true
        }
    }
}
