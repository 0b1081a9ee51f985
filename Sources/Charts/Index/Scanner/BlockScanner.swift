/// Goes through mappings and sequences in block style without building them, line by line.
///
/// It takes a part of YAML that libyaml takes for sure, every line of it examined: keys that are plain texts, values that
/// are plain, quoted, block scalars or empty collections. Whatever else it meets is `odd`, which says nothing about it.
/// Source: YAML 1.1 chapters 7 to 9, as libyaml's scanner reads them.
struct BlockScanner {
    /// Ends in a line feed, with readable bytes behind.
    let text: UnsafePointer<UInt8>
    let end: Int
    /// True when nothing follows behind `end`.
    let isLast: Bool
    /// Line feeds that were passed.
    var lines = 0
    var fields = EntryFields()

    /// The open collections, outermost first.
    private let open: UnsafeMutablePointer<Collection>

    /// libyaml allows 1024 characters.
    static var longestKey: Int { 512 }
    /// Real indexes nest five deep.
    static var deepest: Int { 32 }

    struct Collection {
        enum Kind {
            case mapping, sequence
            /// A sequence at the column of the mapping that holds it.
            case flush
        }
        var column: Int
        var kind: Kind
    }

    /// Memory for the open collections, which outlives the scanners that use it one after the other.
    struct Room: ~Copyable {
        fileprivate let open = UnsafeMutablePointer<Collection>.allocate(capacity: BlockScanner.deepest)
        deinit { open.deallocate() }
    }

    init(_ text: UnsafePointer<UInt8>, end: Int, isLast: Bool, _ room: borrowing Room) {
        self.text = text
        self.end = end
        self.isLast = isLast
        open = room.open
    }

    /// Goes over an entry: the mapping that begins at `start`, behind its dash, and reads its fields.
    ///
    /// - Parameters:
    ///   - line: The start of the line.
    ///   - column: Of the dash. The entry ends before the first line that is not deeper.
    ///   - memory: Of the entry before.
    /// - Returns: The start of the line behind the entry.
    mutating func entryEnd(from start: Int, line: Int, column: Int, memory: inout EntryMemory) -> ScanEnd {
        memory.begin(column: start &- line)
        let result = scan(from: start, line: line, floor: column, depth: 0, memory: &memory)
        if case .at(let end) = result { fields.endDependencies(at: end) }
        return result
    }

    /// Goes over a key at column 0 with its value.
    mutating func rootPairEnd(from start: Int) -> ScanEnd {
        open[0] = Collection(column: 0, kind: .mapping)
        var memory = EntryMemory()
        return scan(from: start, line: start, floor: 0, depth: 1, memory: &memory)
    }

