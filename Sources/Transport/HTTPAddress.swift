/// An absolute `http` or `https` URL, parsed once (RFC 3986).
///
/// Path and query are kept as they were written: signed storage URLs break when a byte changes. User information is
/// refused: a URL is no place for credentials, and `https://good.example@evil.example/` is a trap. A fragment is
/// dropped.
public struct HTTPAddress: Hashable, Sendable {
    public enum Scheme: String, Hashable, Sendable {
        case http
        case https

        public var port: Int { self == .http ? 80 : 443 }
    }

    public let scheme: Scheme
    /// Lower case; an IPv6 address without brackets.
    public let host: String
    /// The port as written, if any.
    public let port: Int?
    /// Starts with `/`; percent-encoding as written.
    public let path: String
    /// What follows `?`, as written.
    public let query: String?

    public init(scheme: Scheme, host: String, port: Int?, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    public var origin: HTTPOrigin { HTTPOrigin(scheme: scheme, host: host, port: port ?? scheme.port) }

    /// The URL as text.
    public var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(port.map { ":\($0)" } ?? "")\(path)\(query.map { "?\($0)" } ?? "")"
    }

    public func with(path: String? = nil, query: String?) -> HTTPAddress {
        HTTPAddress(scheme: scheme, host: host, port: port, path: path ?? self.path, query: query)
    }

    public func with(scheme: Scheme) -> HTTPAddress {
        HTTPAddress(scheme: scheme, host: host, port: port, path: path, query: query)
    }
}

extension HTTPAddress: CustomStringConvertible {
    /// Redacted: query values that are not known to be harmless are hidden.
    public var description: String { Redaction.url(text) }
}
