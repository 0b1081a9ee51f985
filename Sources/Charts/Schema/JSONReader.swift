/// Reads JSON (RFC 8259) as a value, with a bound on its nesting; of duplicate names the last counts, as in Go.
///
/// A schema may hold what YAML 1.1 does not know, `\/` and pairs of surrogates above all.
struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0

    static func value(of bytes: [UInt8]) throws(JSONProblem) -> ChartValue {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.at == bytes.count else { throw reader.problem("text behind the value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func problem(_ message: String) -> JSONProblem {
        JSONProblem(line: bytes.prefix(at).reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }, message: message)
    }

    private mutating func skipBlanks() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> ChartValue {
        guard depth <= SchemaLimits.depth else { throw problem("nested deeper than \(SchemaLimits.depth)") }
        skipBlanks()
        guard at < bytes.count else { throw problem("the text ends where a value should be") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> ChartValue {
        at += 1
        var members: [String: ChartValue] = [:]
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .map(members) }
        while true {
            skipBlanks()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw problem("expected ':'") }
            members[name] = try value(depth: depth + 1)
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .map(members) }
            guard take(UInt8(ascii: ",")) else { throw problem("expected ',' or '}'") }
        }
    }

    private mutating func list(depth: Int) throws(JSONProblem) -> ChartValue {
        at += 1
        var items: [ChartValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .list(items) }
            guard take(UInt8(ascii: ",")) else { throw problem("expected ',' or ']'") }
        }
    }

    private mutating func word(_ text: StaticString, _ value: ChartValue) throws(JSONProblem) -> ChartValue {
        let end = at + text.utf8CodeUnitCount
        let matches = text.withUTF8Buffer { end <= bytes.count && bytes[at..<end].elementsEqual($0) }
        guard matches else { throw problem("expected a value") }
        at = end
        return value
    }

    private mutating func number() throws(JSONProblem) -> ChartValue {
        let start = at
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) || "+-.eE".utf8.contains(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if let whole = Int(text) { return .integer(whole) }
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
            let number = Double(text)
        else { throw problem("expected a value") }
        return .number(number)
    }

    private mutating func string() throws(JSONProblem) -> String {
        at += 1
        var text: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            default: text.append(byte)
            }
        }
        throw problem("a text without its end")
    }

    private mutating func escape() throws(JSONProblem) -> [UInt8] {
        guard at < bytes.count else { throw problem("a text without its end") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
                bytes[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                code = 0x10000 + (code - 0xD800) << 10 + (try hexadecimal() &- 0xDC00) & 0x3FF
            }
            return Array(String(Unicode.Scalar(code).map(Character.init) ?? "\u{FFFD}").utf8)
        default: throw problem("an escape that JSON does not know")
        }
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        guard at + 4 <= bytes.count, bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-"),
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw problem("expected four hexadecimal digits") }
        at += 4
        return code
    }
}

/// Why a text is no JSON.
struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    let line: Int
    let message: String

    var description: String { "line \(line): \(message)" }
}
