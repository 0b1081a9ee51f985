/// The rewriting of `1.2 - 2.3` into `>= 1.2, <= 2.3 `, which Masterminds does on the text before anything else.
///
/// It is textual in every respect: it starts inside longer tokens (`^1 - 2` becomes `^>= 1, <= 2 `, an error), and
/// each match replaces its *first* occurrence in the text, which may be an earlier one.
enum HyphenRange {
    /// The rewritten text, or `nil` when there is no hyphen range.
    static func rewrite(_ bytes: Span<UInt8>) -> [UInt8]? {
        var matches: [Match] = []
        var cursor = 0
        while cursor < bytes.count {
            if let match = match(bytes, at: cursor) {
                matches.append(match)
                cursor = match.whole.upperBound
            } else {
                cursor += 1
            }
        }
        if matches.isEmpty { return nil }

        var text = (0..<bytes.count).map { bytes[$0] }
        for match in matches {
            let old = match.whole.map { bytes[$0] }
            let new =
                Array(">= ".utf8) + match.low.map { bytes[$0] } + Array(", <= ".utf8)
                + match.high.map { bytes[$0] } + Array(" ".utf8)
            replaceFirst(old, by: new, in: &text)
        }
        return text
    }

    private struct Match {
        var whole: Range<Int>
        var low: Range<Int>
        var high: Range<Int>
    }

    private static func match(_ bytes: Span<UInt8>, at start: Int) -> Match? {
        guard let low = VersionPattern(bytes, at: bytes.skipBlanks(from: start))?.range else { return nil }
        let hyphen = bytes.skipBlanks(from: low.upperBound)
        guard hyphen > low.upperBound, hyphen < bytes.count, bytes[hyphen] == UInt8(ascii: "-") else { return nil }
        let second = bytes.skipBlanks(from: hyphen + 1)
        guard second > hyphen + 1, let high = VersionPattern(bytes, at: second)?.range else { return nil }
        return Match(whole: start..<bytes.skipBlanks(from: high.upperBound), low: low, high: high)
    }

    private static func replaceFirst(_ old: [UInt8], by new: [UInt8], in text: inout [UInt8]) {
        guard old.count <= text.count else { return }
        for start in 0...(text.count - old.count) where text[start..<start + old.count].elementsEqual(old) {
            text.replaceSubrange(start..<start + old.count, with: new)
            return
        }
    }
}

extension Span<UInt8> {
    func skipBlanks(from start: Int) -> Int {
        var cursor = start
        while cursor < count, self[cursor].isGoBlank { cursor += 1 }
        return cursor
    }
}
