/// The lines of a text that a comment speaks of.
struct AnnotatedLines {
    struct Line {
        let comment: AnnotationComment
        /// The bytes of the line that is meant, without comment and line break.
        let range: Range<Int>
    }

    private(set) var lines: [Line] = []

    /// - Parameter marks: What starts a comment in the language of the text.
    init(_ bytes: [UInt8], _ marks: CommentMarks = .yaml) {
        var pending: AnnotationComment?
        // Behind a byte order mark.
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let mark = marks.comment(in: bytes, start..<end)
            let isOnlyComment = bytes[start..<(mark?.lowerBound ?? end)].allSatisfy(CommentMarks.isBlank)
            let comment = mark.flatMap { mark in
                AnnotationComment(String(decoding: bytes[mark.upperBound..<end], as: UTF8.self)[...])
            }
            if isOnlyComment {
                // Further comments and blank lines may stand between.
                pending = comment ?? pending
            } else {
                if let comment = comment ?? pending {
                    lines.append(Line(comment: comment, range: start..<(mark?.lowerBound ?? end)))
                }
                pending = nil
            }
            start = end + 1
        }
    }
}

/// What starts a comment.
struct CommentMarks {
    /// Anywhere on a line, with a blank or nothing before, outside of quotes.
    private let anywhere: [[UInt8]]
    /// Only as the first thing on a line: elsewhere it is something else.
    private let first: [[UInt8]]

    static let yaml = CommentMarks(anywhere: ["#"], first: [])
    /// Of the languages that versions are kept in beside YAML: shell, Make, Dockerfile, HCL, TOML, Python (`#`); JSON5,
    /// Go, Groovy, Kotlin, Jsonnet (`//`, `/*`); XML and Markdown (`<!--`); templates of Go and Jinja; Lua, SQL (`--`), INI (`;`).
    static let any = CommentMarks(
        anywhere: ["#", "//", "/*", "<!--", "{{/*", "{{- /*", "{#"], first: ["--", ";", "*"])

    private init(anywhere: [String], first: [String]) {
        self.anywhere = anywhere.map { Array($0.utf8) }
        self.first = (anywhere + first).map { Array($0.utf8) }
    }

    /// The mark that starts the comment of a line.
    func comment(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        var quote: UInt8?
        var previous = UInt8(ascii: " ")
        var isFirst = true
        for index in line {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if Self.isBlank(previous),
                let mark = (isFirst ? first : anywhere).first(where: { bytes[index..<line.upperBound].starts(with: $0) }
                )
            {
                return index..<index + mark.count
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), !Self.isWordByte(previous) {
                quote = byte
            }
            if !Self.isBlank(byte) { isFirst = false }
            previous = byte
        }
        return nil
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// An apostrophe in a word is no quote.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
