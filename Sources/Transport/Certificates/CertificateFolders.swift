/// Where certificates for single servers lie: folders that hold one folder for each `host:port`.
///
/// In the folder of a server, `*.crt` are authorities trusted in addition to all others, and `NAME.cert` with
/// `NAME.key` is a client certificate with its key, all in PEM form. Of several folders for one server the first
/// counts. A server on port 443 may go by its host alone.
///
/// Source: containers-certs.d(5), and the order of the containers tools.
public struct CertificateFolders: Sendable {
    public var folders: [String]

    /// Other names of hosts in these folders: the folder of `registry-1.docker.io` is called `docker.io`.
    public var aliases: [String: String]

    public init(_ folders: [String] = [], aliases: [String: String] = [:]) {
        self.folders = folders
        self.aliases = aliases
    }

    /// The standard places: `certs.d` in `$XDG_CONFIG_HOME/containers` (else `~/.config/containers`), then in
    /// `/etc/containers` and `/etc/docker`.
    public static func standard(environment: [String: String]) -> CertificateFolders {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let config = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        let user = config.map { ["\($0)/containers/certs.d"] } ?? []
        return CertificateFolders(
            user + ["/etc/containers/certs.d", "/etc/docker/certs.d"],
            aliases: ["registry-1.docker.io": "docker.io"],
        )
    }

    /// The folders that may be meant for a server, the first one first.
    func candidates(for origin: HTTPOrigin) -> [String] {
        let hosts = [origin.host] + (aliases[origin.host].map { [$0] } ?? [])
        let names = hosts.flatMap { host -> [String] in
            let name = host.contains(":") ? "[\(host)]" : host
            return origin.port == HTTPAddress.Scheme.https.port ? ["\(name):443", name] : ["\(name):\(origin.port)"]
        }
        // A host comes from a URL: it holds no slash, and must not lead out of the folder.
        let safe = names.filter { !$0.hasPrefix(".") && !$0.contains("/") }
        return folders.flatMap { folder in safe.map { "\(folder)/\($0)" } }
    }
}
