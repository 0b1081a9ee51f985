/// HTTP dates in their three forms (RFC 9110, section 5.6.7).
///
///     Sun, 06 Nov 1994 08:49:37 GMT      the form to send
///     Sunday, 06-Nov-94 08:49:37 GMT     obsolete
///     Sun Nov  6 08:49:37 1994           obsolete
public enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Seconds since 1970, or `nil` when the text is not an HTTP date.
    public static func unixTime(_ text: String) -> Int64? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map { String($0) }
        let parts: (day: String, month: String, year: String, time: String)
        if words.count == 6, words[5].lowercased() == "gmt" {
            parts = (words[1], words[2], words[3], words[4])
        } else if words.count == 5 {
            parts = (words[2], words[1], words[4], words[3])
        } else {
            return nil
        }
        let clock = parts.time.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard
            let day = Int64(parts.day), (1...31).contains(day),
            let month = months.firstIndex(of: parts.month.lowercased()),
            var year = Int64(parts.year), (0...9999).contains(year),
            clock.count == 3,
            let hour = clock[0], (0...23).contains(hour),
            let minute = clock[1], (0...59).contains(minute),
            let second = clock[2], (0...60).contains(second)
        else { return nil }
        if parts.year.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        return daysSince1970(year: year, month: Int64(month) + 1, day: day) * 86_400 + hour * 3_600 + minute * 60
            + second
    }

    /// Days from 1970-01-01 in the Gregorian calendar: years start in March, so that the leap day is a year's last.
    static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
