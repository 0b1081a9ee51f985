/// Finds where in a tag the version begins.
enum MainFinder {
    /// The index of the version's first number, or `nil` when no number of the tag is one.
    static func start(_ pieces: [Piece], _ bytes: Span<UInt8>) -> Int? {
        if let index = firstOfSegment(pieces, bytes) { return index }
        return firstGlued(pieces, bytes)
    }

    /// `pr-123`: the number names a branch of work, not a state of it.
    private static func isTicket(_ pieces: [Piece], _ bytes: Span<UInt8>, _ i: Int) -> Bool {
        i >= 2 && pieces[i - 2].kind == .word && FlavourWord.isTicket(bytes, pieces[i - 2].range)
    }

    /// A number at the start of a segment, perhaps behind `v`: `1.2`, `release-v1.2`. Numbers glued to other words
    /// (`k8s-`, `php8.2-`, `cuda12_1-`) are passed over, with all their components.
    private static func firstOfSegment(_ pieces: [Piece], _ bytes: Span<UInt8>) -> Int? {
        var i = 0
        while i < pieces.count {
            guard pieces[i].kind == .number else {
                i += 1
                continue
            }
            if i == 0 || pieces[i - 1].kind == .separator || isBareV(pieces, i - 1, bytes) {
                return isTicket(pieces, bytes, i) ? nil : i
            }
            i += 1
            while i + 1 < pieces.count, pieces[i].kind == .separator, pieces[i + 1].kind == .number,
                joinsComponents(bytes[Int(pieces[i].start)])
            {
                i += 2
            }
        }
        return nil
    }

    private static func joinsComponents(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    /// A number glued to a word: `php8.2-fpm` and `b4719` by the first segment, `server-b4719` by its single letter.
    ///
    /// In `latest-ubi9` and `stable-arm64` the number belongs to the flavour, and the tag has no version.
    private static func firstGlued(_ pieces: [Piece], _ bytes: Span<UInt8>) -> Int? {
        for i in pieces.indices.dropFirst() where pieces[i].kind == .number && pieces[i - 1].kind == .word {
            let word = pieces[i - 1].range
            if FlavourWord.isArchitecture(bytes, word) || FlavourWord.isTicket(bytes, word) { continue }
            let startsSegment = i == 1 || pieces[i - 2].kind == .separator
            if startsSegment, i == 1 || pieces[i - 1].count == 1 { return i }
        }
        return nil
    }

    private static func isBareV(_ pieces: [Piece], _ i: Int, _ bytes: Span<UInt8>) -> Bool {
        guard pieces[i].kind == .word, pieces[i].count == 1 else { return false }
        let startsSegment = i == 0 || pieces[i - 1].kind == .separator
        return startsSegment && bytes[Int(pieces[i].start)].lowered == UInt8(ascii: "v")
    }

    /// The next segment behind piece `index`, when it begins with the moment of a build.
    static func momentBehind(_ pieces: [Piece], _ bytes: Span<UInt8>, _ index: Int) -> Int? {
        let next = index + 2
        guard next < pieces.count, pieces[index + 1].kind == .separator, pieces[next].kind == .number else {
            return nil
        }
        return Era(digits: pieces[next].range, bytes).isMoment ? next : nil
    }
}
