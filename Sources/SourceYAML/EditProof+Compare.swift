extension EditProof {
    /// Throws where a text that is broken behind its valid part would be broken elsewhere.
    static func compareDamage(
        _ before: YAMLStream, _ after: YAMLStream, edits: [Edit], file: String
    ) throws(EditRefusal) {
        let lines = { (text: String) in text.utf8.count { $0 == UInt8(ascii: "\n") } }
        let moved = edits.reduce(0) { $0 + lines($1.new) - lines($1.old) }
        let expected = before.damage.map {
            YAMLError(problem: $0.problem, line: $0.line + moved, column: $0.column)
        }
        guard after.damage == expected else {
            throw EditRefusal(file: file, reason: "the edit would change where the file is broken")
        }
    }

    /// Throws where two streams differ in more than the edits, which are in the order of their ranges.
    static func compare(
        _ before: YAMLStream, _ after: YAMLStream, edits: ArraySlice<Edit>, file: String
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
        guard before.anchors == after.anchors else {
            throw EditRefusal(file: file, reason: "the edit would change an anchor")
        }
        var unproven = edits
        for id in before.records.indices.map(Int32.init) {
            let old = before.records[Int(id)]
            let new = after.records[Int(id)]
            guard old.kind == new.kind, old.parent == new.parent, old.next == new.next, old.first == new.first,
                old.tag == new.tag
            else { throw refuse(id, "the structure of the file") }
            guard old.kind == .scalar else { continue }
            let mine = unproven.prefix { old.holds($0.range) }
            unproven = unproven.dropFirst(mine.count)
            guard !mine.isEmpty else {
                guard old.style == new.style, sameText(id, before, after) else { throw refuse(id, "another value") }
                continue
            }
            let was = YAMLNode(stream: before, id: id)
            let reads = YAMLNode(stream: after, id: id)
            // Readers turn the text of `!!float 1.10` into a number, quotes or not.
            guard old.tag != .other else { throw refuse(id, "a value that its tag makes no string") }
            guard old.style != .literal else {
                try compareBlocks(was, reads, edits: mine, file: file)
                continue
            }
            guard !was.holdsTemplate, !reads.holdsTemplate else { throw refuse(id, "a template") }
            guard reads.text == expectedText(of: was, edits: mine) else {
                throw refuse(id, "the value to other text")
            }
            guard new.style != .plain || PlainScalar.staysString(reads.text ?? "") else {
                throw refuse(id, "a string to another type")
            }
        }
        if let edit = unproven.first {
            throw EditRefusal(file: file, reason: "byte \(edit.range.lowerBound) is not inside of a value")
        }
    }

    /// Whether a scalar reads the same in both; makes strings only where its bytes are not its text.
    private static func sameText(_ id: Int32, _ before: YAMLStream, _ after: YAMLStream) -> Bool {
        let decoded = (before.decoded[id], after.decoded[id])
        guard decoded.0 == nil, decoded.1 == nil else {
            return YAMLNode(stream: before, id: id).text == YAMLNode(stream: after, id: id).text
        }
        let (old, new) = (before.records[Int(id)], after.records[Int(id)])
        guard old.end - old.start == new.end - new.start else { return false }
        return before.bytes.withUnsafeBytes { left in
            after.bytes.withUnsafeBytes { right in
                left[Int(old.start)..<Int(old.end)].elementsEqual(right[Int(new.start)..<Int(new.end)])
            }
        }
    }

    /// Throws where a literal block scalar differs in more than the edits, as a text and, where it is YAML, as YAML.
    private static func compareBlocks(
        _ was: YAMLNode, _ reads: YAMLNode, edits: ArraySlice<Edit>, file: String
    ) throws(EditRefusal) {
        func refuse(_ what: String) -> EditRefusal {
            EditRefusal(file: file, reason: "line \(was.position.line): the edit would change \(what)")
        }
        guard reads.style == .literal, let block = LiteralBlock(was),
            let expected = block.text(with: edits, of: was.stream.parsed), reads.text == expected
        else { throw refuse("the block scalar to other text") }
        guard let before = try? YAMLStream(embeddedIn: was), !before.roots.isEmpty else { return }
        guard let after = try? YAMLStream(embeddedIn: reads) else {
            throw refuse("the YAML in a block scalar to something else")
        }
        try compare(before, after, edits: edits, file: file)
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

extension NodeRecord {
    /// Whether a change of these bytes is one of this scalar. Nothing at its edge is not: an empty scalar may begin where a
    /// full one ends.
    fileprivate func holds(_ range: Range<Int>) -> Bool {
        guard range.upperBound <= Int(end), range.lowerBound >= Int(start) else { return false }
        let isAtEdge = range.lowerBound == Int(start) || range.upperBound == Int(end)
        return !(range.isEmpty && isAtEdge && start < end)
    }
}
