/// What marks the actions of a template: a character that stands twice before an action, and one behind it.
public struct TemplateDelimiters: Hashable, Sendable {
    let open: UInt8
    let close: UInt8

    /// `{{ … }}` of Go's text/template.
    public static let go = TemplateDelimiters(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
    /// `<< … >>` of the same in a flux-operator `ResourceSet`.
    public static let resourceSet = TemplateDelimiters(open: UInt8(ascii: "<"), close: UInt8(ascii: ">"))
}

/// Templates covered up, so that the YAML around them can be read where it stands.
///
/// Every byte keeps its place. A line of nothing but actions (`{{ if … }}`, `{{ include … | indent 4 }}`) and a comment becomes blank;
/// an action inside of a line becomes a word that is a plain scalar anywhere and still shows that something else fills
/// it in: `$((((`. What both branches of a condition hold is there twice, as it is in the file.
///
/// Source: text/template of Go, "Text and spaces", "Actions".
enum TemplateMask {
    /// - Parameter range: Where the template stands; nil: everywhere.
    static func cover(
        _ bytes: [UInt8], _ delimiters: TemplateDelimiters = .go, in range: Range<Int>? = nil
    ) -> [UInt8] {
        var masked = bytes
        let range = range ?? 0..<bytes.count
        var from = range.lowerBound
        var isCovered = false
        while let start = opening(delimiters, in: bytes, from: from), start < range.upperBound,
            let end = closing(delimiters, in: bytes, from: start + 2), end <= range.upperBound
        {
            for index in start..<end where bytes[index] != lineFeed && bytes[index] != carriageReturn {
                masked[index] = covered
            }
            from = end
            isCovered = true
        }
        guard isCovered else { return bytes }
        masked.withUnsafeMutableBufferPointer { masked in
            var at = range.lowerBound
            // Most lines have no action.
            while let action = masked[at..<range.upperBound].firstIndex(of: covered) {
                let start = masked[range.lowerBound..<action].lastIndex(of: lineFeed).map { $0 + 1 } ?? range.lowerBound
                let end = masked[action..<range.upperBound].firstIndex(of: lineFeed) ?? range.upperBound
                coverLine(&masked, start..<end)
                at = end
            }
        }
        return masked
    }

    /// A text with a NUL byte is no text for any reader of the tree, so the byte is free.
    private static let covered: UInt8 = 0
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private static func coverLine(_ bytes: inout UnsafeMutableBufferPointer<UInt8>, _ line: Range<Int>) {
        let rest = bytes[line].drop { $0 == covered || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let isBare =
            rest.isEmpty || rest.first == carriageReturn
            || rest.first == UInt8(ascii: "#") && rest.startIndex > line.lowerBound
                && bytes[rest.startIndex - 1] != covered
        var isInside = false
        for index in line {
            guard bytes[index] == covered else {
                isInside = false
                continue
            }
            bytes[index] = isBare ? UInt8(ascii: " ") : isInside ? UInt8(ascii: "(") : UInt8(ascii: "$")
            isInside = true
        }
    }

    private static func opening(_ delimiters: TemplateDelimiters, in bytes: [UInt8], from: Int) -> Int? {
        bytes.withUnsafeBytes { ByteSearch.firstIndex(of: [delimiters.open, delimiters.open], in: $0, from: from) }
    }

    /// The place behind the `}}` of an action; strings and comments in it may hold braces of their own.
    private static func closing(_ delimiters: TemplateDelimiters, in bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        if bytes[at...].starts(with: "-".utf8) { at += 1 }
        let text = bytes[at...].drop { $0 == UInt8(ascii: " ") }
        if text.starts(with: "/*".utf8) {
            return end(of: "*/", in: bytes, from: at).flatMap { closing(delimiters, in: bytes, from: $0) }
        }
        while at + 1 < bytes.count {
            switch bytes[at] {
            case delimiters.close where bytes[at + 1] == delimiters.close: return at + 2
            case UInt8(ascii: "`"):
                guard let end = end(of: "`", in: bytes, from: at + 1) else { return nil }
                at = end
            case UInt8(ascii: "\""):
                at += 1
                while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                    guard bytes[at] != lineFeed else { return nil }
                    at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
                }
                at += 1
            default: at += 1
            }
        }
        return nil
    }

    private static func end(of word: String, in bytes: [UInt8], from: Int) -> Int? {
        bytes.withUnsafeBytes { ByteSearch.firstIndex(of: Array(word.utf8), in: $0, from: from) }
            .map { $0 + word.utf8.count }
    }
}
