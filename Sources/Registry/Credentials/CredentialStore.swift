package import Transport

/// Credentials by registry and, within one, by repository.
///
/// Entries come from files in a fixed order, or from the caller; the first source with a fitting entry wins, and
/// within it the most specific: `host/team/app` before `host/team` before `host`. Docker Hub's entry may be called
/// `https://index.docker.io/v1/`, `index.docker.io`, `registry-1.docker.io` or `docker.io`.
///
/// Not supported yet: credential helpers (`credHelpers`, `credsStore`). Their hosts count as having no credentials, and
/// ``problems`` says so.
public struct CredentialStore: Sendable {
    /// Where entries came from, for messages.
    struct Source: Sendable {
        let name: String
        var entries: [String: Credential]
    }

    private(set) var sources: [Source]

    /// Files that could not be used, and entries that are not understood: one sentence each, free of secrets.
    public private(set) var problems: [String]

    /// No credentials at all.
    public init() {
        self.init(sources: [], problems: [])
    }

    init(sources: [Source], problems: [String]) {
        self.sources = sources
        self.problems = problems
    }

    /// Explicit credentials; keys are `host`, `host:port` or `host/path`.
    public init(_ credentials: [String: Credential]) {
        var source = Source(name: "given credentials", entries: [:])
        for (key, credential) in credentials { source.entries[Self.normalize(key)] = credential }
        self.init(sources: [source], problems: [])
    }

    /// These credentials first, then those of `other`.
    public func followed(by other: CredentialStore) -> CredentialStore {
        CredentialStore(sources: sources + other.sources, problems: problems + other.problems)
    }

    /// The credential for a repository.
    public func credential(host: String, path: String) -> Credential? {
        for source in sources {
            if let found = Self.find(host, path, in: source.entries) { return found }
        }
        return nil
    }

    /// Who asks for a repository, for the cache.
    package func cacheIdentity(host: String, path: String) async -> CacheIdentity {
        switch credential(host: host, path: path) {
        case nil: .anonymous
        case .password(let user, let password):
            CacheIdentity(material: Array("password\n\(user)\n\(password.reveal())".utf8))
        case .identityToken(let token), .registryToken(let token):
            CacheIdentity(material: Array("token\n\(token.reveal())".utf8))
        }
    }

    private static func find(_ host: String, _ path: String, in entries: [String: Credential]) -> Credential? {
        let host = RegistryHost.isHub(host) ? RegistryHost.hub : host.lowercased()
        var key = "\(host)/\(path)"
        while true {
            if let found = entries[key] { return found }
            guard let slash = key.lastIndex(of: "/") else { return nil }
            key = String(key[..<slash])
        }
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
