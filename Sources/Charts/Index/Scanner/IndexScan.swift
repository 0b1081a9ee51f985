/// Reads an index in the layout that chart tools write, without building it.
///
/// It goes from chart to chart and from entry to entry, in pieces of bounded size. An entry that it does not understand
/// is read by libyaml; everything else that it does not understand ends it, and the caller has libyaml read the whole.
/// It says of no text that it is wrong. It takes no text that libyaml would not take: all of it is examined, the parts
/// that nobody needs too.
struct IndexScan: ~Copyable {
    private let charts: Set<String>?
    private var window = TextWindow()
    private var builder: IndexBuilder
    private let room = BlockScanner.Room()
    private var memory = EntryMemory()
    /// The first byte that is not read yet, and how many lines stand before it.
    private var at = 0
    private var lines = 0
    private var place = Place.start
    private var hasEntries = false
    private var isWanted = false

    private enum Place {
        /// Nothing was read.
        case start
        /// Between keys at column 0.
        case root
        /// Behind `entries:`.
        case entries
        /// Behind a chart's name at `column`, whose list is still to come.
        case chart(column: Int)
        /// In a chart's list with its dashes at `dash`; nil when it was an empty one in brackets.
        case list(column: Int, dash: Int?)
    }

    private enum Step {
        case done, exhausted, odd
    }

    private init(charts: Set<String>?, size: Int) {
        self.charts = charts
        // What is kept of an index is about a seventh of it; a size that somebody says is not to be believed.
        builder = IndexBuilder(bytes: charts == nil ? min(max(size, 0), ChartLimits.indexBytes) / 6 : 0)
    }

    static func read(_ bytes: [UInt8], charts: Set<String>?) -> RepositoryIndex? {
        var scan = IndexScan(charts: charts, size: bytes.count)
        let isRead = bytes.withUnsafeBufferPointer { bytes in
            scan.run { window, start in
                window.advance(to: start, in: bytes)
                return true
            }
        }
        return isRead ? scan.finish() : nil
    }

    /// - Parameter size: Of the text, more or less.
    static func read(
        charts: Set<String>?, size: Int, _ next: (UnsafeMutableRawBufferPointer) -> Int?
    ) -> RepositoryIndex? {
        var scan = IndexScan(charts: charts, size: size)
        let isRead = scan.run { window, start in window.advance(to: start, next) }
        return isRead ? scan.finish() : nil
    }

    private consuming func finish() -> RepositoryIndex? {
        guard hasEntries else { return nil }
        // A window begins where a line does.
        let text = UnsafeBufferPointer(start: window.text, count: window.ownEnd)
        return builder.finish(text)
    }

    /// False when the text is to be read by libyaml.
    private mutating func run(_ advance: (inout TextWindow, Int) -> Bool) -> Bool {
        guard advance(&window, 0) else { return false }
        while true {
            switch step() {
            case .done: continue
            case .odd: return false
            case .exhausted:
                if window.isLast { return true }
                guard advance(&window, at) else { return false }
                at = 0
                memory.forget()
            }
        }
    }

    /// Goes over blank lines and comments, and then one thing.
    private mutating func step() -> Step {
        let text = window.text
        if case .start = place {
            if window.end >= 4, ByteMarks.word(text, 0) & 0xFFFF_FFFF == 0x0A2D_2D2D {
                // `---`
                at = 4
                lines = 1
            }
            place = .root
        }
        var line = at
        var passed = 0
        var start = line
        while true {
            guard line < window.end else {
                guard window.isLast, isClean(at..<window.end) else { return window.isLast ? .odd : .exhausted }
                at = window.end
                return .exhausted
            }
            start = ByteMarks.spacesEnd(text, from: line)
            guard text[start] == .lineFeed || text[start] == UInt8(ascii: "#") else { break }
            line = ByteMarks.lineEnd(text, from: start) + 1
            passed += 1
        }
        guard isClean(at..<start) else { return .odd }
        let linesBefore = lines + passed
        let column = start - line
        let isItem = text[start] == UInt8(ascii: "-") && text[start + 1].isSpaceOrLineFeed
        switch place {
        case .start: return .odd
        case .chart(let chartColumn) where isItem && column >= chartColumn:
            return entry(at: start, line: line, linesBefore, chartColumn: chartColumn, dash: column)
        case .list(let chartColumn, .some(column)) where isItem:
            return entry(at: start, line: line, linesBefore, chartColumn: chartColumn, dash: column)
        case .chart(column), .list(column, _): return chart(at: start, line: line, linesBefore)
        case .entries where column > 0: return chart(at: start, line: line, linesBefore)
        case .entries, .chart, .list, .root:
            return column == 0 ? pair(at: start, linesBefore) : .odd
        }
    }

