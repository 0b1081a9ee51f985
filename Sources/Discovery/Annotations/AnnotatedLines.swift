/// The lines of a text that a comment speaks of.
struct AnnotatedLines {
    struct Line {
        let comment: AnnotationComment
        /// The bytes of the line that is meant, without comment and line break.
        let range: Range<Int>
    }

    private(set) var lines: [Line] = []

    init(_ bytes: [UInt8]) {
        var pending: AnnotationComment?
        // Behind a byte order mark.
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let hash = Self.comment(in: bytes, start..<end)
            let isOnlyComment = bytes[start..<(hash ?? end)].allSatisfy(Self.isBlank)
            let comment = hash.flatMap { hash in
                AnnotationComment(Substring(decoding: bytes[(hash + 1)..<end], as: UTF8.self))
            }
            if isOnlyComment {
                // Further comments and blank lines may stand between.
                pending = comment ?? pending
            } else {
                if let comment = comment ?? pending {
                    lines.append(Line(comment: comment, range: start..<(hash ?? end)))
                }
                pending = nil
            }
            start = end + 1
        }
    }

    /// Where a comment starts: at a `#` with a blank or nothing before it, outside of quotes.
    private static func comment(in bytes: [UInt8], _ line: Range<Int>) -> Int? {
        var quote: UInt8?
        var previous = UInt8(ascii: " ")
        for index in line {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "#"), isBlank(previous) {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), !isWordByte(previous) {
                quote = byte
            }
            previous = byte
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// An apostrophe in a word is no quote.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension Substring {
    fileprivate init(decoding bytes: ArraySlice<UInt8>, as encoding: UTF8.Type) {
        self = String(decoding: bytes, as: encoding)[...]
    }
}
