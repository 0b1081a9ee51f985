/// A run of a tag's bytes of one kind.
struct Piece: Sendable {
    enum Kind: UInt8, Sendable { case word, number, separator, hash }

    var kind: Kind
    var start: UInt16
    var end: UInt16

    var range: Range<Int> { Int(start)..<Int(end) }
    var count: Int { Int(end) - Int(start) }

    init(_ kind: Kind, _ start: Int, _ end: Int) {
        self.kind = kind
        self.start = UInt16(truncatingIfNeeded: start)
        self.end = UInt16(truncatingIfNeeded: end)
    }

    /// Digits that may be a hash by chance: Git abbreviates to seven or more.
    var isHashLikeNumber: Bool { kind == .number && count >= HashRule.minBytes }
}

/// Which runs of letters and digits are commit hashes.
enum HashRule {
    /// Git never abbreviates below seven by itself.
    static let minBytes = 7
    /// A SHA-256 in hexadecimal.
    static let maxBytes = 64
    /// Longer runs of digits do not fit 64 bits and number nothing.
    static let maxDigits = 19
}

/// Cuts a tag into words, numbers, hashes and single separators.
enum TagPieces {
    /// Longer texts are no tag of a registry (128) and no sensible Git tag.
    static let maxBytes = 256

    /// The pieces, or `nil` when the text is too long or holds what no tag holds.
    ///
    /// - Parameters:
    ///   - bytes: The tag.
    ///   - hashes: Bit `n` says that piece `n` is a hash where it can be one, even with digits alone: known from
    ///     other tags of the same shape.
    /// - Returns: The pieces in order, without gaps.
    static func cut(_ bytes: Span<UInt8>, hashes: UInt64) -> [Piece]? {
        guard bytes.count <= maxBytes else { return nil }
        var pieces: [Piece] = []
        pieces.reserveCapacity(14)
        var cursor = 0
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte.isDigit || byte.isLetter {
                cursor = cutRun(bytes, cursor, hashes, &pieces)
            } else {
                guard isTagByte(byte) else { return nil }
                pieces.append(Piece(.separator, cursor, cursor + 1))
                cursor += 1
            }
        }
        return pieces
    }

    /// Printable ASCII, less what only ranges hold: `>=1.2`, `~1`, `1.*`, `1 || 2`.
    private static func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "^"), UInt8(ascii: "~"),
            UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: ","):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    /// Cuts one run of letters and digits and returns its end.
    private static func cutRun(_ bytes: Span<UInt8>, _ start: Int, _ hashes: UInt64, _ pieces: inout [Piece]) -> Int {
        var end = start
        var hex = 0
        var letters = 0
        while end < bytes.count, bytes[end].isDigit || bytes[end].isLetter {
            if bytes[end].isHex { hex += 1 }
            if bytes[end].isLetter { letters += 1 }
            end += 1
        }
        let count = end - start
        if count >= HashRule.minBytes {
            // `git describe` puts a `g` before the hash, chartpress an `h`.
            let mark = bytes[start] == UInt8(ascii: "g") || bytes[start] == UInt8(ascii: "h")
            if mark, hex == count - 1, letters > 1, hex >= HashRule.minBytes, hex <= HashRule.maxBytes {
                pieces.append(Piece(.word, start, start + 1))
                pieces.append(Piece(.hash, start + 1, end))
                return end
            }
            let known = pieces.count < 64 && hashes >> UInt64(pieces.count) & 1 == 1
            if hex == count, known || isHash(bytes, start..<end, letters: letters) {
                pieces.append(Piece(.hash, start, end))
                return end
            }
        }
        var cursor = start
        while cursor < end {
            let first = cursor
            let isDigit = bytes[cursor].isDigit
            while cursor < end, bytes[cursor].isDigit == isDigit { cursor += 1 }
            let tooLong = isDigit && cursor - first > HashRule.maxDigits
            pieces.append(Piece(tooLong ? .hash : isDigit ? .number : .word, first, cursor))
        }
        return end
    }

    /// Judges a run of seven or more hexadecimal digits.
    private static func isHash(_ bytes: Span<UInt8>, _ run: Range<Int>, letters: Int) -> Bool {
        if letters == 0 {
            // No version or build number starts with zero at this length; forty digits are a full hash.
            return bytes[run.lowerBound] == UInt8(ascii: "0") || run.count > HashRule.maxDigits
        }
        guard run.count <= HashRule.maxBytes else { return false }
        // `20240105a`: a date and a letter.
        let isDateWithLetter =
            letters == 1 && run.count == 9 && bytes[run.upperBound - 1].isLetter
            && CalendarDigits.isDay(bytes, run.lowerBound)
        return !isDateWithLetter
    }
}
