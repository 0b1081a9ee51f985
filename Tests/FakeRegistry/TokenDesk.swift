internal import Synchronization

/// Issues tokens and checks them.
final class TokenDesk: Sendable {
    private struct Issued {
        let isAnonymous: Bool
        var uses = 0
    }

    private let issued = Mutex([String: Issued]())

    func answer(_ request: FakeRequest, _ server: Behaviour.TokenServer) -> FakeReply {
        if let reply = server.reply { return reply }
        if request.method == "POST" {
            if server.lacksOAuth { return FakeReply(404, text: "not found") }
            guard request.form["refresh_token"] == server.refreshToken, server.refreshToken != nil else {
                return RegistryStore.error(401, "UNAUTHORIZED")
            }
            return issue(isAnonymous: false, server)
        }
        guard let sent = request.header("Authorization") else {
            return server.allowsAnonymous ? issue(isAnonymous: true, server) : RegistryStore.error(401, "UNAUTHORIZED")
        }
        if let account = server.account,
            sent != "Basic " + Base64.standard(Array("\(account.user):\(account.password)".utf8))
        {
            return RegistryStore.error(401, "UNAUTHORIZED")
        }
        return issue(isAnonymous: false, server)
    }

    /// The status that the registry gives a request with this `Authorization`.
    func status(_ authorization: String?, _ server: Behaviour.TokenServer) -> Int {
        guard let authorization, authorization.hasPrefix("Bearer ") else { return 401 }
        let token = String(authorization.dropFirst(7))
        return issued.withLock { issued in
            guard var known = issued[token] else { return 401 }
            known.uses += 1
            issued[token] = known
            if let limit = server.usesPerToken, known.uses > limit { return 401 }
            return (known.isAnonymous ? server.anonymousStatus : server.accountStatus) ?? 200
        }
    }

    private func issue(isAnonymous: Bool, _ server: Behaviour.TokenServer) -> FakeReply {
        let token = issued.withLock { issued in
            let token = "token-\(issued.count + 1)"
            issued[token] = Issued(isAnonymous: isAnonymous)
            return token
        }
        let life = server.expiresIn.map { #","expires_in":\#($0)"# } ?? ""
        return FakeReply(200, json: #"{"\#(server.member)":"\#(token)"\#(life)}"#)
    }
}
