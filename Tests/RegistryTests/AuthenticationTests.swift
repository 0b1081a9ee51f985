import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

@Suite("Authentication", .timeLimit(.minutes(1)))
struct AuthenticationTests {
    private func registry(_ auth: Behaviour.Auth, _ edit: (inout Behaviour) -> Void = { _ in }) throws -> FakeRegistry {
        var behaviour = Behaviour()
        behaviour.auth = auth
        edit(&behaviour)
        let registry = try FakeRegistry(behaviour)
        for name in ["org/app", "org/other"] { registry.setTags(["1.0.0"], of: name) }
        return registry
    }

    private func bearer(_ edit: (inout Behaviour.TokenServer) -> Void = { _ in }) -> Behaviour.Auth {
        var server = Behaviour.TokenServer()
        edit(&server)
        return .bearer(server)
    }

    private static let basic = Behaviour.Auth.basic(user: "joe", password: "s3cret")

    private func tags(_ client: TestClient, _ registry: FakeRegistry, _ path: String = "org/app") async throws
        -> [String]
    {
        try await client.registry.tags(of: app(registry, path)).tags
    }

    // MARK: Basic

    @Test func basicIsRemembered() async throws {
        let registry = try registry(Self.basic)
        let client = TestClient([registry.host: joe()])
        #expect(try await tags(client, registry) == ["1.0.0"])
        #expect(registry.requests.map { $0.header("Authorization") != nil } == [false, true])
        #expect(try await tags(client, registry, "org/other") == ["1.0.0"])
        #expect(registry.requests.count == 3)
    }

