/// Text from trees and registries, made safe for one line of a terminal: no control character of it is ever obeyed, no
/// direction mark reorders what is read.
enum PlainText {
    /// For a cell of a table: what cannot be shown is a `?`.
    static func cell(_ text: String) -> String {
        isPrintableASCII(text) ? text : String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
    }

    /// For a line of prose: line ends and tabs, however many, are one blank; blanks at the ends go.
    static func line(_ text: String) -> String {
        if isPrintableASCII(text), !hasLooseBlanks(text) { return text }
        let words = text.unicodeScalars.split { $0 == " " || ("\u{9}"..."\u{D}").contains($0) || $0 == "\u{85}" }
        return words.map { cell(String($0)) }.joined(separator: " ")
    }

    /// Blanks at the ends, or more than one in a row.
    private static func hasLooseBlanks(_ text: String) -> Bool {
        let blank = UInt8(ascii: " ")
        var previous = blank
        for byte in text.utf8 {
            if byte == blank, previous == blank { return true }
            previous = byte
        }
        return previous == blank
    }

    private static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: "?"
        // Format characters are invisible or turn the text around; only the joiner of emoji is needed.
        case .format: scalar == "\u{200D}" ? scalar : "?"
        default: scalar
        }
    }
}
