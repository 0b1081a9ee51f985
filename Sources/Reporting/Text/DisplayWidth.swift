/// How many cells of a terminal a text takes.
enum DisplayWidth {
    static func width(of text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// An emoji with all that modifies it takes two cells; everything else the sum of its parts.
    static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.count > 1, let first = scalars.first, first.properties.isEmoji,
            isWide(first) || scalars.contains("\u{FE0F}")
        {
            return 2
        }
        return scalars.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: isJoiningJamo(scalar) ? 0 : isWide(scalar) ? 2 : 1
        }
    }

    /// Vowels and trailing consonants of Hangul join the syllable that a leading consonant opens.
    private static func isJoiningJamo(_ scalar: Unicode.Scalar) -> Bool {
        (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        // A regional indicator is half a flag: two of them take two cells.
        if (0x1F1E6...0x1F1FF).contains(scalar.value) { return false }
        return scalar.properties.isEmojiPresentation || eastAsian.contains { $0.contains(scalar.value) }
    }

    /// East Asian Width W and F (UAX 11) without emoji; blocks are taken whole, so that new letters in them count too.
    private static let eastAsian: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x2FFFD,
        0x30000...0x3FFFD,
    ]
}
