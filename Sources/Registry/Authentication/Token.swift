internal import FoundationEssentials
internal import Transport

/// A bearer token, and when to replace it.
struct Token: Sendable {
    let value: Secret
    /// On the transport's monotonic clock.
    let refreshAt: Duration
    /// An identity token that takes the place of the one that was sent (distribution, spec/auth/oauth.md).
    let renewedIdentity: Secret?

    /// Reads a token server's reply; `nil` when it holds no token.
    ///
    /// `token` and `access_token` are two names for one thing; `expires_in` is 60 when absent, and not believed below
    /// that; `issued_at` is the server's clock, so the time of arrival counts instead.
    init?(reply bytes: [UInt8], arrived: Duration) {
        guard let reply = try? JSONDecoder().decode(Reply.self, from: Data(bytes)) else { return nil }
        let texts = [reply.accessToken, reply.token].compactMap { $0 }.filter { !$0.isEmpty }
        guard let text = texts.first, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let announced = min(max(reply.expiresIn ?? 0, 0), 86_400 * 365)
        let life = max(.seconds(announced), RegistryLimits.shortestTokenLife)
        value = Secret(text)
        renewedIdentity = reply.refreshToken.flatMap { $0.isEmpty ? nil : Secret($0) }
        refreshAt = arrived + life - min(RegistryLimits.tokenMargin, life / 10)
    }

    private struct Reply: Decodable {
        let token: String?
        let accessToken: String?
        let expiresIn: Double?
        let refreshToken: String?

        enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
            case expiresIn = "expires_in"
            case refreshToken = "refresh_token"
        }

        /// A member of an unexpected type is as good as none.
        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: CodingKeys.self)
            token = try? box.decodeIfPresent(String.self, forKey: .token)
            accessToken = try? box.decodeIfPresent(String.self, forKey: .accessToken)
            refreshToken = try? box.decodeIfPresent(String.self, forKey: .refreshToken)
            expiresIn = try? box.decodeIfPresent(Double.self, forKey: .expiresIn)
        }
    }
}

/// What a token is for: tokens are shared exactly when all of this is equal.
struct TokenKey: Hashable, Sendable {
    let registry: HTTPOrigin
    let realm: HTTPAddress
    let service: String?
    let scopes: [String]
    let credential: Credential?
    /// The registry is configured as insecure, and is its own token server.
    let skipsVerification: Bool
}

/// Why there is no token.
enum TokenFailure: Error {
    /// The token server does not accept the credentials (or anybody without): 401 or 403.
    case denied(RegistryError)
    case failed(RegistryError)

    var error: RegistryError {
        switch self {
        case .denied(let error), .failed(let error): error
        }
    }
}
