import Artifacts
import FakeRegistry
import Registry
import Synchronization
import Testing
import Transport

/// A redirect leads to another host, and that one asks who we are.
@Suite("A 401 of another host", .timeLimit(.minutes(1)))
struct ForeignChallengeTests {
    private static let bytes = Array("content".utf8)

    /// Another host: its own token server at `/token`, content for who brings its token.
    private final class Storage: Sendable {
        let server: FakeServer

        /// - Parameter realm: named in the challenge instead of its own.
        init(realm: String? = nil, refusesTokens: Bool = false) throws {
            server = try FakeServer { request in
                if request.path == "/token" { return FakeReply(200, json: #"{"token":"foreign"}"#) }
                if request.header("Authorization") == "Bearer foreign", !refusesTokens {
                    return FakeReply(200, body: ForeignChallengeTests.bytes)
                }
                let place = realm ?? "http://\(request.header("Host") ?? "")/token"
                return FakeReply(401).with(
                    "WWW-Authenticate", #"Bearer realm="\#(place)",service="cdn",scope="repository:cdn/x:pull""#)
            }
        }
    }

    private func registry(_ storage: String, _ auth: Behaviour.Auth? = nil) throws -> FakeRegistry {
        var tokens = Behaviour.TokenServer()
        tokens.account = ("joe", "s3cret")
        var behaviour = Behaviour()
        behaviour.auth = auth ?? .bearer(tokens)
        behaviour.blobRedirect = storage
        let registry = try FakeRegistry(behaviour)
        registry.setTags(["1.0.0"], of: "org/app")
        return registry
    }

    private func blob(_ client: TestClient, _ registry: FakeRegistry) async throws(RegistryError) -> [UInt8] {
        guard let digest = Digest(FakeImage.digest(Self.bytes)),
            let name = RepositoryName(host: registry.host, path: "org/app")
        else { return [] }
        let descriptor = Descriptor(mediaType: "", digest: digest, size: Self.bytes.count)
        return try await client.registry.blob(of: name, descriptor)
    }

    @Test func itsOwnTokenIsFetchedWithoutCredentials() async throws {
        let storage = try Storage()
        let registry = try registry(storage.server.url)
        let client = TestClient([registry.host: joe()])
        #expect(try await blob(client, registry) == Self.bytes)
        let requests = storage.server.requests
        #expect(requests.map { $0.path == "/token" } == [false, true, false])
        #expect(requests.map { $0.header("Authorization") } == [nil, nil, "Bearer foreign"])
        #expect(requests[1].query("scope") == ["repository:cdn/x:pull"])
        #expect(requests[1].query("service") == ["cdn"])
        #expect(requests[1].query("account") == [])
    }

    @Test func nothingOfItIsRememberedForTheRegistry() async throws {
        let storage = try Storage()
        let registry = try registry(storage.server.url)
        let client = TestClient([registry.host: joe()])
        #expect(try await blob(client, registry) == Self.bytes)
        registry.forgetRequests()
        #expect(try await client.registry.tags(of: app(registry)).tags == ["1.0.0"])
        // The registry's own token is still there, and none of the other host's came.
        #expect(registry.requests.count == 1)
        #expect(registry.requests.allSatisfy { $0.header("Authorization") != "Bearer foreign" })
        storage.server.forgetRequests()
        #expect(try await blob(client, registry) == Self.bytes)
        // Its token is kept for it alone.
        #expect(storage.server.requests.map { $0.header("Authorization") } == [nil, "Bearer foreign"])
    }

    @Test func anOpenRegistryMayRedirectToAHostWithTokens() async throws {
        let storage = try Storage()
        let registry = try registry(storage.server.url, .open)
        #expect(try await blob(TestClient(), registry) == Self.bytes)
    }

    @Test func aSecondRefusalIsFinal() async throws {
        let storage = try Storage(refusesTokens: true)
        let registry = try registry(storage.server.url)
        let client = TestClient([registry.host: joe()])
        let error = await failure { () async throws(RegistryError) in try await blob(client, registry) }
        #expect(error?.code == .unauthorized)
        #expect(storage.server.requests.count == 3)
    }

    @Test("the registry's token server is not asked for another host", arguments: [true, false])
    func theftOfARegistryToken(hasToken: Bool) async throws {
        let place = Mutex("")
        let thief = try FakeServer { _ in
            FakeReply(401).with(
                "WWW-Authenticate",
                #"Bearer realm="\#(place.withLock { $0 })/token",service="fake",scope="repository:org/app:pull""#)
        }
        let registry = try registry(thief.url, hasToken ? nil : .open)
        place.withLock { $0 = registry.url }
        let client = TestClient([registry.host: joe()])
        let error = await failure { () async throws(RegistryError) in try await blob(client, registry) }
        #expect(error?.code == .unauthorized)
        // One token for the registry itself, none for the thief.
        #expect(registry.requests(to: "/token").count == (hasToken ? 1 : 0))
        #expect(thief.requests.count == 1)
        #expect(thief.requests.allSatisfy { $0.header("Authorization") == nil })
        #expect(client.notices.all.contains { $0.contains("names the registry's own token realm") })
    }

    @Test func theftOfATokenServerElsewhere() async throws {
        // The registry's token server is another host, and the thief names that one.
        let tokens = try FakeServer { _ in FakeReply(200, json: #"{"token":"T"}"#) }
        let thief = try FakeServer { _ in
            FakeReply(401).with("WWW-Authenticate", #"Bearer realm="\#(tokens.url)/token",service="fake""#)
        }
        let registry = try FakeServer { request in
            guard request.header("Authorization") == "Bearer T" else {
                return FakeReply(401).with("WWW-Authenticate", #"Bearer realm="\#(tokens.url)/token",service="fake""#)
            }
            return request.path.hasSuffix("/tags/list")
                ? FakeReply(200, json: #"{"tags":["1"]}"#) : .redirect(to: thief.url + request.path)
        }
        let client = TestClient()
        let name = try #require(RepositoryName(host: registry.host, path: "org/app"))
        #expect(try await client.registry.tags(of: name).tags == ["1"])
        let digest = try #require(Digest(FakeImage.digest(Self.bytes)))
        let error = await failure { () async throws(RegistryError) in
            try await client.registry.blob(of: name, Descriptor(mediaType: "", digest: digest, size: 7))
        }
        #expect(error?.code == .unauthorized)
        #expect(tokens.requests.count == 1)
        #expect(thief.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test(
        "realms that no host may name",
        arguments: [
            "http://10.0.0.1/token", "http://169.254.169.254/latest", "http://u:p@127.0.0.1/t", "/token", "ftp://a/t",
        ])
    func unfitRealms(realm: String) async throws {
        let storage = try Storage(realm: realm)
        let registry = try registry(storage.server.url)
        let client = TestClient([registry.host: joe()])
        let error = await failure { () async throws(RegistryError) in try await blob(client, registry) }
        #expect(error?.code == .unauthorized)
        #expect(storage.server.requests.count == 1)
        #expect(client.notices.all.contains { $0.contains("realm") })
    }

    @Test func basicIsNoWay() async throws {
        let storage = try FakeServer { _ in FakeReply(401).with("WWW-Authenticate", #"Basic realm="x""#) }
        let registry = try registry(storage.url, .basic(user: "joe", password: "s3cret"))
        let client = TestClient([registry.host: joe(), storage.host: joe("0ther")])
        let error = await failure { () async throws(RegistryError) in try await blob(client, registry) }
        #expect(error?.code == .unauthorized)
        #expect(storage.requests.allSatisfy { $0.header("Authorization") == nil })
    }
}
