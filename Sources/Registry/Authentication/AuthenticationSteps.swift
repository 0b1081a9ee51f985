internal import Artifacts
internal import Transport

/// Which ways of authenticating are tried for one call, in which order, each at most once.
///
///     first: a ready token, or what is known of the registry, or nothing
///     then, by the challenges: Bearer with credentials · Basic · Bearer without credentials
///
/// Bearer without credentials comes last, because it only helps when stored credentials are stale and the content is
/// public.
struct AuthenticationSteps {
    enum Step: Hashable {
        case nothing
        case readyToken
        case basic
        /// Scopes are part of it: a registry that finds a token too narrow names wider ones.
        case bearer(realm: HTTPAddress, service: String?, scopes: [String], withCredential: Bool)
    }

    struct Authorization {
        let header: Secret?
        let token: Token?
        let key: TokenKey?
        let isFresh: Bool
        /// The registry learns who asks.
        let usesAccount: Bool
    }

    private let call: RegistryCall
    private let client: RegistryClient
    private let origin: HTTPOrigin
    private let credential: Credential?
    private var tried: Set<Step> = []
    private var queue: [Step] = []
    private var lastRefusal: RegistryError?
    private var wasRejected = false

    init(call: RegistryCall, client: RegistryClient) async {
        self.call = call
        self.client = client
        origin = call.address.origin
        let repository = call.repository
        // Only the registry's own API host is given its credentials, whatever URL a page link led to.
        let isOwn = RegistryHost.address(repository.host, scheme: origin.scheme)?.origin == origin
        credential =
            isOwn ? await client.options.credentials.credential(host: repository.host, path: repository.path) : nil
    }

    func first() async -> Step {
        if case .registryToken = credential { return .readyToken }
        switch client.authentication.method(for: origin) {
        case .basic: return isPassword ? .basic : .nothing
        case .bearer(let realm, let service):
            return .bearer(
                realm: realm, service: service, scopes: scopes, withCredential: await mayUseCredential(at: realm))
        case nil: return .nothing
        }
    }

    /// The header of a step; `nil` when the token server denies it.
    mutating func authorization(for step: Step) async throws(RegistryError) -> Authorization? {
        switch step {
        case .nothing:
            return Authorization(header: nil, token: nil, key: nil, isFresh: true, usesAccount: false)
        case .readyToken:
            guard case .registryToken(let token) = credential else { return nil }
            let header = Secret("Bearer " + token.reveal())
            return Authorization(header: header, token: nil, key: nil, isFresh: true, usesAccount: true)
        case .basic:
            guard case .password(let user, let password) = credential else { return nil }
            let header = BasicAuthorization.header(user: user, password: password)
            return Authorization(header: header, token: nil, key: nil, isFresh: true, usesAccount: true)
        case .bearer(let realm, let service, let scopes, let withCredential):
            let key = TokenKey(
                registry: origin,
                realm: realm,
                service: service,
                scopes: scopes,
                credential: withCredential ? credential : nil,
                skipsVerification: call.place.isInsecure && realm.origin == origin,
            )
            do throws(TokenFailure) {
                let (token, isFresh) = try await client.tokens.token(for: key, repository: call.repository)
                let header = Secret("Bearer " + token.value.reveal())
                return Authorization(
                    header: header, token: token, key: key, isFresh: isFresh, usesAccount: key.credential != nil)
            } catch {
                guard case .denied(let denial) = error else { throw error.error }
                lastRefusal = denial
                if withCredential, let credential {
                    client.authentication.reject(credential, by: origin)
                    wasRejected = true
                }
                return nil
            }
        }
    }

    /// The next step after the token server denied one.
    mutating func next(afterDenied step: Step) -> Step? {
        tried.insert(step)
        if case .bearer(let realm, let service, let scopes, true) = step {
            queue.append(.bearer(realm: realm, service: service, scopes: scopes, withCredential: false))
        }
        return popUntried()
    }

