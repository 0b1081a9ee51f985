/// Numbers as Go's `strconv.ParseFloat(_, 64)` reads them.
///
/// Source: <https://pkg.go.dev/strconv#ParseFloat>.
enum GoFloat {
    /// The nearest double, or `nil` for what Go refuses: other syntax, or a magnitude beyond the range.
    ///
    /// Accepted are decimal and hexadecimal floats, underscores between digits, and `inf`, `infinity`, `nan` in any
    /// case, the first two with a sign.
    static func parse(_ text: Span<UInt8>) -> Double? {
        if let small = smallInteger(text) { return small }
        if let special = special(text) { return special }
        guard let digits = literal(text), let value = Double(digits), value.isFinite else { return nil }
        return value
    }

    /// Up to nineteen digits: the usual build number or timestamp.
    private static func smallInteger(_ text: Span<UInt8>) -> Double? {
        guard text.count > 0, text.count <= 19 else { return nil }
        var cursor = 0
        guard let value = text.digits(&cursor), cursor == text.count else { return nil }
        return Double(value)
    }

    private static func special(_ text: Span<UInt8>) -> Double? {
        guard text.count > 0 else { return nil }
        let signed = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
        let word = (signed ? 1 : 0)..<text.count
        if text.equals(word, "inf") || text.equals(word, "infinity") {
            return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity
        }
        return !signed && text.equals(word, "nan") ? .nan : nil
    }

    /// The text in the form that `Double.init` takes, when it is a Go floating-point literal with optional sign.
    private static func literal(_ text: Span<UInt8>) -> String? {
        var scan = Scan(text)
        if scan.at("+") || scan.at("-") { scan.take() }
        let isHex = scan.at("0") && scan.lowered(1) == UInt8(ascii: "x")
        if isHex {
            scan.take()
            scan.take()
            // The base counts as a digit for an underscore behind it.
            scan.last = .digit
        }
        var digits = scan.takeDigits(hex: isHex)
        if digits == 0 { scan.out.append(UInt8(ascii: "0")) }
        if scan.at(".") {
            scan.take()
            let fraction = scan.takeDigits(hex: isHex)
            if fraction == 0 { scan.out.append(UInt8(ascii: "0")) }
            digits += fraction
        }
        guard digits > 0 else { return nil }
        if scan.lowered(0) == UInt8(ascii: isHex ? "p" : "e") {
            scan.take()
            if scan.at("+") || scan.at("-") { scan.take() }
            guard scan.isDigit, scan.takeDigits(hex: false) > 0 else { return nil }
        } else if isHex {
            return nil
        }
        guard scan.cursor == text.count, scan.underscoresAreSound else { return nil }
        return String(decoding: scan.out, as: UTF8.self)
    }

    /// Reads a literal and keeps an eye on the underscores: each stands between two digits.
    private struct Scan {
        enum Last { case other, digit, underscore }

        let text: [UInt8]
        var cursor = 0
        var out: [UInt8] = []
        var last = Last.other
        private var misplaced = false

        init(_ text: Span<UInt8>) { self.text = text.indices.map { text[$0] } }

        var underscoresAreSound: Bool { !misplaced && last != .underscore }
        var isDigit: Bool { cursor < text.count && text[cursor].isDigit }

        func at(_ scalar: Unicode.Scalar) -> Bool { cursor < text.count && text[cursor] == UInt8(ascii: scalar) }

        func lowered(_ ahead: Int) -> UInt8 { cursor + ahead < text.count ? text[cursor + ahead].lowered : 0 }

        mutating func take() {
            if last == .underscore { misplaced = true }
            out.append(text[cursor])
            cursor += 1
            last = .other
        }

        mutating func takeDigits(hex: Bool) -> Int {
            var count = 0
            while cursor < text.count {
                let byte = text[cursor]
                if byte == UInt8(ascii: "_") {
                    if last != .digit { misplaced = true }
                    last = .underscore
                } else if byte.isDigit || (hex && byte.lowered.isHex) {
                    out.append(byte)
                    last = .digit
                    count += 1
                } else {
                    break
                }
                cursor += 1
            }
            return count
        }
    }
}
