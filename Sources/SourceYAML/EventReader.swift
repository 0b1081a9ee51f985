internal import CYAML

/// Reads libyaml's events of one byte buffer; the only place that touches the parser.
///
/// libyaml keeps a pointer to the bytes, so the reader lives inside `withEvents` and never leaves it.
struct EventReader: ~Copyable {
    /// What libyaml says of one event, with its marks still in characters.
    struct Event {
        var raw: yaml_event_t

        var type: yaml_event_type_t { raw.type }
        var start: Int { Int(raw.start_mark.index) }
        var end: Int { Int(raw.end_mark.index) }
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError(problem: "the YAML parser could not be started: out of memory", line: 1, column: 1)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
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
        while true {
            var event = Event(raw: yaml_event_t())
            guard yaml_parser_parse(reader.parser, &event.raw) == 1 else { throw reader.error }
            defer { yaml_event_delete(&event.raw) }
            if event.type == YAML_STREAM_END_EVENT { return }
            try body(event)
        }
    }

    private var error: YAMLError {
        let state = parser.pointee
        var text = state.problem.map { String(cString: $0) } ?? "the text is not YAML"
        if let context = state.context { text = "\(String(cString: context)): \(text)" }
        let isReaderError = state.error == YAML_READER_ERROR
        if isReaderError { text += " (at byte \(state.problem_offset))" }
        return YAMLError(
            problem: text, line: Int(state.problem_mark.line) + 1, column: Int(state.problem_mark.column) + 1
        )
    }
}
