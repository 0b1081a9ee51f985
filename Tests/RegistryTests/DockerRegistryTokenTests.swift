import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

/// The real registry with a token server: it checks every token's signature, scope and time.
@Suite(
    "The real registry, tokens",
    .enabled(if: DockerRegistry.isInstalled && TestAuthority.isInstalled, "\(DockerRegistry.absence); openssl"),
    .timeLimit(.minutes(2))
)
struct DockerRegistryTokenTests {
    private let fixture: Fixture
    private let server: TokenServer
    private let registry: DockerRegistry

    init() throws {
        fixture = try Fixture()
        let authority = try TestAuthority()
        server = try TokenServer(signer: authority.sign("tokens"), authority: authority, accounts: ["joe": "s3cret"]) {
            Int(TransportClock.system.unixTime())
        }
        registry = try DockerRegistry.start(.token(server, user: "joe", password: "s3cret"))
        for path in ["public/app", "private/app"] { try fixture.push(to: registry, path) }
        server.forgetRequests()
    }

    private func name(_ path: String) throws -> RepositoryName {
        try #require(RepositoryName(host: registry.host, path: path))
    }

    @Test func everybodyReadsWhatIsPublic() async throws {
        defer { registry.stop() }
        try await fixture.expectSameAsSkopeo(registry, "public/app", TestClient().registry)
        let ours = server.requests.filter { $0.header("Authorization") == nil }
        #expect(ours.map { $0.query("scope") } == [["repository:public/app:pull"]])
        #expect(ours.allSatisfy { $0.query("service") == [TokenServer.service] && $0.query("account") == [] })
    }

    @Test func anAccountReadsWhatIsPrivateWithOneToken() async throws {
        defer { registry.stop() }
        let client = TestClient([registry.host: joe()]).registry
        let path = "private/app"
        #expect(try await client.tags(of: name(path)).tags.sorted() == Fixture.tags)
        _ = try await client.digest(of: name(path), reference: "1.0.0")
        _ = try await client.manifest(of: name(path), reference: "1.1.0")
        #expect(server.requests.count == 1)
        #expect(server.requests.first?.query("account") == ["joe"])
        try await fixture.expectSameAsSkopeo(registry, path, client)
        _ = try await client.tags(of: name("public/app"))
        #expect(Set(server.requests.flatMap { $0.query("scope") }).contains("repository:public/app:pull"))
    }

    @Test func aStrangerIsRefused() async throws {
        defer { registry.stop() }
        let name = try name("private/app")
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: name) }
        #expect(error?.code == .unauthorized)
        #expect(server.requests.count == 1)
    }

    @Test func aWrongPasswordDoesNotHideWhatIsPublic() async throws {
        defer { registry.stop() }
        let client = TestClient([registry.host: joe("wrong-word")])
        #expect(try await client.registry.tags(of: name("public/app")).tags.sorted() == Fixture.tags)
        #expect(client.notices.all == ["stored credentials for \(registry.host) are rejected; used anonymous access"])
        let hidden = try name("private/app")
        let error = await failure { () async throws(RegistryError) in try await client.registry.tags(of: hidden) }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("wrong-word") == false)
    }

    /// The reply says five minutes, the token itself ends sooner: the registry's 401 is what tells.
    @Test func anExpiredTokenIsReplacedOnce() async throws {
        defer { registry.stop() }
        // The registry grants 60 s more: the token lasts 3 s.
        server.change { $0.real = -57 }
        let client = TestClient([registry.host: joe()]).registry
        let name = try name("private/app")
        #expect(try await client.tags(of: name).tags.sorted() == Fixture.tags)
        let token = try #require(server.issued.last)
        let http = HTTPClient(TransportOptions(retries: .none))
        var status = 200
        while status == 200 {
            status = try await http.send(
                HTTPRequest(
                    url: "http://\(registry.host)/v2/private/app/tags/list", authorization: Secret("Bearer \(token)"),
                    bodyLimit: 1 << 16)
            ).status
        }
        #expect(status == 401)
        server.change { $0.real = 300 }
        server.forgetRequests()
        #expect(try await client.tags(of: name).tags.sorted() == Fixture.tags)
        #expect(try await client.digest(of: name, reference: "1.0.0").text == fixture.images[0].digest)
        #expect(server.requests.count == 1)
    }
}
