/// Scheme, host and port: the unit of trust for credentials (RFC 6454, section 4).
public struct HTTPOrigin: Hashable, Sendable, CustomStringConvertible {
    public let scheme: HTTPAddress.Scheme
    /// Lower case; an IPv6 address without brackets.
    public let host: String
    /// Always a number: the scheme's own when the URL names none.
    public let port: Int

    public init(scheme: HTTPAddress.Scheme, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// `host`, or `host:port` when the port is not the scheme's own.
    public var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == scheme.port ? name : "\(name):\(port)"
    }

    public var description: String { "\(scheme.rawValue)://\(hostAndPort)" }
}
