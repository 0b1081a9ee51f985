/// Names of archive entries, judged before anybody uses them.
enum EntryName {
    /// Why a name is refused, as the end of a sentence.
    struct Problem: Error {
        let message: String
        /// As far as it can be shown; nil where there is none.
        let name: String?
    }

    /// The name as segments joined by `/`, without `.` and empty ones; empty for the top of the archive itself.
    ///
    /// `\` separates like `/`, as Helm reads archives that were made on Windows: what would lead out there is refused
    /// everywhere. Refused are absolute names, drive letters, `..`, control characters and text that is not UTF-8.
    static func clean(_ bytes: [UInt8], limit: Int) throws(Problem) -> String {
        let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
        func problem(_ what: String) -> Problem {
            Problem(message: "has the name “\(shown(text))”, which \(what)", name: shown(text))
        }
        guard bytes.count <= limit else { throw problem("is longer than \(limit) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("is not UTF-8") }
        guard !text.isEmpty else { throw Problem(message: "has an entry without a name", name: nil) }
        guard !text.unicodeScalars.contains(where: isControl) else { throw problem("holds control characters") }
        let segments = text.utf8.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
        }
        guard let first = segments.first, !first.isEmpty else {
            throw problem("is absolute")
        }
        guard !(first.count >= 2 && first.dropFirst().first == UInt8(ascii: ":")) else {
            throw problem("begins with a drive letter")
        }
        var kept: [Substring] = []
        for segment in segments.map({ Substring($0) }) where !segment.isEmpty && segment != "." {
            guard segment != ".." else { throw problem("may lead out of the archive") }
            kept.append(segment)
        }
        return kept.joined(separator: "/")
    }

    /// A name as messages show it: no longer than a line, without control characters.
    static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(shownScalars).map { isControl($0) ? "\u{FFFD}" : $0 }
        let end = text.unicodeScalars.count > shownScalars ? "…" : ""
        return String(String.UnicodeScalarView(scalars)) + end
    }

    private static let shownScalars = 120

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }
}
