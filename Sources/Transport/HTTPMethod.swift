/// The methods that a reading client needs, and POST for token and forge end-points.
public enum HTTPMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"

    /// Safe methods may be sent again after a failure (RFC 9110, section 9.2.2), and follow redirects.
    public var isSafe: Bool { self != .post }
}
