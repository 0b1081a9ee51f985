internal import Artifacts
internal import FoundationEssentials
package import Transport

extension TokenService {
    /// One exchange with a token server: POST for an identity token, GET otherwise.
    func fetch(_ key: TokenKey, for repository: RepositoryName) async throws(TokenFailure) -> Token {
        let host = repository.host
        let purpose = RequestPurpose(.token, of: repository.description)
        let doing = "\(host): fetching a token"
        if case .identityToken(let token) = key.credential {
            let current = identityToken(token, for: key)
            let response = try await send(postRequest(key, refreshToken: current), purpose, host: host, doing: doing)
            // A server without the OAuth2 form answers 404 to POST (distribution, spec/auth/oauth.md).
            if response.status != 404 && response.status != 405 {
                let token = try read(response, host: host, doing: doing)
                if let renewed = token.renewedIdentity { renew(renewed, for: key) }
                return token
            }
        }
        let response = try await send(getRequest(key), purpose, host: host, doing: doing)
        return try read(response, host: host, doing: doing)
    }

    private func getRequest(_ key: TokenKey) -> HTTPRequest {
        var items: [(name: String, value: String)] = []
        if let service = key.service { items.append(("service", service)) }
        for scope in key.scopes { items.append(("scope", scope)) }
        var authorization: Secret?
        if case .password(let user, let password) = key.credential {
            items.append(("account", user))
            authorization = BasicAuthorization.header(user: user, password: password)
        }
        let query = [key.realm.query, HTTPAddress.encodeQuery(items)].compactMap { $0 }.filter { !$0.isEmpty }
        return HTTPRequest(
            url: key.realm.with(query: query.isEmpty ? nil : query.joined(separator: "&")).text,
            headers: ["Accept": "application/json"],
            authorization: authorization,
            bodyLimit: RegistryLimits.tokenReplyBytes,
            timeout: options.timeout,
            followsRedirects: false,
            skipsVerification: key.skipsVerification,
        )
    }

    private func postRequest(_ key: TokenKey, refreshToken: Secret) -> HTTPRequest {
        let form = HTTPAddress.encodeQuery([
            ("grant_type", "refresh_token"),
            ("service", key.service ?? key.registry.host),
            ("client_id", "astern"),
            ("scope", key.scopes.joined(separator: " ")),
            ("refresh_token", refreshToken.reveal()),
        ])
        return HTTPRequest(
            method: .post,
            url: key.realm.text,
            headers: ["Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"],
            body: Array(form.utf8),
            bodyLimit: RegistryLimits.tokenReplyBytes,
            timeout: options.timeout,
            followsRedirects: false,
            skipsVerification: key.skipsVerification,
        )
    }

    private func send(
        _ request: HTTPRequest, _ purpose: RequestPurpose, host: String, doing: String,
    ) async throws(TokenFailure) -> HTTPResponse {
        var request = request
        request.purpose = purpose
        do throws(TransportError) {
            return try await http.send(request)
        } catch {
            throw .failed(RegistryError(error, host: host, doing: doing))
        }
    }

    private func read(_ response: HTTPResponse, host: String, doing: String) throws(TokenFailure) -> Token {
        let doing = "\(doing) from \(HTTPAddress(response.url)?.origin.description ?? host)"
        switch response.status {
        case 200..<300: break
        case 401, 403: throw .denied(refusal(response, host: host, doing: doing))
        case let status where RedirectPolicy.isRedirect(status: status):
            throw .failed(RegistryError(.refused, host: host, "\(doing): it redirects, which is not followed"))
        default: throw .failed(refusal(response, host: host, doing: doing))
        }
        guard let token = Token(reply: response.body, arrived: http.options.clock.now()) else {
            throw .failed(
                RegistryError(
                    .invalidResponse, host: host, "\(doing): the reply holds no “token” and no “access_token”")
            )
        }
        return token
    }
}

extension TokenService {
    /// With an error document of the token server, but no other text: that may hold a token.
    private func refusal(_ response: HTTPResponse, host: String, doing: String) -> RegistryError {
        let body = ErrorDocument.isOne(response) ? response.body : []
        let shown = HTTPResponse(status: response.status, headers: response.headers, body: body, url: response.url)
        return RegistryError(shown, host: host, doing: doing)
    }
}

/// `Basic base64(user:password)` (RFC 7617).
package enum BasicAuthorization {
    package static func header(user: String, password: Secret) -> Secret {
        Secret("Basic " + Data("\(user):\(password.reveal())".utf8).base64EncodedString())
    }
}
