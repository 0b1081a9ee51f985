/// Names in a chart archive, by Helm's rules for its layout.
///
/// The first segment is dropped whatever it is, so that a chart may lie in a folder of any name. Where a name holds `\`,
/// that alone separates. Names with `..`, absolute ones and drive letters in front of the drop never come here:
/// `TarReader` refuses them. Source: Helm, `LoadArchiveFiles`.
enum ChartEntryName {
    struct Problem: Error {
        /// The end of a sentence that begins with the archive and names the entry.
        let message: String
        /// The name is harmless and no chart's.
        var isLayout = false
    }

    /// The path below the chart's folder; nil for what is no file of the chart.
    static func path(of written: String) throws(Problem) -> String {
        func problem(_ what: String) -> Problem { Problem(message: "has the entry “\(written)”, which \(what)") }
        let separator: Character = written.contains("\\") ? "\\" : "/"
        let parts = written.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            let message = "has the file “\(written)” at its top; all files of a chart lie in one folder"
            throw Problem(message: message, isLayout: true)
        }
        let dropped = parts.dropFirst().joined(separator: "/")
        guard !dropped.hasPrefix("/") else { throw problem("is absolute below the chart's folder") }
        let segments = dropped.split(separator: "/").filter { $0 != "." }
        guard let first = segments.first else { throw problem("names the chart's folder and is no folder") }
        guard !first.hasPrefix("..") else { throw problem("begins with “..” below the chart's folder") }
        guard !isDrive(first) || segments.count == 1 else {
            throw problem("begins with a drive letter below the chart's folder")
        }
        return segments.joined(separator: "/")
    }

    private static func isDrive(_ segment: Substring) -> Bool {
        let bytes = Array(segment.utf8)
        return bytes.count == 2 && bytes[1] == UInt8(ascii: ":")
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0] | 0x20)
    }
}
