/// The lines of a literal block scalar, each where it stands in the file.
///
/// Line `n` of the value is line `n` behind the header without its indentation (YAML 1.2, section 8.1.2). That is
/// checked line by line: where a text has line breaks that YAML changes (a lone carriage return, U+0085), there is no
/// block.
struct LiteralBlock {
    struct Line {
        /// Where the line starts in the file, before its indentation.
        let start: Int
        /// What the value has of it: neither indentation nor line break.
        let content: Range<Int>
    }

    let lines: [Line]
    /// Where the last line ends, its line break included when the value has it.
    let end: Int
    private let texts: [Substring.UTF8View]

    /// Nil for any other scalar.
    init?(_ node: YAMLNode) {
        let node = node.resolved
        guard node.kind == .scalar, node.style == .literal, let text = node.text else { return nil }
        let bytes = node.stream.parsed
        texts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { $0 }
        let isTerminated = texts.last?.isEmpty ?? false
        let count = isTerminated ? texts.count - 1 : texts.count
        var at = Self.lineEnd(bytes, from: node.span.lowerBound) + 1
        var ranges: [Range<Int>] = []
        for _ in 0..<count {
            guard at < bytes.count else { return nil }
            let end = Self.lineEnd(bytes, from: at)
            ranges.append(at..<(end > at && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end))
            at = end + 1
        }
        let indentation = Self.indentation(ranges, texts, bytes)
        var lines: [Line] = []
        for (range, text) in zip(ranges, texts) {
            guard !text.isEmpty else {
                guard bytes[range].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
                lines.append(Line(start: range.lowerBound, content: range.upperBound..<range.upperBound))
                continue
            }
            guard range.count == indentation + text.count else { return nil }
            let content = range.lowerBound + indentation..<range.upperBound
            guard bytes[content].elementsEqual(text) else { return nil }
            lines.append(Line(start: range.lowerBound, content: content))
        }
        self.lines = lines
        end = isTerminated ? min(at, bytes.count) : ranges.last?.upperBound ?? at
    }

    /// The value with edits made in it; nil where an edit does not lie within one line's content.
    func text(with edits: ArraySlice<Edit>, of bytes: [UInt8]) -> String? {
        var result: [UInt8] = []
        var left = edits
        for (index, text) in texts.enumerated() {
            if index > 0 { result.append(UInt8(ascii: "\n")) }
            guard index < lines.count else {
                result += text
                continue
            }
            let line = lines[index].content
            var copied = line.lowerBound
            while let edit = left.first, edit.range.lowerBound >= copied, edit.range.upperBound <= line.upperBound {
                result += bytes[copied..<edit.range.lowerBound]
                result += edit.new.utf8
                copied = edit.range.upperBound
                left = left.dropFirst()
            }
            result += bytes[copied..<line.upperBound]
        }
        return left.isEmpty ? String(decoding: result, as: UTF8.self) : nil
    }

    /// What stands before the content of each line: the blanks that the first line with text has more in the file than
    /// in the value. An indentation indicator leaves some of them to the value.
    private static func indentation(_ ranges: [Range<Int>], _ texts: [Substring.UTF8View], _ bytes: [UInt8]) -> Int {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") }
        let pair = zip(ranges, texts).first { !$0.1.allSatisfy(isBlank) } ?? zip(ranges, texts).first { !$0.1.isEmpty }
        guard let (range, text) = pair else { return 0 }
        return max(bytes[range].prefix(while: isBlank).count - text.prefix(while: isBlank).count, 0)
    }

    private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[min(start, bytes.count)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }
}
