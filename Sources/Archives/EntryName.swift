/// Names of archive entries, judged before anybody uses them.
enum EntryName {
    /// Why a name is refused, as the end of a sentence.
    struct Problem: Error {
        let message: String
    }

    /// The name as segments joined by `/`, without `.` and empty ones; empty for the top of the archive itself.
    ///
    /// `\` separates like `/`, as Helm reads archives that were made on Windows: what would lead out there is refused
    /// everywhere. Refused are absolute names, drive letters, `..`, control characters and text that is not UTF-8.
    static func clean(_ bytes: [UInt8], limit: Int) throws(Problem) -> String {
        guard bytes.count <= limit else { throw Problem(message: "a name is longer than \(limit) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(message: "a name is not UTF-8")
        }
        guard !text.isEmpty else { throw Problem(message: "an entry has no name") }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }) else {
            throw Problem(message: "a name holds control characters")
        }
        let segments = text.utf8.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
        }
        guard let first = segments.first, !first.isEmpty else {
            throw Problem(message: "the name “\(shown(text))” is absolute")
        }
        guard !(first.count >= 2 && first.dropFirst().first == UInt8(ascii: ":")) else {
            throw Problem(message: "the name “\(shown(text))” has a drive letter")
        }
        var kept: [Substring] = []
        for segment in segments.map({ Substring($0) }) where !segment.isEmpty && segment != "." {
            guard segment != ".." else { throw Problem(message: "the name “\(shown(text))” leads out of the archive") }
            kept.append(segment)
        }
        return kept.joined(separator: "/")
    }

    private static func shown(_ text: String) -> String {
        text.count > 80 ? text.prefix(80) + "…" : text
    }
}
