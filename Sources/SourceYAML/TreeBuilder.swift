internal import CYAML

/// Builds the arena of a stream from libyaml's events.
struct TreeBuilder {
    private(set) var records: [NodeRecord] = []
    private(set) var decoded: [Int32: String] = [:]
    private(set) var roots: [YAMLStream.Root] = []

    /// The names of the nodes that have an anchor.
    private(set) var anchorNames: [Int32: String] = [:]
    /// Name ⇒ the last node of the document with this anchor.
    private var anchors: [String: Int32] = [:]
    /// Open collections, innermost last, each with its last child so far.
    private var open: [(node: Int32, lastChild: Int32)] = []
    private var document = 0
    /// How many nodes and roots the documents have that are read to their end.
    private var complete = (records: 0, roots: 0)
    /// In a template an anchor may come from what the template brings.
    private let acceptsUnknownAnchors: Bool

    init(acceptsUnknownAnchors: Bool) {
        self.acceptsUnknownAnchors = acceptsUnknownAnchors
    }

    mutating func reserve(bytes: Int) {
        records.reserveCapacity(bytes / 24)
    }

    mutating func parse(_ bytes: [UInt8], slice: YAMLStream.Slice) throws(YAMLError) {
        guard bytes.count < Int(UInt32.max) else {
            throw YAMLError(problem: "the text is larger than 4 GiB", line: 1, column: 1)
        }
        document = slice.firstDocument
        open.removeAll()
        let failure: YAMLError? = bytes.withUnsafeBufferPointer { whole in
            let part = UnsafeBufferPointer(rebasing: whole[slice.range])
            let offsets = OffsetTable(part)
            let base = slice.range.lowerBound
            do throws(YAMLError) {
                try EventReader.forEachEvent(of: part) { event throws(YAMLError) in
                    try add(event, of: part, offsets: offsets, base: base)
                }
                return nil
            } catch {
                let linesBefore = whole[..<base].reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
                return YAMLError(problem: error.problem, line: error.line + linesBefore, column: error.column)
            }
        }
        if let failure { throw failure }
    }

    /// Drops what was read of a document that turned out to be broken; false when no document was read before it.
    mutating func keepCompleteDocuments() -> Bool {
        records.removeSubrange(complete.records...)
        roots.removeSubrange(complete.roots...)
        decoded = decoded.filter { Int($0.key) < complete.records }
        anchorNames = anchorNames.filter { Int($0.key) < complete.records }
        return !roots.isEmpty
    }

    private mutating func add(
        _ event: borrowing EventReader.Event, of part: UnsafeBufferPointer<UInt8>, offsets: OffsetTable, base: Int
    ) throws(YAMLError) {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            anchors.removeAll(keepingCapacity: true)
        case YAML_DOCUMENT_END_EVENT:
            document += 1
            complete = (records.count, roots.count)
        case YAML_SCALAR_EVENT:
            addScalar(event, of: part, offsets: offsets, base: base)
        case YAML_MAPPING_START_EVENT:
            let start = base + offsets.byte(event.start, in: part)
            let node = append(NodeRecord(at: start, kind: .mapping))
            anchor(event.raw.data.mapping_start.anchor, at: node)
            open.append((node, NodeRecord.none))
        case YAML_SEQUENCE_START_EVENT:
            let start = base + offsets.byte(event.start, in: part)
            let node = append(NodeRecord(at: start, kind: .sequence))
            anchor(event.raw.data.sequence_start.anchor, at: node)
            open.append((node, NodeRecord.none))
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            guard let closed = open.popLast() else { return }
            records[Int(closed.node)].end = UInt32(base + offsets.byte(event.end, in: part))
        case YAML_ALIAS_EVENT:
            try addAlias(event, of: part, offsets: offsets, base: base)
        default:
            break
        }
    }

    private mutating func addScalar(
        _ event: borrowing EventReader.Event, of part: UnsafeBufferPointer<UInt8>, offsets: OffsetTable, base: Int
    ) {
        let scalar = event.raw.data.scalar
        let style = ScalarStyle(scalar.style)
        var start = offsets.byte(event.start, in: part)
        var end = offsets.byte(event.end, in: part)
        // The mark of a scalar includes its anchor and tag: the value stands behind them.
        if scalar.anchor != nil || scalar.tag != nil { start = ScalarBounds.skipProperties(part, from: start, to: end) }
        if style == .singleQuoted || style == .doubleQuoted, end - start >= 2 {
            start += 1
            end -= 1
        }
        var record = NodeRecord(at: base + start, kind: .scalar)
        record.end = UInt32(base + end)
        record.style = style
        record.tag = .init(scalar.tag)
        let node = append(record)
        anchor(scalar.anchor, at: node)
        let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        if value.count != end - start || !isEqual(value, part, from: start) {
            decoded[node] = String(decoding: value, as: UTF8.self)
        }
    }

    private func isEqual(
        _ value: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        guard let left = value.baseAddress, let right = part.baseAddress else { return value.isEmpty }
        return memcmp(left, right + start, value.count) == 0
    }

    private mutating func addAlias(
        _ event: borrowing EventReader.Event, of part: UnsafeBufferPointer<UInt8>, offsets: OffsetTable, base: Int
    ) throws(YAMLError) {
        let name = String(cString: event.raw.data.alias.anchor)
        guard let target = anchors[name] else {
            if acceptsUnknownAnchors {
                var record = NodeRecord(at: base + offsets.byte(event.start, in: part), kind: .scalar)
                record.end = UInt32(base + offsets.byte(event.end, in: part))
                record.tag = .other
                append(record)
                return
            }
            throw event.error("alias *\(name) names an anchor that does not stand before it")
        }
        var record = NodeRecord(at: base + offsets.byte(event.start, in: part), kind: .alias)
        record.end = UInt32(base + offsets.byte(event.end, in: part))
        record.first = target
        append(record)
    }

    @discardableResult
    private mutating func append(_ record: NodeRecord) -> Int32 {
        let node = Int32(records.count)
        records.append(record)
        if let innermost = open.indices.last {
            let (parent, last) = open[innermost]
            records[Int(node)].parent = parent
            if last == NodeRecord.none {
                records[Int(parent)].first = node
            } else {
                records[Int(last)].next = node
            }
            open[innermost].lastChild = node
        } else {
            roots.append(.init(document: document, node: node))
        }
        return node
    }

    private mutating func anchor(_ name: UnsafeMutablePointer<yaml_char_t>?, at node: Int32) {
        guard let name else { return }
        let text = String(cString: name)
        anchors[text] = node
        anchorNames[node] = text
    }
}

extension NodeRecord {
    fileprivate init(at start: Int, kind: Kind) {
        self.init(
            start: UInt32(start), end: UInt32(start), parent: Self.none, kind: kind, style: .plain
        )
    }
}

extension NodeRecord.Tag {
    fileprivate init(_ tag: UnsafeMutablePointer<yaml_char_t>?) {
        switch tag.map({ String(cString: $0) }) {
        case nil: self = .none
        case "tag:yaml.org,2002:str", "!": self = .string
        default: self = .other
        }
    }
}

extension ScalarStyle {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
