/// A unified diff that `git apply` and `patch -p1` accept.
public enum UnifiedDiff {
    private static let context = 3

    /// The diff of one file; empty when nothing differs, and for files that are not text (`isBinary`). Bytes that are not
    /// UTF-8 come out as they are.
    public static func of(_ change: ChangeSet.FileChange) -> [UInt8] {
        guard !isBinary(change) else { return [] }
        let old = lines(change.before ?? [])
        let new = lines(change.after ?? [])
        let regions = changedRegions(old, new)
        guard !regions.isEmpty else { return [] }
        var text: [UInt8] = []
        func name(_ side: String, _ bytes: [UInt8]?) -> String {
            bytes == nil ? "/dev/null" : quoted("\(side)/\(change.file)")
        }
        text += "--- \(name("a", change.before))\n+++ \(name("b", change.after))\n".utf8
        for hunk in hunks(regions, count: old.count) {
            append(hunk, old: old, new: new, to: &text)
        }
        return text
    }

    /// True where either side holds a NUL byte, as Git tells files that are no text.
    public static func isBinary(_ change: ChangeSet.FileChange) -> Bool {
        change.before?.contains(0) == true || change.after?.contains(0) == true
    }

    /// Lines of `old` that are replaced by lines of `new`.
    private struct Region {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// Edits stay within their lines, so equal places of two texts of equally many lines correspond; otherwise all
    /// between the common beginning and the common end is one region.
    private static func changedRegions(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Region] {
        if old.count == new.count {
            var regions: [Region] = []
            for index in old.indices where old[index] != new[index] {
                if let last = regions.last, last.old.upperBound == index {
                    regions[regions.count - 1].old = last.old.lowerBound..<index + 1
                    regions[regions.count - 1].new = last.new.lowerBound..<index + 1
                } else {
                    regions.append(Region(old: index..<index + 1, new: index..<index + 1))
                }
            }
            return regions
        }
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var tail = 0
        while tail < min(old.count, new.count) - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        return [Region(old: start..<old.count - tail, new: start..<new.count - tail)]
    }

    private static func hunks(_ regions: [Region], count: Int) -> [[Region]] {
        var hunks: [[Region]] = []
        for region in regions {
            if let last = hunks.last?.last, region.old.lowerBound - last.old.upperBound <= 2 * context {
                hunks[hunks.count - 1].append(region)
            } else {
                hunks.append([region])
            }
        }
        return hunks
    }

    private static func append(
        _ hunk: [Region], old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>], to text: inout [UInt8]
    ) {
        guard let first = hunk.first, let last = hunk.last else { return }
        let start = max(0, first.old.lowerBound - context)
        let end = min(old.count, last.old.upperBound + context)
        let before = first.old.lowerBound - start
        let newStart = first.new.lowerBound - before
        let newCount = (last.new.upperBound - newStart) + (end - last.old.upperBound)
        text += "@@ -\(range(start, end - start)) +\(range(newStart, newCount)) @@\n".utf8
        var at = start
        for region in hunk {
            for line in old[at..<region.old.lowerBound] { append(" ", line, to: &text) }
            for line in old[region.old] { append("-", line, to: &text) }
            for line in new[region.new] { append("+", line, to: &text) }
            at = region.old.upperBound
        }
        for line in old[at..<end] { append(" ", line, to: &text) }
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        // An empty range names the line before it.
        count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }

    private static func append(_ mark: String, _ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
        text += mark.utf8
        text += line
        if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n".utf8 }
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    /// File names as Git quotes them: in double quotes with octal escapes when a byte is special.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        // A tab ends a name that holds blanks: `patch` would otherwise cut it at the first.
        if isPlain { return name.contains(" ") ? name + "\t" : name }
        var text = "\""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7F: text += String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 8)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text + "\""
    }
}
