import Artifacts
import Registry
import Transport

extension CredentialStore {
    /// The `Authorization` value for a chart repository, when there is a user and password for its host.
    ///
    /// Nothing is sent in the clear: over plain HTTP only a loopback host gets credentials.
    func basicAuthorization(for repository: ChartRepository) async -> Secret? {
        let (host, path) = repository.place
        guard repository.url.hasPrefix("https://") || NetworkPlace(authority: host) == .loopback,
            case .password(let user, let password)? = await credential(host: host, path: path)
        else { return nil }
        return BasicAuthorization.header(user: user, password: password)
    }

    /// Who asks a chart repository, for the cache.
    func cacheIdentity(of repository: ChartRepository) async -> CacheIdentity {
        guard await basicAuthorization(for: repository) != nil else { return .anonymous }
        let (host, path) = repository.place
        return await cacheIdentity(host: host, path: path)
    }
}

extension ChartRepository {
    /// What credentials are looked up by.
    fileprivate var place: (host: String, path: String) {
        let parts = hostAndPath.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
}

extension NetworkPlace {
    /// The place of `host` or `host:port`.
    fileprivate init(authority: String) {
        let isBracketed = authority.hasPrefix("[")
        let end =
            isBracketed
            ? authority.lastIndex(of: "]").map { authority.index(after: $0) } : authority.lastIndex(of: ":")
        self.init(host: String(authority[..<(end ?? authority.endIndex)]))
    }
}
