/// Which proxy each URL is asked through, by the environment variables that libcurl and most Unix programs read.
///
/// | URL | the first that is set |
/// | --- | --- |
/// | `http` | `http_proxy`, `all_proxy`, `ALL_PROXY` |
/// | `https` | `https_proxy`, `HTTPS_PROXY`, `all_proxy`, `ALL_PROXY` |
///
/// `HTTP_PROXY` in capitals is not read: a CGI server sets it from a field that any visitor may send (httpoxy). Hosts
/// of `no_proxy`, else `NO_PROXY`, and loopback hosts are asked directly. They are judged here and not by libcurl, so
/// that the environment is passed in and a trace can name the proxy.
public struct ProxySettings: Sendable {
    let http: Proxy?
    let https: Proxy?
    private let exceptions: ProxyExceptions

    /// What of the environment is no proxy; the host is then asked directly. Free of secrets.
    public let problems: [String]

    /// No proxy at all.
    public static let none = ProxySettings(environment: [:])

    public init(environment: [String: String]) {
        var problems: [String] = []
        func proxy(_ names: [String]) -> Proxy? {
            guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let text = environment[name]
            else { return nil }
            if let proxy = Proxy(text) { return proxy }
            let problem = "the proxy in \(name) is not understood: expected http://HOST:PORT, https or socks"
            if !problems.contains(problem) { problems.append(problem) }
            return nil
        }
        http = proxy(["http_proxy", "all_proxy", "ALL_PROXY"])
        https = proxy(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
        exceptions = ProxyExceptions(environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
        self.problems = problems
    }

    /// The proxy for a URL; `nil` when it is asked directly.
    func proxy(for address: HTTPAddress) -> Proxy? {
        guard let proxy = address.scheme == .http ? http : https else { return nil }
        if NetworkPlace(host: address.host) == .loopback || exceptions.contains(address.host) { return nil }
        return proxy
    }
}
