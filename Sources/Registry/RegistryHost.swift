internal import Transport

/// The spelling of registries: what users write, and where the API lives.
enum RegistryHost {
    static let hub = "docker.io"

    /// The host that serves the API of a registry.
    static func apiHost(_ host: String) -> String {
        isHub(host) ? "registry-1.docker.io" : host
    }

    static func isHub(_ host: String) -> Bool {
        switch host.lowercased() {
        case "docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com": true
        default: false
        }
    }

    /// The root of a registry's API, or `nil` when the host is malformed.
    static func address(_ host: String, scheme: HTTPAddress.Scheme) -> HTTPAddress? {
        HTTPAddress("\(scheme.rawValue)://\(apiHost(host))/v2/")
    }

    static func isLoopback(_ host: String) -> Bool {
        guard let address = HTTPAddress("http://\(host)/") else { return false }
        return NetworkPlace(host: address.host) == .loopback
    }
}
