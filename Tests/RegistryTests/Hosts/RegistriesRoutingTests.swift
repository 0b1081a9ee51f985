import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

/// Where requests go, by `registries.conf`, against registries on loopback.
@Suite("Locations and mirrors", .timeLimit(.minutes(1)))
struct RegistriesRoutingTests {
    private let name: RepositoryName
    private let image = FakeImage(named: "routed")

    init() throws {
        name = try #require(RepositoryName(host: "registry.example", path: "org/app"))
    }

    private func client(_ configuration: String, _ credentials: [String: Credential] = [:]) -> TestClient {
        TestClient(credentials, registries: RegistriesConfiguration(toml: Array(configuration.utf8), name: "r.conf"))
    }

    private func registry(_ path: String, tag: String? = "1.0.0") throws -> FakeRegistry {
        let registry = try FakeRegistry()
        registry.add(image, to: path, tag: tag)
        return registry
    }

    @Test func theLocationIsAskedUnderItsOwnName() async throws {
        let registry = try registry("inner/app")
        let server = Behaviour.TokenServer()
        registry.change { $0.auth = .bearer(server) }
        let client = client("[[registry]]\nprefix='registry.example/org'\nlocation='\(registry.host)/inner'\n")
        #expect(try await client.registry.tags(of: name).tags == ["1.0.0"])
        #expect(try await client.registry.digest(of: name, reference: "1.0.0").text == image.digest)
        let manifest = try await client.registry.manifest(of: name, reference: image.digest)
        #expect(try await client.registry.blob(of: name, try #require(manifest.config)) == image.blobs[0].bytes)
        let scopes = registry.requests(to: "/token").flatMap { $0.query("scope") }
        #expect(scopes == ["repository:inner/app:pull"])
    }

    @Test func credentialsAreThoseOfTheLocation() async throws {
        let registry = try registry("inner/app")
        registry.change { $0.auth = .basic(user: "joe", password: "s3cret") }
        let configuration = "[[registry]]\nprefix='registry.example/org'\nlocation='\(registry.host)/inner'\n"
        let right = client(configuration, ["\(registry.host)/inner": joe()])
        #expect(try await right.registry.tags(of: name).tags == ["1.0.0"])
        let wrong = client(configuration, ["registry.example": joe()])
        let error = await failure { () async throws(RegistryError) in try await wrong.registry.tags(of: name) }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("registry.example/org/app: listing tags at \(registry.host)/inner/app") == true)
        #expect(registry.requests.filter { $0.header("Authorization") != nil }.count == 1)
    }

    @Test func mirrorsAreReadByDigestInOrder() async throws {
        let primary = try registry("org/app")
        let (empty, full) = (try FakeRegistry(), try registry("copy/app", tag: nil))
        let client = client(
            """
            [[registry]]
            prefix = "registry.example/org"
            location = "\(primary.host)/org"
            [[registry.mirror]]
            location = "\(empty.host)/none"
            [[registry.mirror]]
            location = "\(full.host)/copy"
            [[registry.mirror]]
            location = "never.example"
            pull-from-mirror = "tag-only"

            """
        ).registry
        _ = try await client.tags(of: name)
        _ = try await client.digest(of: name, reference: "1.0.0")
        _ = try await client.manifest(of: name, reference: "1.0.0")
        #expect(empty.requests.isEmpty && full.requests.isEmpty)
        primary.forgetRequests()
        let manifest = try await client.manifest(of: name, reference: image.digest)
        #expect(try await client.digest(of: name, reference: image.digest).text == image.digest)
        #expect(try await client.blob(of: name, try #require(manifest.config)) == image.blobs[0].bytes)
        #expect(primary.requests.isEmpty)
        #expect(empty.requests.map(\.path).first == "/v2/none/app/manifests/\(image.digest)")
        #expect(full.requests.map(\.path).first == "/v2/copy/app/manifests/\(image.digest)")
    }

    @Test func aMirrorThatLiesOrIsDownIsPassedOver() async throws {
        let (primary, liar, down) = (try registry("org/app"), try FakeRegistry(), try FakeRegistry())
        let other = FakeImage(named: "other")
        liar.change { behaviour in
            behaviour.intercept = { _ in
                FakeReply(200, headers: [("Content-Type", other.mediaType)], body: other.manifest)
            }
        }
        down.stop()
        let client = client(
            """
            [[registry]]
            prefix = "registry.example"
            location = "\(primary.host)"
            mirror = [{location = "\(liar.host)"}, {location = "\(down.host)"}]

            """)
        for _ in 0..<2 {
            #expect(try await client.registry.manifest(of: name, reference: image.digest).bytes == image.manifest)
        }
        #expect(client.notices.all.count == 2)
        #expect(client.notices.all.allSatisfy { $0.hasPrefix("the mirror 127.0.0.1:") })
        #expect(liar.requests.count == 2)
    }

    @Test func nothingIsSentForABlockedName() async throws {
        let registry = try registry("org/app")
        let client = client("[[registry]]\nlocation='\(registry.host)/org'\nblocked=true\n").registry
        let blocked = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await client.tags(of: blocked) }
        #expect(error?.code == .refused)
        #expect(error?.message == "\(blocked): blocked by r.conf:1 (prefix “\(registry.host)/org”)")
        for reference in ["1.0.0", image.digest] {
            let error = await failure { () async throws(RegistryError) in
                try await client.manifest(of: blocked, reference: reference)
            }
            #expect(error?.code == .refused)
        }
        #expect(registry.requests.isEmpty)
        let free = try app(registry, "free/app")
        #expect(await failure { () async throws(RegistryError) in try await client.tags(of: free) }?.code == .notFound)
    }
}