    /// The next step after an answer; `nil` when the answer stands.
    mutating func next(after step: Step, _ authorization: Authorization, _ response: HTTPResponse) async -> Step? {
        // A 401 of another host, to which a redirect led, says nothing about this registry.
        guard HTTPAddress(response.url)?.origin == origin else { return nil }
        switch response.status {
        case 401: break
        case 403:
            guard case .bearer(let realm, let service, let scopes, true) = step else { return nil }
            tried.insert(step)
            queue.append(.bearer(realm: realm, service: service, scopes: scopes, withCredential: false))
            return popUntried()
        default: return nil
        }
        if let token = authorization.token, let key = authorization.key { client.tokens.drop(token, for: key) }
        // A kept token may just have grown too old: the same step may be taken again with a new one.
        if authorization.isFresh { tried.insert(step) }
        await enqueue(Challenge.parse(response.headers.values(for: "WWW-Authenticate")))
        return popUntried()
    }

    /// Remembers the way that worked.
    func finish(_ step: Step, _ response: HTTPResponse) {
        guard response.status != 401, response.status != 403 else { return }
        if wasRejected, response.isSuccess {
            client.notices.post("stored credentials for \(call.repository.host) are rejected; used anonymous access")
        }
        switch step {
        case .basic: client.authentication.remember(.basic, for: origin)
        case .bearer(let realm, let service, _, _):
            client.authentication.remember(.bearer(realm: realm, service: service), for: origin)
        case .nothing, .readyToken: break
        }
    }

    /// The error when no way is left.
    func refusal(_ call: RegistryCall) -> RegistryError {
        let reason = lastRefusal?.message ?? "no way to authenticate is left"
        return RegistryError(.unauthorized, host: call.repository.host, "\(call.doing): \(reason)")
    }

    private mutating func enqueue(_ challenges: [Challenge]) async {
        queue = []
        var anonymous: [Step] = []
        for challenge in challenges where challenge.scheme == "bearer" {
            guard let text = challenge.parameters["realm"], let realm = usableRealm(text) else { continue }
            let service = challenge.parameters["service"]
            client.authentication.remember(
                scopes: Scope.wanted(call.repository.path, challenged: challenge.parameters["scope"]),
                for: call.repository.description,
            )
            if await mayUseCredential(at: realm) {
                queue.append(.bearer(realm: realm, service: service, scopes: scopes, withCredential: true))
            }
            anonymous.append(.bearer(realm: realm, service: service, scopes: scopes, withCredential: false))
        }
        if isPassword, challenges.isEmpty || challenges.contains(where: { $0.scheme == "basic" }) {
            queue.append(.basic)
        }
        queue += anonymous
    }

    private mutating func popUntried() -> Step? {
        while !queue.isEmpty {
            let step = queue.removeFirst()
            if !tried.contains(step) { return step }
        }
        return nil
    }

    /// What a token for this repository is asked for, as far as its challenges have told.
    private var scopes: [String] {
        client.authentication.scopes(for: call.repository.description)
            ?? Scope.wanted(call.repository.path, challenged: nil)
    }

    private var isPassword: Bool {
        if case .password = credential { true } else { false }
    }

    private mutating func usableRealm(_ text: String) -> HTTPAddress? {
        do throws(RealmPolicy.Refusal) {
            return try policy.realm(text, registry: origin)
        } catch {
            lastRefusal = RegistryError(.refused, host: call.repository.host, error.message)
            client.notices.post("\(call.repository.host): \(error.message); it is not asked")
            return nil
        }
    }

    private func mayUseCredential(at realm: HTTPAddress) async -> Bool {
        guard let credential, !client.authentication.isRejected(credential, by: origin) else { return false }
        if case .registryToken = credential { return false }
        if policy.mayReceiveCredentials(realm.origin, registry: origin) { return true }
        // The user has given the token server the same account.
        if await client.options.credentials.credential(host: realm.origin.hostAndPort, path: "") == credential {
            return true
        }
        let host = call.repository.host
        client.notices.post("credentials for \(host) are not sent to the unrelated token server \(realm.origin)")
        return false
    }

    private var policy: RealmPolicy { RealmPolicy(trustedHosts: client.options.trustedRealmHosts) }
}
