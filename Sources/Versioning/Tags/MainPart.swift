/// The numbers of a version, and the way of numbering they belong to.
struct MainPart {
    /// The index of the first piece behind.
    var end: Int
    var era: Era

    /// Reads the numbers from piece `start` on; `nil` when there are more than five.
    init?(_ pieces: [Piece], _ bytes: Span<UInt8>, at start: Int) {
        let first = pieces[start]
        let value = first.count <= HashRule.maxDigits ? CalendarDigits.value(bytes, Int(first.start), first.count) : 0
        let isYear = first.count == 4 && CalendarDigits.years.contains(value)
        if isYear, let end = Self.endOfDate(pieces, bytes, start) {
            self.end = end
            era = .date
            return
        }
        era = Era(digits: first.range, bytes)
        end = start + 1
        guard let separator = Self.separator(pieces, bytes, end) else { return }
        if era == .dayStamp, let time = Self.endOfStampTime(pieces, bytes, end) {
            end = time
            return
        }
        guard separator == UInt8(ascii: ".") || separator == UInt8(ascii: "_") else { return }
        var components = 1
        while Self.separator(pieces, bytes, end) == separator, end + 1 < pieces.count, pieces[end + 1].kind == .number {
            components += 1
            end += 2
        }
        if components > TagShape.maxComponents { return nil }
        if isYear, components > 1 { era = .calendar }
    }

    /// A single number without calendar that is long enough to be a hash.
    func isLoneHashLike(_ pieces: [Piece], _ start: Int) -> Bool {
        end == start + 1 && era == .plain && pieces[start].isHashLikeNumber
    }

    private static func separator(_ pieces: [Piece], _ bytes: Span<UInt8>, _ i: Int) -> UInt8? {
        i < pieces.count && pieces[i].kind == .separator ? bytes[Int(pieces[i].start)] : nil
    }

    /// Two digits at piece `i` behind a separator, and their value.
    private static func pair(_ pieces: [Piece], _ bytes: Span<UInt8>, _ i: Int) -> UInt64? {
        guard i < pieces.count, pieces[i].kind == .number, pieces[i].count == 2 else { return nil }
        return CalendarDigits.value(bytes, Int(pieces[i].start), 2)
    }

    /// `2024-01-05`, `2024_01`, with an optional time `T10-00-00Z`; dots are left to the dotted reading.
    private static func endOfDate(_ pieces: [Piece], _ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard let separator = separator(pieces, bytes, start + 1), separator != UInt8(ascii: "."),
            let month = pair(pieces, bytes, start + 2), CalendarDigits.isMonth(month)
        else { return nil }
        guard self.separator(pieces, bytes, start + 3) == separator,
            let day = pair(pieces, bytes, start + 4), CalendarDigits.isDayOfMonth(day)
        else { return start + 3 }

        // The time: a mark (`T`, `-`, `_`, `.`), then pairs of digits with any separator between.
        var end = start + 5
        guard end + 1 < pieces.count, pieces[end].count == 1, let hour = pair(pieces, bytes, end + 1), hour < 24,
            self.separator(pieces, bytes, end + 2) != nil, pair(pieces, bytes, end + 3) != nil
        else { return endOfStampTime(pieces, bytes, end).map { $0 } ?? end }
        end += 4
        if self.separator(pieces, bytes, end) != nil, pair(pieces, bytes, end + 1) != nil { end += 2 }
        return endOfZone(pieces, bytes, end)
    }

    /// `T103000Z`, `-1030`: four or six digits behind one mark.
    private static func endOfStampTime(_ pieces: [Piece], _ bytes: Span<UInt8>, _ mark: Int) -> Int? {
        guard mark + 1 < pieces.count, pieces[mark].count == 1, pieces[mark + 1].kind == .number else { return nil }
        let digits = pieces[mark + 1]
        guard digits.count == 4 || digits.count == 6, CalendarDigits.isTime(bytes, Int(digits.start), digits.count)
        else { return nil }
        return endOfZone(pieces, bytes, mark + 2)
    }

    private static func endOfZone(_ pieces: [Piece], _ bytes: Span<UInt8>, _ end: Int) -> Int {
        end < pieces.count && bytes.equals(pieces[end].range, "z") ? end + 1 : end
    }
}
