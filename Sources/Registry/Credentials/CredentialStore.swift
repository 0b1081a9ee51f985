package import Transport

/// Credentials by registry and, within one, by repository.
///
/// Entries come from files in a fixed order, or from the caller; the first source that knows the host wins, and within
/// it the most specific entry: `host/team/app` before `host/team` before `host`. Docker Hub's entry may be called
/// `https://index.docker.io/v1/`, `index.docker.io`, `registry-1.docker.io` or `docker.io`.
///
/// A file may name programs that keep the credentials (`credHelpers`, `credsStore`): such a program is run when the
/// first repository of its host is asked for, and once.
public struct CredentialStore: Sendable {
    private let sources: [CredentialSource]

    /// Files that could not be used, and entries that are not understood: one sentence each, free of secrets.
    public let problems: [String]

    /// No credentials at all.
    public init() {
        self.init(sources: [], problems: [])
    }

    init(sources: [CredentialSource], problems: [String]) {
        self.sources = sources
        self.problems = problems
    }

    /// Explicit credentials; keys are `host`, `host:port` or `host/path`.
    public init(_ credentials: [String: Credential]) {
        var source = CredentialSource()
        for (key, credential) in credentials { source.entries[Self.normalize(key)] = credential }
        self.init(sources: [source], problems: [])
    }

    /// These credentials first, then those of `other`.
    public func followed(by other: CredentialStore) -> CredentialStore {
        CredentialStore(sources: sources + other.sources, problems: problems + other.problems)
    }

    /// The credential for a repository; may run a credential helper.
    public func credential(host: String, path: String) async -> Credential? {
        await find(host, path)?.credential
    }

    /// Whose credential ``credential(host:path:)`` gives, for telling cached answers apart; may run a credential
    /// helper.
    public func identity(host: String, path: String) async -> CredentialIdentity {
        await find(host, path)?.identity ?? .anonymous
    }

    /// The same for the cache.
    package func cacheIdentity(host: String, path: String) async -> CacheIdentity {
        let identity = await identity(host: host, path: path)
        return identity == .anonymous ? .anonymous : CacheIdentity(material: identity.keyMaterial)
    }

    private func find(_ host: String, _ path: String) async -> (credential: Credential, identity: CredentialIdentity)? {
        let keys = Self.keys(host, path)
        for source in sources {
            switch await source.find(keys) {
            case .found(let credential, let identity): return (credential, identity)
            case .anonymous: return nil
            case .nothing: continue
            }
        }
        return nil
    }

    /// The normalized keys that fit a repository, most specific first; the host is the last.
    private static func keys(_ host: String, _ path: String) -> [String] {
        let host = RegistryHost.isHub(host) ? RegistryHost.hub : host.lowercased()
        var keys = [host]
        for segment in path.split(separator: "/") { keys.append("\(keys[keys.count - 1])/\(segment)") }
        return keys.reversed()
    }

    /// A key in one form: no scheme, no `/v1/` or `/v2/`, no slash at the end, Docker Hub under one name, the host in
    /// lower case.
    static func normalize(_ key: String) -> String {
        var text = key[...]
        if let mark = text.firstRange(of: "://") { text = text[mark.upperBound...] }
        while text.hasSuffix("/") { text.removeLast() }
        let parts = text.split(separator: "/", maxSplits: 1)
        guard let first = parts.first else { return "" }
        let host = RegistryHost.isHub(String(first)) ? RegistryHost.hub : first.lowercased()
        guard parts.count > 1, parts[1] != "v1", parts[1] != "v2" else { return host }
        return "\(host)/\(parts[1])"
    }
}
