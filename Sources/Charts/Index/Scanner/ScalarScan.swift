/// What a scan of a part of the text found.
enum ScanEnd {
    /// The place behind it.
    case at(Int)
    /// It goes on behind the end of what is there.
    case exhausted
    /// Not what chart tools write; or no YAML.
    case odd
}

/// Finds the ends of scalars that need no decoding. What is not quite ordinary is `odd`.
extension BlockScanner {
    /// The end of a plain text's line, from a place inside of it.
    @inline(__always)
    func plainLineEnd(from start: Int) -> Int? {
        var at = start
        while true {
            at = ByteMarks.plainEnd(text, from: at)
            let byte = text[at]
            if byte == .lineFeed { return at }
            if byte == UInt8(ascii: ":") {
                if text[at &+ 1].isSpaceOrLineFeed { return nil }
            } else if text[at &- 1] == .space {
                return nil
            }
            at &+= 1
        }
    }

    /// The colon that ends the key that starts here, or the end of the line when it has none.
    @inline(__always)
    func keyOrLineEnd(from start: Int) -> Int? {
        var at = start
        while true {
            at = ByteMarks.plainEnd(text, from: at)
            let byte = text[at]
            if byte == .lineFeed { return at }
            if byte == UInt8(ascii: ":") {
                if text[at &+ 1].isSpaceOrLineFeed { break }
            } else if text[at &- 1] == .space {
                return nil
            }
            at &+= 1
        }
        // Blanks behind a key do not belong to it.
        return at &- start <= Self.longestKey && text[at &- 1] != .space ? at : nil
    }

    @inline(__always)
    func isPlainStart(_ at: Int) -> Bool {
        let byte = text[at]
        if byte < 64 { return Self.lowStarts & (1 << UInt64(byte)) != 0 || isDashOfText(at) }
        if byte < 128 { return Self.highStarts & (1 << UInt64(byte &- 64)) != 0 }
        return true
    }

    private func isDashOfText(_ at: Int) -> Bool {
        text[at] == UInt8(ascii: "-") && !text[at &+ 1].isSpaceOrLineFeed
    }

    /// The characters below `@` that may begin a plain text: all but blanks and the indicators ``!"#%&'*,-:>?``.
    private static var lowStarts: UInt64 { 0x3BFF_CB10_0000_0000 }
    /// Those from `@` on: all but ``@[]`{|}`` and the last one, which is not printable.
    private static var highStarts: UInt64 { 0x47FF_FFFE_D7FF_FFFE }

    /// The place behind the closing quote of a quoted text that begins at `start`, its quote.
    ///
    /// - Parameter isVerbatim: Left true when the inside is the value: no escapes, no line breaks.
    mutating func quotedEnd(from start: Int, isVerbatim: inout Bool) -> ScanEnd {
        let quote = text[start]
        var at = start &+ 1
        while at < end {
            at = ByteMarks.quoteEnd(text, from: at, quote: quote)
            switch text[at] {
            case .lineFeed:
                isVerbatim = false
                guard beginLine(at &+ 1) else { return .odd }
                at &+= 1
            case quote:
                guard quote == UInt8(ascii: "'"), text[at &+ 1] == quote else { return .at(at &+ 1) }
                isVerbatim = false
                at &+= 2
            default:
                // A backslash is a character like any other between single quotes.
                guard quote == UInt8(ascii: "\"") else {
                    at &+= 1
                    continue
                }
                isVerbatim = false
                guard let behind = escapeEnd(from: at &+ 1) else { return .odd }
                at = behind
            }
        }
        return isLast ? .odd : .exhausted
    }

    /// Counts the line that begins here inside of a quoted text; false where it may be a mark between documents.
    private mutating func beginLine(_ start: Int) -> Bool {
        lines &+= 1
        return text[start] != UInt8(ascii: "-") && text[start] != UInt8(ascii: ".") || start >= end
    }

    /// The place behind an escape whose letter stands at `letter`; nil for one that means nothing.
    private mutating func escapeEnd(from letter: Int) -> Int? {
        switch text[letter] {
        case UInt8(ascii: "n"), UInt8(ascii: "\""), UInt8(ascii: "\\"), .space, UInt8(ascii: "t"), UInt8(ascii: "r"),
            UInt8(ascii: "0"), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "e"), UInt8(ascii: "f"),
            UInt8(ascii: "v"), UInt8(ascii: "N"), UInt8(ascii: "_"), UInt8(ascii: "L"), UInt8(ascii: "P"):
            return letter &+ 1
        case .lineFeed: return beginLine(letter &+ 1) ? letter &+ 1 : nil
        case UInt8(ascii: "x"): return hexEnd(from: letter &+ 1, digits: 2)
        case UInt8(ascii: "u"): return hexEnd(from: letter &+ 1, digits: 4)
        case UInt8(ascii: "U"): return hexEnd(from: letter &+ 1, digits: 8)
        default: return nil
        }
    }

    private func hexEnd(from start: Int, digits: Int) -> Int? {
        var code: UInt32 = 0
        for at in start..<start &+ digits {
            // A line break is no digit: the loop does not leave the text.
            guard let digit = Character(Unicode.Scalar(text[at])).hexDigitValue, text[at] < 0x80 else { return nil }
            code = code << 4 | UInt32(digit)
        }
        return Unicode.Scalar(code) == nil ? nil : start &+ digits
    }

    /// The start of the line behind a block scalar whose `|` or `>` stands at `start`, in a collection at `column`.
    mutating func blockScalarEnd(from start: Int, column: Int) -> ScanEnd {
        var at = start &+ 1
        var indent = 0
        var hasChomping = false
        header: while true {
            switch text[at] {
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                if hasChomping { return .odd }
                hasChomping = true
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                if indent > 0 { return .odd }
                indent = column &+ Int(text[at] &- UInt8(ascii: "0"))
            default: break header
            }
            at &+= 1
        }
        at = ByteMarks.spacesEnd(text, from: at)
        guard text[at] == .lineFeed else { return .odd }
        var blank = 0
        while true {
            lines &+= 1
            let line = at &+ 1
            guard line < end else { return isLast ? .at(line) : .exhausted }
            at = ByteMarks.spacesEnd(text, from: line)
            let spaces = at &- line
            guard text[at] != .lineFeed else {
                blank = max(blank, spaces)
                continue
            }
            if indent == 0 {
                if spaces <= column { return .at(line) }
                // Blank lines before the first text may not be longer than its indentation.
                if blank > spaces { return .odd }
                indent = spaces
            }
            if spaces < indent { return spaces <= column ? .at(line) : .odd }
            at = ByteMarks.lineEnd(text, from: at)
        }
    }
}

extension UInt8 {
    static var lineFeed: UInt8 { 0x0A }
    static var space: UInt8 { 0x20 }

    @inline(__always)
    var isSpaceOrLineFeed: Bool { self == .space || self == .lineFeed }
}
