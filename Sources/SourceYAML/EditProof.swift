/// Applies edits to a text and proves that they change what they should and nothing else.
///
/// The proof (rule 3 of the design): every range holds the expected old bytes; no two edits overlap; and for YAML the
/// new text, parsed again, has the same documents, nodes, keys, anchors' targets and styles as the old one, where only
/// the edited scalars read differently, each as a string.
public enum EditProof {
    /// The new bytes of a YAML file.
    public static func apply(_ edits: [Edit], toYAML bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        let edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let changed = try splice(edits, into: bytes, file: file)
        let before = try parse(bytes, file: file, what: "the file")
        let after = try parse(changed, file: file, what: "the edited file")
        try compare(before, after, edits: edits, file: file)
        return changed
    }

    /// The new bytes of a file that is not YAML: only the ranges and the old bytes are checked.
    public static func splice(_ edits: [Edit], into bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.new.utf8.count })
        var copied = 0
        var last = -1
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Two insertions at one place do not overlap, but nothing says which comes first.
            guard edit.range.lowerBound >= copied, edit.range.lowerBound > last else {
                throw EditRefusal(file: file, reason: "two edits overlap at byte \(edit.range.lowerBound)")
            }
            guard edit.range.upperBound <= bytes.count else {
                throw EditRefusal(
                    file: file, reason: "an edit reaches behind the end, to byte \(edit.range.upperBound)")
            }
            last = edit.range.lowerBound
            guard bytes[edit.range].elementsEqual(edit.old.utf8) else {
                let found = String(decoding: bytes[edit.range], as: UTF8.self)
                throw EditRefusal(
                    file: file, reason: "byte \(edit.range.lowerBound) holds '\(found)', expected '\(edit.old)'"
                )
            }
            result += bytes[copied..<edit.range.lowerBound]
            result += edit.new.utf8
            copied = edit.range.upperBound
        }
        result += bytes[copied...]
        return result
    }

    private static func parse(_ bytes: [UInt8], file: String, what: String) throws(EditRefusal) -> YAMLStream {
        do throws(YAMLError) {
            return try YAMLStream(bytes)
        } catch {
            throw EditRefusal(file: file, reason: "\(what) does not parse: \(error)")
        }
    }

    private static func compare(
        _ before: YAMLStream, _ after: YAMLStream, edits: [Edit], file: String
    ) throws(EditRefusal) {
        func refuse(_ node: Int32, _ what: String) -> EditRefusal {
            let place = YAMLNode(stream: before, id: node)
            return EditRefusal(file: file, reason: "line \(place.position.line): the edit would change \(what)")
        }
        guard before.records.count == after.records.count,
            before.roots.elementsEqual(after.roots, by: { $0.node == $1.node && $0.document == $1.document })
        else {
            throw EditRefusal(file: file, reason: "the edit would change the structure of the file")
        }
        var unproven = edits[...]
        for id in before.records.indices.map(Int32.init) {
            let old = before.records[Int(id)]
            let new = after.records[Int(id)]
            guard old.kind == new.kind, old.parent == new.parent, old.next == new.next, old.first == new.first,
                old.tag == new.tag
            else { throw refuse(id, "the structure of the file") }
            guard old.kind == .scalar else { continue }
            let mine = unproven.prefix { $0.range.upperBound <= Int(old.end) && $0.range.lowerBound >= Int(old.start) }
            unproven = unproven.dropFirst(mine.count)
            let was = YAMLNode(stream: before, id: id)
            let reads = YAMLNode(stream: after, id: id)
            if mine.isEmpty {
                guard old.style == new.style, was.text == reads.text else { throw refuse(id, "another value") }
            } else {
                // Readers turn the text of `!!float 1.10` into a number, quotes or not.
                guard old.tag != .other else { throw refuse(id, "a value that its tag makes no string") }
                guard reads.text == expectedText(of: was, edits: mine) else {
                    throw refuse(id, "the value to other text")
                }
                guard new.style != .plain || PlainScalar.staysString(reads.text ?? "") else {
                    throw refuse(id, "a string to another type")
                }
            }
        }
        if let edit = unproven.first {
            throw EditRefusal(file: file, reason: "byte \(edit.range.lowerBound) is not inside of a value")
        }
    }

    /// What an edited scalar must read as: the edited text without the quotes that the edit itself added.
    private static func expectedText(of node: YAMLNode, edits: ArraySlice<Edit>) -> String? {
        let span = node.span
        var text: [UInt8] = []
        var copied = span.lowerBound
        for edit in edits {
            text += node.stream.bytes[copied..<edit.range.lowerBound]
            text += edit.new.utf8
            copied = edit.range.upperBound
        }
        text += node.stream.bytes[copied..<span.upperBound]
        let quote = UInt8(ascii: "\"")
        if node.style == .plain, text.count >= 2, text.first == quote, text.last == quote {
            text = Array(text.dropFirst().dropLast())
        }
        return String(decoding: node.style == .singleQuoted ? undoubled(text) : text, as: UTF8.self)
    }

    /// The inside of single quotes as it reads: `''` is one quote.
    private static func undoubled(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var isSecond = false
        for byte in bytes {
            isSecond = byte == UInt8(ascii: "'") && !isSecond && result.last == byte
            if !isSecond { result.append(byte) }
        }
        return result
    }
}
