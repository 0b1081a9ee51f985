internal import Crypto

/// What an answer of the cache is an answer to.
public struct CacheQuestion: Sendable {
    /// How long an answer can be used without asking again.
    public enum Lifetime: Sendable {
        /// Named by its digest: the same for ever. Whoever reads it verifies the digest.
        case forever
        /// As long as ``CacheRules`` say.
        case timed
    }

    /// What is done with the URL: a method of HTTP, or another word that no server hears (`LS-REMOTE`).
    public let method: String
    public let url: String

    /// The `Accept` field: other types are another answer.
    public let accept: String?
    public let identity: CacheIdentity
    public let lifetime: Lifetime

    /// What it is asked for, in reports; answers do not differ by it.
    public let purpose: RequestPurpose

    public init(
        method: String, url: String, accept: String? = nil, identity: CacheIdentity, lifetime: Lifetime = .timed,
        purpose: RequestPurpose = .unstated
    ) {
        self.method = method
        self.url = url
        self.accept = accept
        self.identity = identity
        self.lifetime = lifetime
        self.purpose = purpose
    }

    /// The name of the answer's file: a digest over all parts, each preceded by its length.
    func name(salt: [UInt8]) -> String {
        var hash = SHA256()
        for part in [Array(method.utf8), Array(url.utf8), Array((accept ?? "").utf8), identity.code(salt: salt)] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        return Hexadecimal.text(hash.finalize())
    }
}

/// Who asks: what one user may see must not be told to another.
public struct CacheIdentity: Sendable {
    private let material: [UInt8]?

    /// Nobody in particular: the answer is public.
    public static let anonymous = CacheIdentity(material: nil)

    /// Somebody.
    ///
    /// - Parameter material: Bytes that no two users share; may hold a secret. They only ever leave here through a hash
    ///   with the cache's own key.
    public init(material: [UInt8]?) {
        self.material = material
    }

    fileprivate func code(salt: [UInt8]) -> [UInt8] {
        guard let material else { return [] }
        return Array(HMAC<SHA256>.authenticationCode(for: material, using: SymmetricKey(data: salt)))
    }
}