    @Test(
        "Basic without the right credentials",
        arguments: [
            [String: Credential](), ["*": joe("wrong")],
        ])
    func basicRefused(credentials: [String: Credential]) async throws {
        let registry = try registry(Self.basic)
        let client = TestClient(credentials.isEmpty ? [:] : [registry.host: joe("wrong")])
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await client.registry.tags(of: app) }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("wrong") == false)
        #expect(registry.requests.count == (credentials.isEmpty ? 1 : 2))
    }

    @Test func credentialsOfAnotherRegistryAreNotSent() async throws {
        let registry = try registry(Self.basic)
        let client = TestClient(["127.0.0.1:1": joe(), "127.0.0.1": joe(), "ghcr.io": joe()])
        let app = try app(registry)
        _ = await failure { () async throws(RegistryError) in try await client.registry.tags(of: app) }
        #expect(registry.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test(
        "challenges that lead to Basic",
        arguments: [
            ["Basic"], [#"Negotiate, Basic realm="x""#], ["Negotiate", "Basic realm=x"],
            [#"BASIC REALM="https://a/b",service="ecr""#],
            [#"Bearer realm="/relative", Basic realm="x""#], [],
        ])
    func basicChallenges(challenges: [String]) async throws {
        let registry = try registry(Self.basic) { $0.challenges = challenges }
        #expect(try await tags(TestClient([registry.host: joe()]), registry) == ["1.0.0"])
    }

    // MARK: Bearer

    @Test func anonymousTokensAreFetchedAndKept() async throws {
        let registry = try registry(bearer())
        let client = TestClient()
        #expect(try await tags(client, registry) == ["1.0.0"])
        #expect(try await tags(client, registry) == ["1.0.0"])
        #expect(
            registry.requests.map(\.path) == [
                "/v2/org/app/tags/list", "/token", "/v2/org/app/tags/list", "/v2/org/app/tags/list",
            ])
        let token = try #require(registry.requests(to: "/token").first)
        #expect(token.query("service") == ["fake"])
        #expect(token.query("scope") == ["repository:org/app:pull"])
        #expect(token.query("account") == [])
        #expect(token.header("Authorization") == nil)
    }

    @Test func anotherRepositoryNeedsAnotherTokenButNoChallenge() async throws {
        let registry = try registry(bearer())
        let client = TestClient()
        _ = try await tags(client, registry)
        registry.forgetRequests()
        _ = try await tags(client, registry, "org/other")
        #expect(registry.requests.map(\.path) == ["/token", "/v2/org/other/tags/list"])
        #expect(registry.requests.first?.query("scope") == ["repository:org/other:pull"])
    }

    @Test func credentialsGoToTheTokenServerOnly() async throws {
        let registry = try registry(
            bearer {
                $0.account = ("joe", "s3cret")
                $0.allowsAnonymous = false
            })
        #expect(try await tags(TestClient([registry.host: joe()]), registry) == ["1.0.0"])
        let token = try #require(registry.requests(to: "/token").first)
        #expect(token.header("Authorization") == "Basic am9lOnMzY3JldA==")
        #expect(token.query("account") == ["joe"])
        #expect(
            registry.requests(to: "/v2/org/app/tags/list").allSatisfy {
                $0.header("Authorization")?.hasPrefix("Basic") != true
            })
    }

    @Test(
        "replies of token servers",
        arguments: [
            (#"{"token":"T"}"#, true), (#"{"access_token":"T"}"#, true), (#"{"token":"","access_token":"T"}"#, true),
            (#"{"token":null,"access_token":"T","expires_in":null}"#, true),
            (#"{"token":"T","expires_in":"soon"}"#, true),
            (#"{"token":"T","expires_in":-5,"issued_at":"garbage"}"#, true),
            ("{}", false), (#"{"token":""}"#, false), ("T", false), (#"{"token":7}"#, false),
            (#"{"token":"a\r\nb"}"#, false),
        ])
    func replies(json: String, works: Bool) async throws {
        let registry = try registry(bearer()) {
            $0.intercept = { request in
                if request.path == "/token" { return FakeReply(200, json: json) }
                return request.header("Authorization") == "Bearer T" ? FakeReply(200, json: #"{"tags":["x"]}"#) : nil
            }
        }
        let app = try app(registry)
        if works {
            #expect(try await TestClient().registry.tags(of: app).tags == ["x"])
        } else {
            let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app)
            }
            #expect(error?.code == .invalidResponse)
            #expect(error?.message.contains("token") == true)
        }
    }

    @Test func aTokenIsFetchedOnceForManyCallers() async throws {
        let registry = try registry(bearer())
        let client = TestClient()
        let app = try app(registry)
        _ = try await tags(client, registry)
        registry.change { $0.auth = .bearer(Behaviour.TokenServer()) }
        let fresh = TestClient()
        registry.forgetRequests()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await fresh.registry.tags(of: app) } }
            try await group.waitForAll()
        }
        #expect(registry.requests(to: "/token").count <= 8)
        registry.forgetRequests()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await fresh.registry.tags(of: app) } }
            try await group.waitForAll()
        }
        #expect(registry.requests(to: "/token").isEmpty)
        #expect(registry.requests.count == 50)
    }

    @Test func aTokenThatIsNoLongerAcceptedIsReplaced() async throws {
        let registry = try registry(bearer { $0.usesPerToken = 2 })
        let client = TestClient()
        for _ in 0..<6 { #expect(try await tags(client, registry) == ["1.0.0"]) }
        #expect(registry.requests(to: "/token").count == 3)
    }

    @Test func anAgedTokenIsReplacedBeforeItsEnd() async throws {
        let registry = try registry(bearer { $0.expiresIn = 100 })
        let time = SteppingClock()
        let client = TestClient(clock: time.clock)
        _ = try await tags(client, registry)
        time.advance(.seconds(89))
        _ = try await tags(client, registry)
        #expect(registry.requests(to: "/token").count == 1)
        time.advance(.seconds(2))
        _ = try await tags(client, registry)
        #expect(registry.requests(to: "/token").count == 2)
    }

    @Test("no token is believed to live less than a minute", arguments: [Int?.none, 0, 1, 60])
    func shortLives(expiresIn: Int?) async throws {
        let registry = try registry(bearer { $0.expiresIn = expiresIn })
        let time = SteppingClock()
        let client = TestClient(clock: time.clock)
        _ = try await tags(client, registry)
        time.advance(.seconds(53))
        _ = try await tags(client, registry)
        #expect(registry.requests(to: "/token").count == 1)
        time.advance(.seconds(2))
        _ = try await tags(client, registry)
        #expect(registry.requests(to: "/token").count == 2)
    }

    @Test func aTokenServerThatAlwaysLiesEndsTheCall() async throws {
        let registry = try registry(bearer { $0.usesPerToken = 0 })
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        #expect(error?.code == .unauthorized)
        #expect(registry.requests.count <= 4)
    }

    @Test(
        "stale credentials do not hide public content",
        arguments: [
            // The token server rejects them, or the registry rejects the token.
            (Int?.none, 1), (403, 0), (401, 0),
        ])
    func staleCredentials(accountStatus: Int?, notices: Int) async throws {
        let registry = try registry(
            bearer {
                $0.account = ("joe", accountStatus == nil ? "changed" : "s3cret")
                $0.accountStatus = accountStatus
            })
        let client = TestClient([registry.host: joe()])
        #expect(try await tags(client, registry) == ["1.0.0"])
        #expect(client.notices.all.filter { $0.contains("anonymous") }.count == notices)
        registry.forgetRequests()
        if accountStatus == nil {
            #expect(try await tags(client, registry, "org/other") == ["1.0.0"])
            #expect(registry.requests(to: "/token").map { $0.header("Authorization") } == [nil])
        }
    }

    @Test func privateContentStaysPrivate() async throws {
        let registry = try registry(
            bearer {
                $0.account = ("joe", "changed")
                $0.allowsAnonymous = false
            })
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient([registry.host: joe()]).registry.tags(of: app)
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("s3cret") == false)
    }

    @Test func basicIsTriedWhenBearerIsNotEnough() async throws {
        let registry = try registry(Self.basic) {
            $0.intercept = { request in
                if request.path == "/token" { return FakeReply(200, json: #"{"token":"weak"}"#) }
                if request.header("Authorization") == nil {
                    return FakeReply(401).with(
                        "WWW-Authenticate", #"Bearer realm="http://\#(request.header("Host") ?? "")/token",service="x""#
                    )
                }
                return nil
            }
        }
        #expect(try await tags(TestClient([registry.host: joe()]), registry) == ["1.0.0"])
    }

    @Test func scopesOfTheChallengeAreAdded() async throws {
        let registry = try registry(bearer()) { behaviour in
            behaviour.challenges = nil
        }
        registry.change { behaviour in
            behaviour.challenges = [#"Bearer realm="\#(registry.url)/token",service="s",scope="*",Basic realm="x""#]
        }
        #expect(try await tags(TestClient(), registry) == ["1.0.0"])
        #expect(registry.requests(to: "/token").first?.query("scope") == ["repository:org/app:pull", "*"])
    }

    @Test func theRealmKeepsItsOwnQuery() async throws {
        let registry = try registry(bearer())
        registry.change { $0.challenges = [#"Bearer realm="\#(registry.url)/token?tenant=a%20b""#] }
        #expect(try await tags(TestClient(), registry) == ["1.0.0"])
        #expect(registry.requests(to: "/token").first?.target == "/token?tenant=a%20b&scope=repository:org/app:pull")
    }

    // MARK: Other credentials

    @Test func anIdentityTokenIsExchangedByPost() async throws {
        let registry = try registry(
            bearer {
                $0.refreshToken = "refresh"
                $0.allowsAnonymous = false
                $0.member = "access_token"
            })
        let client = TestClient([registry.host: .identityToken(Secret("refresh"))])
        #expect(try await tags(client, registry) == ["1.0.0"])
        let post = try #require(registry.requests(to: "/token").first)
        #expect(post.method == "POST")
        #expect(post.form["grant_type"] == "refresh_token")
        #expect(post.form["scope"] == "repository:org/app:pull")
        #expect(post.form["service"] == "fake")
        #expect(post.form["client_id"] == "astern")
        #expect(post.header("Authorization") == nil)
    }

    @Test func aServerWithoutOAuthIsAskedByGet() async throws {
        let registry = try registry(bearer { $0.lacksOAuth = true })
        let client = TestClient([registry.host: .identityToken(Secret("refresh"))])
        #expect(try await tags(client, registry) == ["1.0.0"])
        #expect(registry.requests(to: "/token").map(\.method) == ["POST", "GET"])
    }

    @Test func aReadyTokenIsSentAsItIs() async throws {
        let registry = try registry(.open) {
            $0.intercept = { $0.header("Authorization") == "Bearer ready" ? nil : FakeReply(401) }
        }
        #expect(try await tags(TestClient([registry.host: .registryToken(Secret("ready"))]), registry) == ["1.0.0"])
        #expect(registry.requests.count == 1)
    }

    // MARK: Realms

    @Test(
        "unfit realms are not asked",
        arguments: [
            "/token", "token", "ftp://127.0.0.1/token", "http://user:p@127.0.0.1/token", "http://169.254.169.254/token",
            "http://10.0.0.1/token",
        ])
    func unfitRealms(realm: String) async throws {
        let registry = try registry(bearer { $0.realm = realm })
        let app = try app(registry)
        let client = TestClient([registry.host: joe()])
        let error = await failure { () async throws(RegistryError) in try await client.registry.tags(of: app) }
        #expect(error?.code == .unauthorized)
        #expect(registry.requests.count == 1)
        #expect(client.notices.all.contains { $0.contains("realm") })
    }

    @Test func tokenServersDoNotRedirect() async throws {
        let thief = try FakeServer { _ in FakeReply(200, json: #"{"token":"x"}"#) }
        let registry = try registry(bearer { $0.reply = .redirect(to: thief.url) })
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient([registry.host: joe()]).registry.tags(of: app)
        }
        #expect(error?.code == .refused)
        #expect(thief.connections == 0)
    }

    @Test func aTokenServerThatFailsIsNamed() async throws {
        let registry = try registry(bearer { $0.reply = FakeReply(500, text: "down") })
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("token") == true)
    }

    @Test func anotherServersChallengeIsNotAnswered() async throws {
        let storage = try FakeServer { _ in FakeReply(401).with("WWW-Authenticate", "Basic realm=x") }
        let registry = try registry(Self.basic) { $0.blobRedirect = storage.url }
        let digest = try #require(Digest(FakeImage.digest([])))
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient([registry.host: joe()]).registry.blob(
                of: app, Descriptor(mediaType: "", digest: digest, size: 1))
        }
        #expect(error?.code == .unauthorized)
        #expect(storage.requests.allSatisfy { $0.header("Authorization") == nil })
    }
}
