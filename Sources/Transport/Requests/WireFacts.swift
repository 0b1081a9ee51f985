/// What libcurl tells of an exchange beyond its answer.
struct WireFacts: Sendable {
    /// `HTTP/2`; empty when nothing came.
    var version = ""
    /// Over a connection that an earlier exchange had made.
    var isReused = false
    /// The connection stands, TLS included, and the request is on its way.
    var isConnected = false
    /// Bytes of body, before decompression.
    var bytes = 0
    /// The status with which a proxy answered to CONNECT; 0 when there was none.
    var connectStatus = 0
    /// The proxy, without its account.
    var proxy: String?
}
