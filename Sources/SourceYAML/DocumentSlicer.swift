/// Finds the documents of a stream by their `---` lines, without parsing.
///
/// `---` at the start of a line ends every scalar of the document before it (YAML 1.2, production 206), so the borders
/// can be told from the bytes. Directives, `...` and lines that end with anything else than a line feed make the count
/// of documents less plain: such a text stays whole.
enum DocumentSlicer {
    /// - Parameter signs: What the words are known to find in the bytes.
    static func slices(
        of bytes: [UInt8], holding words: ByteWords, signs: ByteWords.Signs? = nil
    ) -> [YAMLStream.Slice] {
        bytes.withUnsafeBytes { whole in
            let signs = signs ?? words.signs(in: whole)
            guard signs.contains(.wanted) else { return [] }
            let all = YAMLStream.Slice(range: 0..<whole.count, firstDocument: 0)
            // Nearly every file is one document, or is not cut further: then the word that has been found is enough.
            guard !signs.isDisjoint(with: [.marker, .excluded]) else { return [all] }
            guard !startsOddly(whole), !signs.contains(.odd) || !isOdd(whole) else { return [all] }
            var slices: [YAMLStream.Slice] = []
            var document = 0
            var wantedUpTo = -1
            for range in documentRanges(of: whole) {
                let part = UnsafeRawBufferPointer(rebasing: whole[range])
                if range.lowerBound == 0, !isMarker(in: whole, at: 0), !hasContent(part) { continue }
                if words.want(document: part) {
                    if wantedUpTo == range.lowerBound, let last = slices.popLast() {
                        let joined = last.range.lowerBound..<range.upperBound
                        slices.append(.init(range: joined, firstDocument: last.firstDocument))
                    } else {
                        slices.append(.init(range: range, firstDocument: document))
                    }
                    wantedUpTo = range.upperBound
                }
                document += 1
            }
            return slices
        }
    }

    private static let marker = Array("\n---".utf8)

    /// The text cut before each marker line; the first part may be empty of documents.
    private static func documentRanges(of bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var from = 0
        while let at = ByteSearch.firstIndex(of: marker, in: bytes, from: from) {
            from = at + 1
            guard isMarker(in: bytes, at: at + 1) else { continue }
            ranges.append(start..<at + 1)
            start = at + 1
        }
        ranges.append(start..<bytes.count)
        return ranges
    }

    private static func isMarker(in bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
        guard index + 3 <= bytes.count, bytes[index..<index + 3].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
            return false
        }
        guard index + 3 < bytes.count else { return true }
        switch bytes[index + 3] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
        default: return false
        }
    }

    /// True when something other than blanks, comments and a byte order mark stands in the bytes.
    private static func hasContent(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = textStart(bytes)
        while let first = rest.first {
            switch first {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                rest = rest.dropFirst()
            case UInt8(ascii: "#"):
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            default:
                return true
            }
        }
        return false
    }

    private static func startsOddly(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let text = textStart(bytes)
        return text.first == UInt8(ascii: "%") || text.starts(with: "...".utf8)
    }

    private static func isOdd(_ bytes: UnsafeRawBufferPointer) -> Bool {
        hasLine(startingWith: "%", in: bytes) || hasLine(startingWith: "...", in: bytes) || hasOddLineBreak(bytes)
    }

    private static func hasLine(startingWith text: StaticString, in bytes: UnsafeRawBufferPointer) -> Bool {
        let word = text.withUTF8Buffer { Array($0) }
        return textStart(bytes).starts(with: word)
            || ByteSearch.firstIndex(of: [UInt8(ascii: "\n")] + word, in: bytes, from: 0) != nil
    }

    private static func textStart(_ bytes: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        ByteOrderMark.starts(bytes) ? bytes.dropFirst(ByteOrderMark.length) : bytes[...]
    }

    /// True where a carriage return stands alone, or one of Unicode's line breaks stands anywhere: for YAML 1.1, and
    /// so for libyaml, a new line starts there.
    private static func hasOddLineBreak(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var from = 0
        while let at = ByteSearch.firstIndex(of: [UInt8(ascii: "\r")], in: bytes, from: from) {
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") else { return true }
            from = at + 2
        }
        let isASCII = bytes.reduce(0, |) < 0x80
        return !isASCII && unicodeLineBreaks.contains { ByteSearch.firstIndex(of: $0, in: bytes, from: 0) != nil }
    }

    private static let unicodeLineBreaks = ["\u{85}", "\u{2028}", "\u{2029}"].map { Array($0.utf8) }
}
