/// Comments beside a scalar, read from the bytes: libyaml drops them.
extension YAMLNode {
    /// The comment behind a scalar on the line where it ends, with its `#`; nil where there is none.
    ///
    /// In a flow collection a comma may stand between. Of a block scalar it is the comment of its header (`key: | # …`);
    /// of an alias, the comment behind its anchor's scalar.
    public var lineComment: String? {
        let node = resolved
        let record = node.record
        guard record.kind == .scalar else { return nil }
        return record.style.isBlock ? node.headerComment : node.trailingComment
    }

    /// The comment on the line above a scalar that stands first on its line, or behind the dashes of its items alone.
    ///
    /// Nil where more than one line of comment stands there, or a key stands before the scalar: the comment then is the
    /// key's.
    public var headComment: String? {
        let node = resolved
        guard node.record.kind == .scalar, !node.record.style.isBlock else { return nil }
        let bytes = node.stream.bytes
        var start = node.lineStart(before: node.span.lowerBound)
        let isFirst = bytes[start..<node.span.lowerBound].allSatisfy { byte in
            byte.isBlank || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
        guard isFirst, start > 0 else { return nil }
        let end = start - 1
        start = node.lineStart(before: end)
        guard let comment = Self.comment(in: bytes[start..<end]) else { return nil }
        if start > 0, Self.comment(in: bytes[node.lineStart(before: start - 1)..<start - 1]) != nil { return nil }
        return comment
    }

    private var trailingComment: String? {
        let bytes = stream.bytes
        var at = span.upperBound
        if record.style == .doubleQuoted || record.style == .singleQuoted { at += 1 }
        let rest = bytes[min(at, bytes.count)...].prefix { !$0.isLineBreak }
        var behind = rest.drop { $0.isBlank }
        if behind.first == UInt8(ascii: ",") { behind = behind.dropFirst().drop { $0.isBlank } }
        guard behind.first == UInt8(ascii: "#"), behind.startIndex > rest.startIndex else { return nil }
        return String(decoding: behind, as: UTF8.self)
    }

    /// Behind `|` or `>` and its indicators; the span of a block scalar starts at that character.
    private var headerComment: String? {
        let header = stream.bytes[span].prefix { !$0.isLineBreak }.drop { !$0.isBlank }.drop { $0.isBlank }
        return header.first == UInt8(ascii: "#") ? String(decoding: header, as: UTF8.self) : nil
    }

    private func lineStart(before offset: Int) -> Int {
        let before = stream.bytes[..<offset]
        return before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// The comment that is all of a line.
    private static func comment(in line: ArraySlice<UInt8>) -> String? {
        let text = line.drop { $0.isBlank }
        guard text.first == UInt8(ascii: "#") else { return nil }
        return String(decoding: text.last == UInt8(ascii: "\r") ? text.dropLast() : text, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
    fileprivate var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
