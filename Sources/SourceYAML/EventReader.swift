internal import CYAML

/// Reads libyaml's events of one byte buffer; the only place that touches the parser.
///
/// libyaml keeps a pointer to the bytes, so the reader lives inside `forEachEvent` and never leaves it.
struct EventReader: ~Copyable {
    /// What libyaml says of one event, with its marks still in characters.
    struct Event {
        var raw: yaml_event_t

        var type: yaml_event_type_t { raw.type }
        var start: Int { Int(raw.start_mark.index) }
        var end: Int { Int(raw.end_mark.index) }

        /// An error at the start of the event.
        func error(_ problem: String) -> YAMLError {
            YAMLError(
                problem: problem, line: Int(raw.start_mark.line) + 1, column: Int(raw.start_mark.column) + 1
            )
        }
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
        self.bytes = bytes
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError(problem: "the YAML parser could not be started: out of memory", line: 1, column: 1)
        }
        // libyaml skips a byte order mark only where it looks for the encoding itself. Told the encoding, it takes the
        // mark for a character of the first line, and every column of that line is one too large.
        if !ByteOrderMark.starts(bytes) { yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING) }
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Calls `body` with each event until the stream ends; libyaml's error becomes a `YAMLError`.
    static func forEachEvent(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing Event) throws(YAMLError) -> Void
    ) throws(YAMLError) {
        let reader = try EventReader(bytes)
        var depth = 0
        while true {
            var event = Event(raw: yaml_event_t())
            guard yaml_parser_parse(reader.parser, &event.raw) == 1 else { throw reader.error }
            defer { yaml_event_delete(&event.raw) }
            switch event.type {
            case YAML_STREAM_END_EVENT: return
            case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: depth += 1
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: depth -= 1
            default: break
            }
            guard depth <= YAMLLimits.depth else { throw event.error("nested more than \(YAMLLimits.depth) deep") }
            try body(event)
        }
    }

    private var error: YAMLError {
        let state = parser.pointee
        var text = state.problem.map { String(cString: $0) } ?? "the text is not YAML"
        if let context = state.context { text = "\(String(cString: context)): \(text)" }
        if state.error == YAML_READER_ERROR {
            // Bytes that are no text have no mark, only an offset.
            let place = SourcePosition(offset: Int(state.problem_offset), in: bytes)
            return YAMLError(problem: text, line: place.line, column: place.column)
        }
        return YAMLError(
            problem: text, line: Int(state.problem_mark.line) + 1, column: Int(state.problem_mark.column) + 1
        )
    }
}