    /// A key at column 0.
    private mutating func pair(at start: Int, _ linesBefore: Int) -> Step {
        let text = window.text
        var scanner = BlockScanner(text, end: window.end, isLast: window.isLast, room)
        let colon = start + 7
        if ByteMarks.word(text, start) == Self.entriesKey, text[colon + 1] == .lineFeed || text[colon + 1] == .space {
            let behind = ByteMarks.spacesEnd(text, from: colon + 1)
            // Of two the last counts.
            guard text[behind] == .lineFeed, !hasEntries else { return .odd }
            hasEntries = true
            place = .entries
            at = behind + 1
            lines = linesBefore + 1
            return .done
        }
        // At the margin it may be the mark of a document's end.
        guard text[start] != UInt8(ascii: ".") else { return .odd }
        switch scanner.rootPairEnd(from: start) {
        case .exhausted: return .exhausted
        case .odd: return .odd
        case .at(let end):
            guard isClean(start..<end) else { return .odd }
            place = .root
            at = end
            lines = linesBefore + scanner.lines
            return .done
        }
    }

    /// `entries:` as a little-endian word.
    private static var entriesKey: UInt64 { 0x3A73_6569_7274_6E65 }

    /// A chart's name.
    private mutating func chart(at start: Int, line: Int, _ linesBefore: Int) -> Step {
        let text = window.text
        let scanner = BlockScanner(text, end: window.end, isLast: window.isLast, room)
        let first = text[start]
        guard scanner.isPlainStart(start), first != UInt8(ascii: "<"), first != UInt8(ascii: "-"),
            let colon = scanner.keyOrLineEnd(from: start), text[colon] == UInt8(ascii: ":")
        else { return .odd }
        var behind = ByteMarks.spacesEnd(text, from: colon + 1)
        let isEmpty = text[behind] == UInt8(ascii: "[") && text[behind + 1] == UInt8(ascii: "]")
        if isEmpty { behind = ByteMarks.spacesEnd(text, from: behind + 2) }
        guard text[behind] == .lineFeed, isClean(start..<behind) else { return .odd }
        let name = String(decoding: UnsafeBufferPointer(start: text + start, count: colon - start), as: UTF8.self)
        isWanted = charts?.contains(name) ?? true
        if isWanted { builder.begin(name) }
        place = isEmpty ? .list(column: start - line, dash: nil) : .chart(column: start - line)
        at = behind + 1
        lines = linesBefore + 1
        return .done
    }

    private mutating func entry(
        at start: Int, line: Int, _ linesBefore: Int, chartColumn: Int, dash: Int
    ) -> Step {
        let text = window.text
        var scanner = BlockScanner(text, end: window.end, isLast: window.isLast, room)
        let content = ByteMarks.spacesEnd(text, from: start + 1)
        var result = ScanEnd.odd
        if text[content] != .lineFeed {
            result = scanner.entryEnd(from: content, line: line, column: dash, memory: &memory)
        }
        switch result {
        case .exhausted: return .exhausted
        case .at(let end):
            guard isClean(line..<end), scanner.fields.version.count > 0 else { break }
            if isWanted { builder.add(scanner.fields, of: text) }
            memory.keep(scanner.fields)
            place = .list(column: chartColumn, dash: dash)
            at = end
            lines = linesBefore + scanner.lines
            return .done
        case .odd: break
        }
        memory.forget()
        return oddEntry(line: line, linesBefore, chartColumn: chartColumn, dash: dash)
    }

    /// Has libyaml read an entry where it stands: in a list, in a chart, in `entries`.
    ///
    /// The entry ends before the first line that is not deeper than its dash. Were that line inside of a text in quotes or
    /// a flow collection, the part before it would be no YAML.
    private mutating func oddEntry(line: Int, _ linesBefore: Int, chartColumn: Int, dash: Int) -> Step {
        let text = window.text
        var end = line
        var passed = 0
        repeat {
            end = ByteMarks.lineEnd(text, from: end) + 1
            passed += 1
            guard end < window.end else {
                if window.isLast { break }
                return .exhausted
            }
            let start = ByteMarks.spacesEnd(text, from: end)
            if text[start] != .lineFeed, start - end <= dash { break }
        } while true
        let range = line..<min(end, window.ownEnd)
        guard TextCheck.kind(text, range) != .odd else { return .odd }
        let head = "entries:\n\(String(repeating: " ", count: chartColumn))chart:\n"
        let slice = Array(head.utf8) + UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
        guard let item = IndexTree.onlyEntry(of: slice) else { return .odd }
        if isWanted { IndexTree.add(item, linesBefore: linesBefore - Self.headLines, to: &builder) }
        place = .list(column: chartColumn, dash: dash)
        at = end
        lines = linesBefore + passed
        return .done
    }

    private static var headLines: Int { 2 }

    private func isClean(_ range: Range<Int>) -> Bool {
        window.isPrintable || TextCheck.kind(window.text, range) == .clean
    }
}
