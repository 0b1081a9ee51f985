public import Transport

/// What proves to a registry who is asking.
public enum Credential: Hashable, Sendable {
    /// For Basic authentication, and for a token server.
    case password(user: String, Secret)
    /// A refresh token that a token server exchanges (`identitytoken`).
    case identityToken(Secret)
    /// A ready bearer token (`registrytoken`): sent as it is, never to a token server.
    case registryToken(Secret)
}
