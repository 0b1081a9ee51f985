/// The answer to a request: any status is an answer, only a failed exchange is an error.
public struct HTTPResponse: Sendable {
    public let status: Int
    public let headers: HTTPHeaders

    /// The body, whole for a success. Of an answer of status 300 and above at most ``TransportLimits/errorBodyBytes``
    /// are kept.
    public let body: [UInt8]

    /// The URL that answered, after redirects.
    public let url: String

    /// Where permanent redirects (301, 308) led from the URL that was asked for, up to the first that was not permanent;
    /// nil where there was none. It is what should be asked for instead (RFC 9110, section 15.4.2).
    public var movedTo: String?

    /// Seconds since 1970 before which the server asks not to come back (`Retry-After`), where it says so.
    public var retryAt: Int64?

    public init(
        status: Int, headers: HTTPHeaders, body: [UInt8], url: String, movedTo: String? = nil, retryAt: Int64? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.movedTo = movedTo
        self.retryAt = retryAt
    }

    public var isSuccess: Bool { (200..<300).contains(status) }
}
