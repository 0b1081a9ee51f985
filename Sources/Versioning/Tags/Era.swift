/// A way of numbering. Tags of different eras are never compared: `1.8.1` is not older than `20221219`.
enum Era: UInt8, Sendable {
    /// Components without a calendar: `1.2.3`, `16`, `24.04`.
    case plain
    /// Dotted, the first component a year: `2026.8.2`.
    case calendar
    /// A date with hyphens or underscores, perhaps with a time: `2024-01-05T10-00-00Z`.
    case date
    /// `20241105`, perhaps with a time or further components.
    case dayStamp
    /// A day and two more digits: `2024110501`.
    case hourStamp
    /// `202411051030`
    case minuteStamp
    /// `20241105103000`
    case secondStamp
    /// Seconds since 1970.
    case unixSeconds
    /// Milliseconds since 1970.
    case unixMillis

    /// Whether a number of this era standing behind a word or hash is the moment of a build.
    var isMoment: Bool { self == .unixSeconds || self == .unixMillis || self == .secondStamp || self == .minuteStamp }

    /// The era that a single run of digits belongs to; a year alone is plain.
    init(digits: Range<Int>, _ bytes: Span<UInt8>) {
        let start = digits.lowerBound
        self =
            switch digits.count {
            case 8 where CalendarDigits.isDay(bytes, start): .dayStamp
            case 10 where CalendarDigits.isDay(bytes, start): .hourStamp
            case 10 where CalendarDigits.unixSeconds.contains(CalendarDigits.value(bytes, start, 10)): .unixSeconds
            case 12 where CalendarDigits.isDay(bytes, start) && CalendarDigits.isTime(bytes, start + 8, 4): .minuteStamp
            case 13 where CalendarDigits.unixSeconds.contains(CalendarDigits.value(bytes, start, 10)): .unixMillis
            case 14 where CalendarDigits.isDay(bytes, start) && CalendarDigits.isTime(bytes, start + 8, 6): .secondStamp
            default: .plain
            }
    }
}
