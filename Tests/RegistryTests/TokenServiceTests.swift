import Artifacts
import FakeRegistry
import Registry
import Synchronization
import Testing
import Transport

/// What token servers and registries say to one another through us.
@Suite("Token service", .timeLimit(.minutes(1)))
struct TokenServiceTests {
    private static let list = FakeReply(200, json: #"{"tags":["1.0.0"]}"#)

    private func challenge(_ request: FakeRequest, _ rest: String) -> FakeReply {
        let host = request.header("Host") ?? ""
        return FakeReply(401).with("WWW-Authenticate", #"Bearer realm="http://\#(host)/token",service="s"\#(rest)"#)
    }

    private func tags(_ client: TestClient, _ server: FakeServer, _ path: String = "org/app") async throws -> [String] {
        try await client.registry.tags(of: #require(RepositoryName(host: server.host, path: path))).tags
    }

    /// A token with the scopes that were asked for, in the order of asking.
    private func token(_ request: FakeRequest) -> FakeReply {
        let scopes = request.query("scope").joined(separator: "+")
        return FakeReply(200, json: #"{"token":"\#(scopes.isEmpty ? "none" : scopes)"}"#)
    }

    @Test func aTokenThatIsTooNarrowIsWidenedOnce() async throws {
        let server = try FakeServer { request in
            if request.path == "/token" { return token(request) }
            switch request.header("Authorization") {
            case "Bearer repository:org/app:metadata_read,pull": return Self.list
            case nil: return challenge(request, "")
            default:
                return challenge(
                    request, #",error="insufficient_scope",scope="repository:org/app:metadata_read""#)
            }
        }
        #expect(try await tags(TestClient(), server) == ["1.0.0"])
        let asked = server.requests.filter { $0.path == "/token" }.map { $0.query("scope") }
        #expect(asked == [["repository:org/app:pull"], ["repository:org/app:metadata_read,pull"]])
    }

    @Test func aTokenThatStaysTooNarrowEndsTheCall() async throws {
        let server = try FakeServer { request in
            if request.path == "/token" { return token(request) }
            return challenge(request, #",error="insufficient_scope",scope="repository:org/app:admin""#)
        }
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: name) }
        #expect(error?.code == .unauthorized)
        #expect(server.requests.count <= 6)
    }

    @Test(
        "scopes of other repositories are not asked for",
        arguments: [
            (#",scope="repository:user/image:pull""#, ["repository:org/app:pull"]),
            (#",scope="repository:org/app:pull""#, ["repository:org/app:pull"]),
            (#",scope="repository:org/app2:pull repository:org/app:pull""#, ["repository:org/app:pull"]),
            (#",scope="*""#, ["repository:org/app:pull", "*"]),
            (#",scope="""#, ["repository:org/app:pull"]),
            ("", ["repository:org/app:pull"]),
        ])
    func scopes(rest: String, asked: [String]) async throws {
        let server = try FakeServer { request in
            if request.path == "/token" { return token(request) }
            return request.header("Authorization") == nil ? challenge(request, rest) : Self.list
        }
        #expect(try await tags(TestClient(), server) == ["1.0.0"])
        // Ours comes first: some servers read only the first.
        #expect(server.requests.first { $0.path == "/token" }?.query("scope") == asked)
    }

    @Test func anIdentityTokenThatIsReplacedIsReplacedForTheRun() async throws {
        let number = Mutex(0)
        let server = try FakeServer { request in
            if request.path == "/token" {
                let count = number.withLock { number in
                    number += 1
                    return number
                }
                return FakeReply(
                    200, json: #"{"access_token":"T","refresh_token":"refresh-\#(count)","expires_in":60}"#)
            }
            return request.header("Authorization") == "Bearer T" ? Self.list : challenge(request, "")
        }
        let client = TestClient([server.host: .identityToken(Secret("stored"))])
        for path in ["org/a", "org/b", "org/c"] { _ = try await tags(client, server, path) }
        let sent = server.requests.filter { $0.path == "/token" }.map { $0.form["refresh_token"] }
        #expect(sent == ["stored", "refresh-1", "refresh-2"])
    }

    @Test("an unusable reply names the realm", arguments: ["{}", #"{"token":""}"#, "<html>"])
    func unusable(json: String) async throws {
        let server = try FakeServer { request in
            request.path == "/token" ? FakeReply(200, json: json) : challenge(request, "")
        }
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: name) }
        #expect(error?.code == .invalidResponse)
        #expect(error?.message.contains("token from \(server.url)") == true)
    }

    @Test("POST that a server does not have becomes GET", arguments: [404, 405])
    func postBecomesGet(status: Int) async throws {
        let server = try FakeServer { request in
            if request.method == "POST" { return FakeReply(status) }
            if request.path == "/token" { return token(request) }
            return request.header("Authorization") == nil ? challenge(request, "") : Self.list
        }
        #expect(try await tags(TestClient([server.host: .identityToken(Secret("x"))]), server) == ["1.0.0"])
    }

    @Test func anOversizedReplyIsNotRead() async throws {
        let padding = String(repeating: "x", count: RegistryLimits.tokenReplyBytes)
        let server = try FakeServer { request in
            request.path == "/token"
                ? FakeReply(200, json: #"{"token":"T","pad":"\#(padding)"}"#) : challenge(request, "")
        }
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: name) }
        #expect(error?.message.contains("larger than") == true)
    }

    @Test("ways to authenticate that are not ours are named", arguments: ["Negotiate", "Negotiate YII=, NTLM"])
    func unknownSchemes(challenge: String) async throws {
        let server = try FakeServer { _ in FakeReply(401).with("WWW-Authenticate", challenge) }
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        let client = TestClient([server.host: joe()])
        let error = await failure { () async throws(RegistryError) in try await client.registry.tags(of: name) }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("by negotiate") == true, "\(error?.message ?? "")")
        #expect(server.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test("an unrelated token server gets an account that the user gave it too", arguments: [true, false])
    func accountOfTheRealm(isGiven: Bool) async throws {
        // Both names lead to this server: it is the proxy.
        let server = try FakeServer { request in
            if request.target.hasPrefix("http://tokens.example/") { return self.token(request) }
            return request.header("Authorization") == nil
                ? FakeReply(401).with("WWW-Authenticate", #"Bearer realm="http://tokens.example/t""#) : Self.list
        }
        let http = HTTPClient(
            TransportOptions(retries: .none, proxies: ProxySettings(environment: ["http_proxy": server.url])))
        let given = isGiven ? ["tokens.example": joe()] : ["tokens.example": joe("another")]
        let store = CredentialStore(["registry.test": joe()].merging(given) { $1 })
        let client = RegistryClient(
            http: http, options: RegistryOptions(plainHTTPHosts: ["registry.test"], credentials: store))
        let name = try #require(RepositoryName(host: "registry.test", path: "org/app"))
        #expect(try await client.tags(of: name).tags == ["1.0.0"])
        let asked = server.requests.filter { $0.target.hasPrefix("http://tokens.example/") }
        #expect(asked.map { $0.header("Authorization") != nil } == [isGiven])
    }

    @Test func requestsSayWhatTheyAreFor() async throws {
        let log = RequestLog()
        let registry = try FakeRegistry()
        registry.change { $0.auth = .bearer(Behaviour.TokenServer()) }
        registry.add(FakeImage(named: "a"), to: "org/app", tag: "1.0.0")
        let client = RegistryClient(
            http: HTTPClient(TransportOptions(retries: .none, log: log)), options: RegistryOptions())
        let name = try app(registry)
        _ = try await client.tags(of: name)
        _ = try await client.digest(of: name, reference: "1.0.0")
        let manifest = try await client.manifest(of: name, reference: "1.0.0")
        _ = try await client.blob(of: name, #require(manifest.config))
        _ = try await client.referrers(of: name, to: manifest.digest)
        let questions = Set(log.records.map(\.purpose.question))
        #expect(questions == [.probe, .token, .tags, .digest, .manifest, .blob, .referrers])
        #expect(log.records.filter { $0.purpose.question != .probe }.allSatisfy { $0.purpose.subject == "\(name)" })
    }

    @Test func aBudgetThatRunsLowIsToldOnceAndKept() async throws {
        let left = Mutex(12)
        let server = try FakeServer { _ in
            let count = left.withLock { left in
                left -= 1
                return left
            }
            return FakeReply(404).with("ratelimit-limit", "100;w=21600").with("ratelimit-remaining", "\(count);w=21600")
                .with("docker-ratelimit-source", "203.0.113.9\u{1B}[31m")
        }
        let client = TestClient()
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        for _ in 0..<3 {
            _ = await failure { () async throws(RegistryError) in
                try await client.registry.manifest(of: name, reference: "1.0.0")
            }
        }
        #expect(client.notices.all.count == 1)
        #expect(
            client.notices.all.first
                == "\(server.host): 11 of 100 requests left in 6 h, counted for 203.0.113.9 [31m; "
                + "what is optional is no longer asked")
        let error = await failure { () async throws(RegistryError) in
            try await client.registry.manifest(of: name, reference: "1.0.0", isOptional: true)
        }
        #expect(error?.code == .rateLimited)
        #expect(error?.message.contains("not asked for the optional manifest of \(name)") == true)
        #expect(server.requests.count == 3)
    }

    @Test func aPauseThatIsTooLongIsToldWithItsEnd() async throws {
        let server = try FakeServer { _ in FakeReply(429, text: "slow down").with("Retry-After", "3600") }
        let name = try #require(RepositoryName(host: server.host, path: "org/app"))
        let client = TestClient(retries: .standard, clock: SteppingClock().clock)
        for _ in 0..<2 {
            let error = await failure { () async throws(RegistryError) in try await client.registry.tags(of: name) }
            #expect(error?.code == .rateLimited)
            #expect(
                error?.message.contains("rate limited until 2023-11-14T23:13:20Z") == true, "\(error?.message ?? "")")
        }
        #expect(server.requests.count == 1)
    }
}
