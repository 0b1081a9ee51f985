extension Edit {
    /// An edit that puts a new key with a text behind a value, in the same mapping and the file's own way of writing: its
    /// indentation, line breaks, quotes. Comments stay where they are.
    ///
    /// Nil where that cannot be done safely: beside a value that is no scalar on one line, a key with an anchor or tag, in a
    /// block scalar or a template, or where the key is there already.
    public static func insertion(file: String, key: String, value: String, after sibling: YAMLNode) -> Edit? {
        guard let place = SiblingPlace(sibling), let mapping = sibling.parent,
            !mapping.pairs.contains(where: { $0.key.text == key }),
            PlainScalar.mayBePlain(key), PlainScalar.staysString(key),
            let text = place.spell(key: key, value: value)
        else { return nil }
        let (offset, new) = place.insertion(of: text)
        let change = Change.insertion(key: key, value: value)
        return Edit(file: file, range: offset..<offset, old: "", new: new, change: change)
    }

    /// An edit that takes a key with its value out of a mapping, with the comment on its line.
    ///
    /// Nil where that cannot be done safely: as for an insertion, for the only key, and where a comment of its own line
    /// would go with it.
    public static func removal(file: String, of value: YAMLNode) -> Edit? {
        guard let place = SiblingPlace(value), let range = place.removal,
            let old = String(validating: value.stream.bytes[range], as: UTF8.self), let key = place.key.text
        else { return nil }
        return Edit(file: file, range: range, old: old, new: "", change: .removal(key: key))
    }
}

/// A pair of a mapping, key and value each a scalar on one line, and the bytes around it.
struct SiblingPlace {
    let key: YAMLNode
    private let value: YAMLNode
    private let mapping: YAMLNode
    private let index: Int
    private let bytes: [UInt8]
    private let isFlow: Bool

    init?(_ value: YAMLNode) {
        let stream = value.stream
        guard stream.container == nil, !stream.isTemplate, let mapping = value.parent, let key = value.key,
            let index = value.pair?.index
        else { return nil }
        for node in [key, value] {
            guard node.record.kind == .scalar, !node.style.isBlock, !node.hasTag, node.anchor == nil else { return nil }
            guard !stream.bytes[node.span].contains(UInt8(ascii: "\n")) else { return nil }
        }
        guard key.outerSpan.upperBound <= value.outerSpan.lowerBound else { return nil }
        self.key = key
        self.value = value
        self.mapping = mapping
        self.index = index
        bytes = stream.bytes
        isFlow = mapping.isFlow
    }

    /// `key: value`, quoted as the pair is.
    func spell(key name: String, value text: String) -> String? {
        let isJSON = isFlow && key.style == .doubleQuoted
        let style = isJSON ? .doubleQuoted : value.style
        guard let spelled = Quoting.spell(text, inside: style) else { return nil }
        let quote = style == .doubleQuoted ? "\"" : style == .singleQuoted ? "'" : ""
        let keyQuote = isJSON ? "\"" : ""
        return "\(keyQuote)\(name)\(keyQuote): \(quote)\(spelled)\(quote)"
    }

    /// Where the pair's text goes, and with what around it.
    func insertion(of text: String) -> (offset: Int, new: String) {
        let end = value.outerSpan.upperBound
        let lineEnd = lineEnd(from: end)
        guard isFlow else {
            return (lineEnd, lineBreak + String(repeating: " ", count: indentation.count) + text)
        }
        // A pair on a line of its own stays on a line of its own, if its line ends with a comma.
        let rest = bytes[end..<lineEnd].drop { $0 == UInt8(ascii: " ") }
        let isOwnLine = indentation.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard isOwnLine else { return (end, ", \(text)") }
        let indent = String(decoding: indentation, as: UTF8.self)
        if rest.first == UInt8(ascii: ","), isBlankOrComment(rest.dropFirst()) {
            return (lineEnd, "\(lineBreak)\(indent)\(text),")
        }
        return rest.isEmpty ? (end, ",\(lineBreak)\(indent)\(text)") : (end, ", \(text)")
    }

    /// What goes with the pair; nil where something of others would go too.
    var removal: Range<Int>? {
        let pairs = mapping.pairs
        guard pairs.count > 1 else { return nil }
        let start = key.outerSpan.lowerBound
        let next = index + 1 < pairs.count ? pairs[index + 1].key : nil
        if isFlow {
            if index > 0 {
                let before = pairs[index - 1].value
                guard before.record.kind == .scalar, !before.style.isBlock else { return nil }
                return inOneLine(before.outerSpan.upperBound..<value.outerSpan.upperBound)
            }
            guard let next, next.record.kind == .scalar, next.anchor == nil, !next.hasTag else { return nil }
            return inOneLine(start..<next.outerSpan.lowerBound)
        }
        let end = lineEnd(from: value.outerSpan.upperBound)
        if indentation.contains(where: { $0 != UInt8(ascii: " ") }) {
            // The first key behind a dash: the next one takes its place.
            guard let next, next.record.kind == .scalar, next.anchor == nil, !next.hasTag,
                bytes[end..<next.outerSpan.lowerBound].allSatisfy({ " \r\n".utf8.contains($0) })
            else { return nil }
            return start..<next.outerSpan.lowerBound
        }
        let lineStart = start - indentation.count
        let behind = min(end + lineBreakLength(at: end), bytes.count)
        guard behind == end else { return lineStart..<behind }
        // The last line of a text without a line break at its end: the break before it goes.
        var from = lineStart
        if from > 0, bytes[from - 1] == UInt8(ascii: "\n") { from -= 1 }
        if from > 0, bytes[from - 1] == UInt8(ascii: "\r") { from -= 1 }
        return from..<end
    }

    private func inOneLine(_ range: Range<Int>) -> Range<Int>? {
        bytes[range].contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\n") } ? nil : range
    }

    /// What stands before the key on its line.
    private var indentation: ArraySlice<UInt8> {
        let start = key.outerSpan.lowerBound
        let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = bytes[lineStart..<start]
        return lineStart == 0 && ByteOrderMark.starts(line) ? line.dropFirst(ByteOrderMark.length) : line
    }

    private func isBlankOrComment(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return text.isEmpty || text.first == UInt8(ascii: "#")
    }

    /// Where the line's text ends: before its line break.
    private func lineEnd(from offset: Int) -> Int {
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return end > offset && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }

    private func lineBreakLength(at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        return bytes[offset] == UInt8(ascii: "\r") ? 2 : 1
    }

    /// The file's own, told by its first line.
    private var lineBreak: String {
        guard let first = bytes.firstIndex(of: UInt8(ascii: "\n")), first > 0 else { return "\n" }
        return bytes[first - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }
}
