/// Which digits can be a date: sane years, months and days, so that version numbers rarely look like one.
enum CalendarDigits {
    static let years: ClosedRange<UInt64> = 1990...2099

    /// Seconds since 1970 from 2001 to 2039, the span in which they have ten digits and tags were pushed.
    static let unixSeconds: Range<UInt64> = 1_000_000_000..<2_200_000_000

    static func value(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for i in start..<start + count { value = value * 10 + UInt64(bytes[i] &- UInt8(ascii: "0")) }
        return value
    }

    /// Eight digits at `start` are `YYYYMMDD`.
    static func isDay(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        for i in start..<start + 8 where !bytes[i].isDigit { return false }
        return years.contains(value(bytes, start, 4)) && isMonth(value(bytes, start + 4, 2))
            && isDayOfMonth(value(bytes, start + 6, 2))
    }

    static func isMonth(_ value: UInt64) -> Bool { (1...12).contains(value) }
    static func isDayOfMonth(_ value: UInt64) -> Bool { (1...31).contains(value) }

    /// `count` digits at `start`, four or six, are `HHMM` or `HHMMSS`.
    static func isTime(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Bool {
        guard value(bytes, start, 2) < 24, value(bytes, start + 2, 2) < 60 else { return false }
        // Leap seconds exist.
        return count == 4 || value(bytes, start + 4, 2) <= 60
    }
}
