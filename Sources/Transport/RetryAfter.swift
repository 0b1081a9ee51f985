/// The four forms of `Retry-After` seen in the wild (RFC 9110, section 10.2.3, and Docker Hub).
///
/// Whole seconds; seconds with a fraction; an HTTP date; and, from Docker Hub, the absolute Unix time at which to
/// come back: a number above 10⁸ (three years in seconds) is read as that.
public enum RetryAfter {
    /// How long to wait from `now` (seconds since 1970), or `nil` when the text is none of the forms, or lies in the
    /// past.
    public static func wait(_ text: String, now: Int64) -> Duration? {
        let text = text.trimmingSpaces()
        if let seconds = Double(text) {
            guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return nil }
            if seconds > 1e8 { return seconds > Double(now) ? .seconds(seconds - Double(now)) : nil }
            return .seconds(seconds)
        }
        guard let date = HTTPDate.unixTime(text), date > now else { return nil }
        return .seconds(date - now)
    }
}
