import Artifacts
import FakeRegistry
import Synchronization
import TestSupport
import Testing

@testable import Registry
@testable import Transport

/// A registry client with a cache in a folder of its own.
private struct CachedClient {
    let folder: TemporaryTree
    var credentials: [String: Credential] = [:]

    func registry(_ rules: CacheRules = CacheRules(maximumAge: .seconds(600))) -> RegistryClient {
        RegistryClient(
            http: HTTPClient(TransportOptions(retries: .none)),
            options: RegistryOptions(
                credentials: CredentialStore(credentials),
                cache: ResponseCache(folder: "\(folder.path)/cache", rules: rules)))
    }

    static let offline = CacheRules(isOffline: true)
}

@Suite("A registry behind the cache", .timeLimit(.minutes(3)))
struct CachedRegistryTests {
    private let folder = TemporaryTree()

    @Test("Tags, digests, manifests and blobs are asked for once, and are there offline")
    func everything() async throws {
        let fake = try FakeRegistry()
        let image = FakeImage(named: "one")
        fake.add(image, to: "org/app", tag: "1.0.0")
        fake.change { $0.pageSize = 1 }
        fake.setTags(["1.0.0", "1.1.0", "1.2.0"], of: "org/app")
        fake.add(image, to: "org/app", tag: "1.0.0")
        let client = CachedClient(folder: folder)

        func ask(_ registry: RegistryClient) async throws -> (TagList, Digest, Manifest, [UInt8]) {
            let app = try app(fake)
            let manifest = try await registry.manifest(of: app, reference: "1.0.0")
            return (
                try await registry.tags(of: app), try await registry.digest(of: app, reference: "1.0.0"), manifest,
                try await registry.blob(of: app, try #require(manifest.config))
            )
        }
        let live = try await ask(client.registry())
        let count = fake.requests.count
        let again = try await ask(client.registry())
        #expect(fake.requests.count == count, "the second run asks nothing")
        #expect(again.0.tags == live.0.tags && again.1 == live.1 && again.2 == live.2 && again.3 == live.3)
        fake.stop()
        let offline = try await ask(client.registry(CachedClient.offline))
        #expect(offline.0.tags == ["1.0.0", "1.1.0", "1.2.0"] && offline.0.partial == nil && offline.0.asOf != nil)
        #expect(offline.1 == live.1 && offline.2 == live.2 && offline.3 == live.3)
    }

    @Test("Offline, what is not stored is an error of its own kind, and nothing is sent")
    func missing() async throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        let registry = CachedClient(folder: folder).registry(CachedClient.offline)
        let error = await failure { () async throws(RegistryError) in
            try await registry.tags(of: RepositoryName(host: fake.host, path: "org/app")!)
        }
        #expect(error?.code == .offline)
        #expect(fake.connections == 0)
    }

    @Test("A page that is missing offline makes the list partial")
    func missingPage() async throws {
        let fake = try FakeRegistry()
        fake.setTags(["1", "2", "3"], of: "org/app")
        fake.change {
            $0.pageSize = 2
            $0.intercept = { $0.target.contains("last=") ? FakeReply(500, text: "no") : nil }
        }
        let client = CachedClient(folder: folder)
        _ = try await client.registry().tags(of: app(fake))
        let offline = try await client.registry(CachedClient.offline).tags(of: app(fake))
        #expect(offline.tags == ["1", "2"] && offline.partial?.contains("offline") == true)
    }

    @Test("A registry that rejects a page size is found offline too")
    func rejectedPageSize() async throws {
        let fake = try FakeRegistry()
        fake.setTags(["1"], of: "org/app")
        fake.change { $0.rejectsPageSize = true }
        let client = CachedClient(folder: folder)
        _ = try await client.registry().tags(of: app(fake))
        #expect(try await client.registry(CachedClient.offline).tags(of: app(fake)).tags == ["1"])
    }

    @Test("What one account may read is not told to another, nor to nobody")
    func identities() async throws {
        let fake = try FakeRegistry(Behaviour())
        fake.setTags(["1.0.0"], of: "org/app")
        fake.change { $0.auth = .basic(user: "joe", password: "s3cret-word") }
        var client = CachedClient(folder: folder, credentials: [fake.host: joe("s3cret-word")])
        #expect(try await client.registry().tags(of: app(fake)).tags == ["1.0.0"])
        for credentials in [[:], [fake.host: joe("wrong")], [fake.host: .password(user: "ann", Secret("s3cret-word"))]]
        {
            client.credentials = credentials
            let registry = client.registry()
            let denied = await failure { () async throws(RegistryError) in
                try await registry.tags(of: RepositoryName(host: fake.host, path: "org/app")!)
            }
            #expect(denied?.code == .unauthorized)
            let offline = client.registry(CachedClient.offline)
            let absent = await failure { () async throws(RegistryError) in
                try await offline.tags(of: RepositoryName(host: fake.host, path: "org/app")!)
            }
            #expect(absent?.code == .offline)
        }
        let kept = run("grep", ["-rlE", "s3cret-word|am9lOn", folder.path])
        #expect(kept.output.isEmpty, "no secret is kept")
    }

    @Test("Tokens are not kept")
    func tokens() async throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        fake.change { $0.auth = .bearer(Behaviour.TokenServer()) }
        _ = try await CachedClient(folder: folder).registry().tags(of: app(fake))
        #expect(run("grep", ["-rl", "token-", folder.path]).output.isEmpty)
        #expect(!run("find", [folder.path, "-path", "*answers*", "-type", "f"]).output.isEmpty)
    }

    @Test("A lie about a digest is not kept, and a kept lie is not believed")
    func wrongContent() async throws {
        let fake = try FakeRegistry()
        let image = FakeImage(named: "one")
        fake.add(image, to: "org/app", tag: "1.0.0")
        let client = CachedClient(folder: folder)
        fake.change { $0.intercept = { $0.path.contains("/blobs/") ? FakeReply(200, text: "evil") : nil } }
        let manifest = try await client.registry().manifest(of: app(fake), reference: "1.0.0")
        let config = try #require(manifest.config)
        let registry = client.registry()
        let error = await failure { () async throws(RegistryError) in
            try await registry.blob(of: RepositoryName(host: fake.host, path: "org/app")!, config)
        }
        #expect(error != nil)
        fake.change { $0.intercept = nil }
        #expect(try await client.registry().blob(of: app(fake), config).count == config.size)
    }

    @Test("Failures are not kept", arguments: [404, 401, 403, 500])
    func failures(status: Int) async throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        fake.change { $0.intercept = { _ in FakeReply(status, text: "no") } }
        let client = CachedClient(folder: folder)
        _ = try? await client.registry().tags(of: app(fake))
        fake.change { $0.intercept = nil }
        #expect(try await client.registry().tags(of: app(fake)).tags == ["1.0.0"])
    }
}
