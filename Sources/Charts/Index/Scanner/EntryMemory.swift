/// Remembers the entry before, most of whose keys the next version of a chart repeats byte for byte.
///
/// What was gone over once, with a key of the entry before it and behind it, need not be gone over again where it stands
/// a second time at the same column: only its bytes decide what it is.
struct EntryMemory {
    private struct Key {
        /// Where the key begins, and how many line feeds of the entry stand before it.
        var at: Int
        var lines: Int
        var field: EntryFields.Name?
    }

    private var before: [Key] = []
    private var fieldsBefore = EntryFields()
    private var columnBefore = -1
    private var now: [Key] = []
    private var column = -1
    /// The key of the entry before that is expected next.
    private var next = 0

    /// An entry begins whose keys stand at this column.
    mutating func begin(column: Int) {
        if column != columnBefore { forget() }
        self.column = column
        now.removeAll(keepingCapacity: true)
        next = 0
    }

    /// The entry was read.
    mutating func keep(_ fields: EntryFields) {
        swap(&before, &now)
        fieldsBefore = fields
        columnBefore = column
    }

    /// The entry before is not there any more, or was none.
    mutating func forget() {
        before.removeAll(keepingCapacity: true)
        columnBefore = -1
    }

    @inline(__always)
    mutating func note(_ at: Int, lines: Int, _ field: EntryFields.Name?) {
        now.append(Key(at: at, lines: lines, field: field))
    }

    /// How many bytes and lines stand here, from a key on up to another, that stood in the entry before.
    ///
    /// - Parameter fields: Gets those that are among them.
    /// - Returns: Nil for none; and where one of the fields occurred already.
    mutating func repeated(
        _ text: UnsafePointer<UInt8>, at: Int, lines: Int, end: Int, fields: inout EntryFields
    ) -> (bytes: Int, lines: Int)? {
        guard next < before.count else { return nil }
        var first = next
        var length = ByteMarks.commonLength(text, before[first].at, at, end: end)
        // The entry before may have had a key that this one lacks.
        if length < 4, first + 1 < before.count {
            let other = ByteMarks.commonLength(text, before[first + 1].at, at, end: end)
            if other >= 4 { (first, length) = (first + 1, other) }
        }
        guard length >= 4 else { return nil }
        let start = before[first]
        var last = first
        while last + 1 < before.count, before[last + 1].at - start.at <= length { last += 1 }
        next = last + 1
        guard last > first else { return nil }
        let (moved, later) = (at - start.at, lines - start.lines)
        for key in before[first..<last] {
            if let field = key.field {
                guard fields.begin(field) else { return nil }
                fields.copy(field, from: fieldsBefore, by: moved)
            }
            now.append(Key(at: key.at + moved, lines: key.lines + later, field: key.field))
        }
        return (before[last].at - start.at, before[last].lines - start.lines)
    }
}
