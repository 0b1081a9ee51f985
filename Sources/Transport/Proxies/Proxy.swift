/// A proxy: where it is, and the account that it may want.
struct Proxy: Sendable, Hashable {
    private static let schemes: Set<String> = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    /// `http://proxy.example:3128`: without the account, fit for a trace and for libcurl, which quotes it in errors.
    let url: String
    let user: String?
    let password: Secret?

    /// Reads `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT]`; a missing scheme is http. `nil` for anything else.
    init?(_ text: String) {
        let text = text.trimmingSpaces()
        let mark = text.firstRange(of: "://")
        let scheme = mark.map { text[..<$0.lowerBound].lowercased() } ?? "http"
        guard Self.schemes.contains(scheme), text.utf8.count <= TransportLimits.urlBytes else { return nil }
        let rest = text[(mark?.upperBound ?? text.startIndex)...]
        // The last `@`: people forget to encode one in a password, and nothing of that may count as a host.
        let at = rest.lastIndex(of: "@")
        let authority = rest[(at.map { rest.index(after: $0) } ?? rest.startIndex)...].prefix { $0 != "/" }
        // Whatever may be the host of an http URL may be a proxy's.
        guard let place = HTTPAddress("http://\(authority)/") else { return nil }
        let host = place.host.contains(":") ? "[\(place.host)]" : place.host
        url = "\(scheme)://\(host)\(place.port.map { ":\($0)" } ?? "")"
        let account = at.map { rest[..<$0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) } ?? []
        user = account.first.map { HTTPAddress.decode($0, plusIsSpace: false) }
        password = account.count > 1 ? Secret(HTTPAddress.decode(account[1], plusIsSpace: false)) : nil
    }
}
