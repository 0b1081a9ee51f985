import FoundationEssentials

/// Points in time as text.
public enum UTCTime {
    /// RFC 3339, to the second: `2026-11-21T10:00:00Z`.
    public static func text(_ secondsSince1970: Int64) -> String {
        Date(timeIntervalSince1970: Double(secondsSince1970)).formatted(.iso8601)
    }
}
