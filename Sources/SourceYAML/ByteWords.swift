internal import CYAML

/// Words that make a document worth parsing, looked for in raw bytes.
public struct ByteWords: Sendable {
    private let words: [[UInt8]]
    private let keys: [[UInt8]]
    private let excludedLines: [[UInt8]]

    /// - Parameters:
    ///   - words: A document that holds any of them is wanted. Words of ASCII without escapes: a key that hides one
    ///     behind a YAML escape (`"\x69mage"`) is not seen.
    ///   - keys: A document is wanted, too, when one of these stands as a key or ends one, alone or with an `s`: before
    ///     a colon, with a quote or a blank between at most. Plain text is full of such words; keys are few.
    ///   - excludedLines: A document with one of these as a whole line (at column 0) is not wanted after all.
    public init(_ words: [String], keys: [String] = [], exceptDocumentsWithLine excludedLines: [String] = []) {
        self.words = words.map { Array($0.utf8) }
        self.keys = keys.map { Array($0.utf8) }
        self.excludedLines = excludedLines.map { Array($0.utf8) }
    }

    public func occur(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { occur(in: $0) }
    }

    func occur(in bytes: UnsafeRawBufferPointer) -> Bool {
        words.contains { ByteSearch.firstIndex(of: $0, in: bytes, from: 0) != nil }
            || keys.contains { Self.isKey($0, in: bytes) }
    }

    private static func isKey(_ key: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        var from = 0
        while let at = ByteSearch.firstIndex(of: key, in: bytes, from: from) {
            var end = at + key.count
            if end < bytes.count, bytes[end] == UInt8(ascii: "s") { end += 1 }
            guard end < bytes.count else { return false }
            switch bytes[end] {
            case UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"): return true
            case UInt8(ascii: " "): if end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: ":") { return true }
            default: break
            }
            from = end
        }
        return false
    }

    func want(document bytes: UnsafeRawBufferPointer) -> Bool {
        occur(in: bytes) && !exclude(document: bytes)
    }

    func exclude(document bytes: UnsafeRawBufferPointer) -> Bool {
        excludedLines.contains { Self.isLine($0, in: bytes) }
    }

    private static func isLine(_ line: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        var from = 0
        while let at = ByteSearch.firstIndex(of: line, in: bytes, from: from) {
            let end = at + line.count
            let startsLine = at == 0 || bytes[at - 1] == UInt8(ascii: "\n")
            let endsLine = end == bytes.count || bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: "\r")
            if startsLine, endsLine { return true }
            from = at + 1
        }
        return false
    }
}

/// `memmem` with bounds.
enum ByteSearch {
    static func firstIndex(of needle: [UInt8], in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard let base = bytes.baseAddress, from < bytes.count else { return nil }
        let found = memmem(base + from, bytes.count - from, needle, needle.count)
        return found.map { UnsafeRawPointer($0) - base }
    }
}
