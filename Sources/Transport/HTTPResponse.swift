/// The answer to a request: any status is an answer, only a failed exchange is an error.
public struct HTTPResponse: Sendable {
    public let status: Int
    public let headers: HTTPHeaders

    /// The body, whole for a success. Of an answer of status 300 and above at most ``TransportLimits/errorBodyBytes``
    /// are kept.
    public let body: [UInt8]

    /// The URL that answered, after redirects.
    public let url: String

    /// Seconds since 1970 before which the server asks not to come back (`Retry-After`), where it says so.
    public var retryAt: Int64?

    public init(status: Int, headers: HTTPHeaders, body: [UInt8], url: String, retryAt: Int64? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.retryAt = retryAt
    }

    public var isSuccess: Bool { (200..<300).contains(status) }
}
