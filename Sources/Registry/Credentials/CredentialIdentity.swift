internal import Transport

/// Whose credentials a repository is read with: what tells cached answers for one account from those for another.
///
/// A helper's credential is told apart by helper, server key and user, not by the secret, which many helpers make anew
/// for each question.
public struct CredentialIdentity: Hashable, Sendable {
    private enum Kind: Hashable, Sendable {
        case anonymous
        case password(user: String, Secret)
        case identityToken(Secret)
        case registryToken(Secret)
        case helper(name: String, server: String, user: String)
    }

    private let kind: Kind

    /// No credential.
    public static let anonymous = CredentialIdentity(kind: .anonymous)

    private init(kind: Kind) {
        self.kind = kind
    }

    init(_ credential: Credential) {
        switch credential {
        case .password(let user, let secret): kind = .password(user: user, secret)
        case .identityToken(let secret): kind = .identityToken(secret)
        case .registryToken(let secret): kind = .registryToken(secret)
        }
    }

    init(helper name: String, server: String, user: String) {
        kind = .helper(name: name, server: server, user: user)
    }

    /// The identity as bytes, different for different identities.
    ///
    /// They may hold the secret itself: they must go through a keyed hash (HMAC) and nowhere else, neither to a file
    /// nor into a message.
    package var keyMaterial: [UInt8] {
        switch kind {
        case .anonymous: Self.encoded(0, [])
        case .password(let user, let secret): Self.encoded(1, [user, secret.reveal()])
        case .identityToken(let secret): Self.encoded(2, [secret.reveal()])
        case .registryToken(let secret): Self.encoded(3, [secret.reveal()])
        case .helper(let name, let server, let user): Self.encoded(4, [name, server, user])
        }
    }

    /// A number for the kind, then each part behind its length, so that no two lists of parts look alike.
    private static func encoded(_ kind: UInt8, _ parts: [String]) -> [UInt8] {
        parts.reduce(into: [kind]) { bytes, part in
            withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part.utf8)
        }
    }
}

/// The kind alone: a user name, too, may be a token.
extension CredentialIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch kind {
        case .anonymous: "anonymous"
        case .password: "password"
        case .identityToken: "identity token"
        case .registryToken: "registry token"
        case .helper(let name, _, _): "credential helper \(RemoteText.clean(name, limit: 40))"
        }
    }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
