/// Where a text stops being JSON (RFC 8259): the decoder says only that it is none.
struct JSONFault: Error, CustomStringConvertible {
    private let line: Int
    private let column: Int
    private let expected: String

    var description: String { "line \(line), column \(column): expected \(expected)" }

    /// Nil when nothing is found: the text is JSON, or nested deeper than the decoder's own limit.
    init?(in bytes: [UInt8]) {
        var scanner = JSONScanner(bytes)
        do throws(JSONScanner.Stop) {
            try scanner.text()
            return nil
        } catch {
            guard let expected = error.expected else { return nil }
            let before = bytes[..<scanner.index]
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            line = before.count { $0 == UInt8(ascii: "\n") } + 1
            column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
            self.expected = expected
        }
    }
}

/// Walks over JSON without keeping anything of it.
private struct JSONScanner {
    struct Stop: Error {
        /// Nil: nested too deep to go on.
        let expected: String?
    }

    private(set) var index = 0
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func text() throws(Stop) {
        try value(depth: 0)
        guard peek() == nil else { throw Stop(expected: "the end") }
    }

    private mutating func value(depth: Int) throws(Stop) {
        guard depth < 512 else { throw Stop(expected: nil) }
        switch peek() {
        case UInt8(ascii: "{"):
            try list(until: UInt8(ascii: "}"), "`,` or `}`") { (scanner) throws(Stop) in
                guard scanner.peek() == UInt8(ascii: "\"") else { throw Stop(expected: "a name in quotes") }
                try scanner.string()
                guard scanner.take(UInt8(ascii: ":")) else { throw Stop(expected: "`:`") }
                try scanner.value(depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try list(until: UInt8(ascii: "]"), "`,` or `]`") { (scanner) throws(Stop) in
                try scanner.value(depth: depth + 1)
            }
        case UInt8(ascii: "\""): try string()
        default:
            let rest = bytes[index...]
            let word = rest.prefix { $0 >= 0x2B && $0 != UInt8(ascii: ",") && $0 < 0x7B && $0 != UInt8(ascii: "]") }
            let isWord = ["true", "false", "null"].contains { word.elementsEqual($0.utf8) }
            guard isWord || Double(String(decoding: word, as: UTF8.self)) != nil else {
                throw Stop(expected: "a value")
            }
            index += word.count
        }
    }

    private mutating func list(
        until end: UInt8, _ expected: String, item: (inout JSONScanner) throws(Stop) -> Void
    ) throws(Stop) {
        index += 1
        if take(end) { return }
        repeat { try item(&self) } while take(UInt8(ascii: ","))
        guard take(end) else { throw Stop(expected: expected) }
    }

    private mutating func string() throws(Stop) {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] >= 0x20 else { throw Stop(expected: "the end of a text: `\"`") }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(index, bytes.count)
        guard index < bytes.count else { throw Stop(expected: "the end of a text: `\"`") }
        index += 1
    }

    /// The next byte that is not blank.
    private mutating func peek() -> UInt8? {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        return index < bytes.count ? bytes[index] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index += 1
        return true
    }
}
