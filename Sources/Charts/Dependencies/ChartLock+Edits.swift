public import SourceYAML

extension ChartLock {
    /// The edits that make a lock file this lock: only what differs in the lines of a file that is laid out as Helm
    /// does it, else all of it, in Helm's bytes.
    ///
    /// - Parameters:
    ///   - bytes: What stands in the file.
    ///   - file: Relative to the tree.
    public func edits(of bytes: [UInt8], file: String) -> [Edit]? {
        guard let old = String(validating: bytes, as: UTF8.self) else { return nil }
        let new = text
        let before = Self.lines(old)
        let after = Self.lines(new)
        let isOfHelm = (try? ChartLock(bytes, file: file))?.text == old
        guard isOfHelm, before.count == after.count else {
            return [Edit(file: file, range: 0..<bytes.count, old: old, new: new, proof: .bytes)]
        }
        var edits: [Edit] = []
        var start = 0
        for (was, becomes) in zip(before, after) {
            if was != becomes, let edit = Self.edit(of: was, to: becomes, at: start, file: file) { edits.append(edit) }
            start += was.utf8.count
        }
        return edits
    }

    /// What stands behind `key: `, where both lines have the same key; else the line without its break.
    private static func edit(of old: Substring, to new: Substring, at start: Int, file: String) -> Edit? {
        func key(_ line: Substring) -> Substring {
            line.firstRange(of: ": ").map { line[..<$0.upperBound] } ?? line.prefix(0)
        }
        let shared = key(old) == key(new) ? key(old) : old.prefix(0)
        let was = old.dropFirst(shared.count).dropLast()
        let becomes = new.dropFirst(shared.count).dropLast()
        let from = start + shared.utf8.count
        return Edit(
            file: file, range: from..<from + was.utf8.count, old: String(was), new: String(becomes), proof: .bytes)
    }

    /// With their breaks.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
            let behind = rest.utf8.index(after: end)
            lines.append(rest[..<behind])
            rest = rest[behind...]
        }
        if !rest.isEmpty { lines.append(rest) }
        return lines
    }
}
