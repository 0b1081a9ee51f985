/// Finds the pre-release behind a version and how far it reaches.
enum PrereleasePart {
    /// The first word behind piece `start` that marks a pre-release, and the pieces that belong to it: the separator
    /// before, the numbers behind (`-rc.1`, `-rc1`, `-rc-1`, `.dev3`), and a commit hash (`-dev-3f2a1b9`).
    static func find(_ pieces: [Piece], _ bytes: Span<UInt8>, from start: Int) -> (PrereleaseWord?, Range<Int>) {
        for i in start..<pieces.count where pieces[i].kind == .word {
            guard let word = word(pieces, bytes, i, start) else { continue }
            let first = i > start && pieces[i - 1].kind == .separator ? i - 1 : i
            return (word, first..<end(pieces, bytes, i + 1))
        }
        return (nil, start..<start)
    }

    private static func word(_ pieces: [Piece], _ bytes: Span<UInt8>, _ i: Int, _ start: Int) -> PrereleaseWord? {
        if let word = PrereleaseWord(bytes, pieces[i].range) { return word }
        let isGlued = i == start && i + 1 < pieces.count && pieces[i + 1].kind == .number && pieces[i].count == 1
        return isGlued ? PrereleaseWord(glued: bytes[Int(pieces[i].start)]) : nil
    }

    private static func end(_ pieces: [Piece], _ bytes: Span<UInt8>, _ behindWord: Int) -> Int {
        var end = behindWord
        var numbers = 0
        if end < pieces.count, pieces[end].kind == .number {
            numbers = 1
            end += 1
        }
        while end + 1 < pieces.count, pieces[end].kind == .separator {
            let isDot = bytes[Int(pieces[end].start)] == UInt8(ascii: ".")
            switch pieces[end + 1].kind {
            case .hash:
                end += 2
            // A second number behind a hyphen is a revision of the package, not of the pre-release.
            case .number where isDot || numbers == 0:
                numbers += 1
                end += 2
            case .word where isDescribe(pieces, bytes, end + 1):
                end += 3
            default:
                return end
            }
        }
        return end
    }

    /// `g` and a hash, as `git describe` writes them.
    private static func isDescribe(_ pieces: [Piece], _ bytes: Span<UInt8>, _ i: Int) -> Bool {
        pieces[i].count == 1 && i + 1 < pieces.count && pieces[i + 1].kind == .hash
    }
}
