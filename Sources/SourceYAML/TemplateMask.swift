/// Go templates covered up, so that the YAML around them can be read where it stands.
///
/// Every byte keeps its place. A line of nothing but actions (`{{ if … }}`, `{{ include … | indent 4 }}`) and a comment becomes blank;
/// an action inside of a line becomes a word that is a plain scalar anywhere and still shows that something else fills
/// it in: `$((((`. What both branches of a condition hold is there twice, as it is in the file.
///
/// Source: text/template of Go, "Text and spaces", "Actions".
enum TemplateMask {
    static func cover(_ bytes: [UInt8]) -> [UInt8] {
        var masked = bytes
        var from = 0
        while let start = opening(in: bytes, from: from), let end = closing(in: bytes, from: start + 2) {
            for index in start..<end where bytes[index] != lineFeed && bytes[index] != carriageReturn {
                masked[index] = covered
            }
            from = end
        }
        guard from > 0 else { return bytes }
        var lineStart = 0
        while lineStart < masked.count {
            let lineEnd = masked[lineStart...].firstIndex(of: lineFeed) ?? masked.count
            coverLine(&masked, lineStart..<lineEnd)
            lineStart = lineEnd + 1
        }
        return masked
    }

    /// A text with a NUL byte is no text for any reader of the tree, so the byte is free.
    private static let covered: UInt8 = 0
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private static func coverLine(_ bytes: inout [UInt8], _ line: Range<Int>) {
        let isBare = isBare(bytes, line)
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

    /// Nothing but actions, blanks and a comment. By itself, because a slice that is still there when the text is written to
    /// would copy the whole of it.
    private static func isBare(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        let rest = bytes[line].drop { $0 == covered || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return rest.isEmpty || rest.first == carriageReturn
            || rest.first == UInt8(ascii: "#") && rest.startIndex > line.lowerBound
                && bytes[rest.startIndex - 1] != covered
    }

    private static func opening(in bytes: [UInt8], from: Int) -> Int? {
        bytes.withUnsafeBytes { ByteSearch.firstIndex(of: Array("{{".utf8), in: $0, from: from) }
    }

    /// The place behind the `}}` of an action; strings and comments in it may hold braces of their own.
    private static func closing(in bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        if bytes[at...].starts(with: "-".utf8) { at += 1 }
        let text = bytes[at...].drop { $0 == UInt8(ascii: " ") }
        if text.starts(with: "/*".utf8) {
            return end(of: "*/", in: bytes, from: at).flatMap { closing(in: bytes, from: $0) }
        }
        while at + 1 < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "}") where bytes[at + 1] == UInt8(ascii: "}"): return at + 2
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
