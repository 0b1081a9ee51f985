/// One request as a value: described first, sent later by ``HTTPClient/send(_:)``.
///
/// Limits have no defaults here on purpose: the caller knows how large an honest answer can be.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod

    /// An absolute `http` or `https` URL without user information.
    public var url: String

    /// Fields beyond those the client sets itself (`User-Agent`, `Host`, `Content-Length`, `Accept-Encoding`). An
    /// `Authorization` field here is treated like ``authorization``: it never follows a redirect to another origin.
    public var headers: HTTPHeaders

    /// The value of the `Authorization` field, for the origin of ``url`` alone.
    public var authorization: Secret?

    public var body: [UInt8]?

    /// The most bytes of body that a success may have, counted after decompression, while they arrive.
    public var bodyLimit: Int

    /// Bounds the whole exchange: redirects, retries and the waits between them. `nil`: ``TransportOptions/timeout``.
    public var timeout: Duration?

    /// Asks for gzip and undoes it. Never for bytes whose digest is wanted: what is hashed must be what was sent.
    public var acceptsCompression: Bool

    /// Follow redirects (GET and HEAD only). When false, a 3xx answer is returned like any other.
    public var followsRedirects: Bool

    /// Try again after a transient failure (GET and HEAD only).
    public var retries: Bool

    /// Do not check the certificate of the origin of ``url``; that of a redirect's target is checked.
    public var skipsVerification: Bool

    /// What it is for; shown in traces and counted.
    public var purpose = RequestPurpose.unstated

    /// The run does without the answer. Such a request is not sent when the host's ``RateBudget`` is low.
    public var isOptional = false

    /// An account stands behind ``authorization``: hosts that limit strangers do not limit it so
    /// (``HostPace/anonymousInterval``).
    public var usesAccount = false

    /// For large bodies, bytes a second: once the answer has begun, the time limit grows by what ``bodyLimit`` takes at
    /// this speed, and a body that is slower for ``TransportLimits/stallSeconds`` has stalled.
    public var slowestBody: Int?

    public init(
        method: HTTPMethod = .get,
        url: String,
        headers: HTTPHeaders = HTTPHeaders(),
        authorization: Secret? = nil,
        body: [UInt8]? = nil,
        bodyLimit: Int,
        timeout: Duration? = nil,
        acceptsCompression: Bool = false,
        followsRedirects: Bool = true,
        retries: Bool = true,
        skipsVerification: Bool = false,
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.bodyLimit = bodyLimit
        self.timeout = timeout
        self.acceptsCompression = acceptsCompression
        self.followsRedirects = followsRedirects
        self.retries = retries
        self.skipsVerification = skipsVerification
    }
}
