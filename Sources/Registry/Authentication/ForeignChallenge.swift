internal import Artifacts
internal import Transport

/// A 401 of another host, to which a redirect of the registry led.
///
/// It is answered by a token of that host's own token server, fetched without credentials: nothing that is stored for
/// the registry is used, and nothing that this host says is remembered for it. A host that names the registry's token
/// server is not believed: it would be handed a token that is good at the registry.
struct ForeignChallenge {
    private let call: RegistryCall
    private let client: RegistryClient
    private let address: HTTPAddress
    private let challenges: [Challenge]

    /// `nil` when the answer is no such thing.
    init?(_ response: HTTPResponse, of call: RegistryCall, client: RegistryClient) {
        guard response.status == 401, let address = HTTPAddress(response.url), address.origin != call.address.origin
        else { return nil }
        self.call = call
        self.client = client
        self.address = address
        challenges = Challenge.parse(response.headers.values(for: "WWW-Authenticate"))
    }

    /// The answer to the same request with a token of that host; `nil` when there is no way to get one.
    func answer() async throws(RegistryError) -> HTTPResponse? {
        for challenge in challenges where challenge.scheme == "bearer" {
            guard let text = challenge.parameters["realm"], let realm = usableRealm(text) else { continue }
            let key = TokenKey(
                registry: address.origin,
                realm: realm,
                service: challenge.parameters["service"],
                scopes: Scope.merge((challenge.parameters["scope"] ?? "").split(separator: " ").map { String($0) }),
                credential: nil,
                skipsVerification: false,
            )
            let token: Token
            do throws(TokenFailure) {
                token = try await client.tokens.token(for: key, repository: call.repository).token
            } catch {
                client.notices.post(error.error.message)
                continue
            }
            let header = Secret("Bearer " + token.value.reveal())
            let timeout = client.options.timeout
            let request = call.request(header, usesAccount: false, timeout: timeout, url: address.text)
            let response = try await client.send(request, for: call)
            if response.status == 401 { client.tokens.drop(token, for: key) }
            return response
        }
        return nil
    }

    private func usableRealm(_ text: String) -> HTTPAddress? {
        let policy = RealmPolicy(trustedHosts: client.options.trustedRealmHosts)
        do throws(RealmPolicy.Refusal) {
            let realm = try policy.realm(text, registry: address.origin)
            guard !belongsToRegistry(realm.origin, policy) else {
                throw RealmPolicy.Refusal(
                    message:
                        "\(address.origin), where a redirect led, names the registry's own token realm \(realm.origin)")
            }
            return realm
        } catch {
            client.notices.post("\(call.repository.host): \(error.message); it is not asked")
            return nil
        }
    }

    /// Whether a token server is the registry's and not the other host's.
    private func belongsToRegistry(_ realm: HTTPOrigin, _ policy: RealmPolicy) -> Bool {
        let registry = call.address.origin
        if realm == address.origin { return false }
        if realm == registry { return true }
        if case .bearer(let own, _) = client.authentication.method(for: registry), own.origin == realm { return true }
        return policy.belongs(realm, to: registry) && !policy.belongs(realm, to: address.origin)
    }
}