    private mutating func scan(
        from start: Int, line firstLine: Int, floor: Int, depth initialDepth: Int, memory: inout EntryMemory
    ) -> ScanEnd {
        let isEntry = initialDepth == 0
        let text = text
        var (line, at) = (firstLine, start)
        var depth = initialDepth
        var top = depth == 0 ? Collection(column: -1, kind: .mapping) : open[0]
        // A key or a dash stands there whose value may follow on deeper lines.
        var isPending = depth == 0
        var isInURLs = false
        while true {
            let column = at &- line
            while top.column > column {
                depth &-= 1
                if depth == 0 { return .odd }
                top = open[depth &- 1]
                isPending = false
            }
            // Where the value stands, the column of the collection that holds it, and which field it is.
            var value: Int
            var owner = column
            var field: EntryFields.Name?
            if text[at] == UInt8(ascii: "-"), text[at &+ 1].isSpaceOrLineFeed {
                if top.column < column || top.kind == .mapping {
                    guard isPending, depth > 0, depth < Self.deepest else { return .odd }
                    top = Collection(column: column, kind: top.column < column ? .sequence : .flush)
                    open[depth] = top
                    depth &+= 1
                }
                value = ByteMarks.spacesEnd(text, from: at &+ 1)
                if isInURLs {
                    guard depth == 2, text[value] != .lineFeed else { return .odd }
                    field = .url
                } else if isPlainStart(value) {
                    guard let behind = keyOrLineEnd(from: value) else { return .odd }
                    if text[behind] != .lineFeed {
                        guard depth < Self.deepest, text[value] != UInt8(ascii: "<") else { return .odd }
                        owner = value &- line
                        top = Collection(column: owner, kind: .mapping)
                        open[depth] = top
                        depth &+= 1
                        value = ByteMarks.spacesEnd(text, from: behind &+ 1)
                    }
                }
            } else {
                if top.column < column {
                    guard isPending, !isInURLs, depth < Self.deepest else { return .odd }
                    top = Collection(column: column, kind: .mapping)
                    open[depth] = top
                    depth &+= 1
                } else if top.kind != .mapping {
                    guard top.kind == .flush else { return .odd }
                    depth &-= 1
                    top = open[depth &- 1]
                }
                if depth == 1, isEntry { fields.endDependencies(at: line) }
                if depth == 1, isEntry,
                    let same = memory.repeated(text, at: at, lines: lines, end: end, fields: &fields)
                {
                    at &+= same.bytes
                    line = at &- column
                    lines &+= same.lines
                }
                guard isPlainStart(at), text[at] != UInt8(ascii: "<"), text[at] != UInt8(ascii: "-"),
                    let colon = keyOrLineEnd(from: at), text[colon] != .lineFeed
                else { return .odd }
                value = ByteMarks.spacesEnd(text, from: colon &+ 1)
                if depth == 1, isEntry {
                    field = EntryFields.name(text, at, colon)
                    isInURLs = field == .urls
                    if let field, !fields.begin(field) { return .odd }
                    memory.note(at, lines: lines, field)
                }
            }

            // The value, and the line behind it.
            isPending = false
            var plainOwner = Int.max
            if isPlainStart(value) {
                guard let end = plainLineEnd(from: value) else { return .odd }
                if let field {
                    guard fields.set(field, text, value, lastSpaces(before: end), isPlain: true) else { return .odd }
                }
                plainOwner = owner
                lines &+= 1
                line = end &+ 1
            } else {
                switch text[value] {
                case .lineFeed:
                    isPending = true
                    lines &+= 1
                    line = value &+ 1
                    if field == .dependencies { fields.beginDependencies(at: line) }
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    var isVerbatim = true
                    let end: Int
                    switch quotedEnd(from: value, isVerbatim: &isVerbatim) {
                    case .at(let behind): end = behind
                    case let other: return other
                    }
                    if let field {
                        guard isVerbatim, fields.set(field, text, value &+ 1, end &- 1, isPlain: false) else {
                            return .odd
                        }
                    }
                    at = ByteMarks.spacesEnd(text, from: end)
                    guard text[at] == .lineFeed else { return .odd }
                    lines &+= 1
                    line = at &+ 1
                case UInt8(ascii: "|"), UInt8(ascii: ">"):
                    guard field == nil else { return .odd }
                    switch blockScalarEnd(from: value, column: owner) {
                    case .at(let next): line = next
                    case let other: return other
                    }
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    // Two behind the other in ASCII, both of them.
                    guard text[value &+ 1] == text[value] &+ 2, field != .url else { return .odd }
                    at = ByteMarks.spacesEnd(text, from: value &+ 2)
                    guard text[at] == .lineFeed else { return .odd }
                    lines &+= 1
                    line = at &+ 1
                default:
                    return .odd
                }
            }

            // The next line that has something on it and does not go on with a plain text.
            while true {
                guard line < end else { return isLast ? .at(line) : .exhausted }
                at = ByteMarks.spacesEnd(text, from: line)
                if text[at] == .lineFeed {
                    lines &+= 1
                    line = at &+ 1
                    continue
                }
                if at &- line <= floor { return .at(line) }
                guard at &- line > plainOwner else { break }
                guard field == nil, text[at] != UInt8(ascii: "#"), let end = plainLineEnd(from: at) else { return .odd }
                lines &+= 1
                line = end &+ 1
            }
        }
    }

    private func lastSpaces(before end: Int) -> Int {
        var end = end
        while text[end &- 1] == .space { end &-= 1 }
        return end
    }
}
