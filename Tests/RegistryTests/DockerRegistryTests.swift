import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

@Suite(
    "The real registry",
    .enabled(if: DockerRegistry.isInstalled, "\(DockerRegistry.absence)"),
    .timeLimit(.minutes(2))
)
struct DockerRegistryTests {
    @Test("reads what skopeo pushed", arguments: [true, false])
    func reads(isOpen: Bool) async throws {
        let image = FakeImage(named: "interop")
        let layout = try FakeLayout([("1.0.0", image), ("1.1.0", FakeImage(named: "newer"))])
        let registry = try DockerRegistry.start(isOpen ? .open : .basic(user: "joe", password: "s3cret"))
        defer { registry.stop() }
        for tag in ["1.0.0", "1.1.0"] { try registry.push(layout.path, tag: tag, to: "org/app") }
        let client = TestClient(isOpen ? [:] : [registry.host: joe()]).registry
        let name = try #require(RepositoryName(host: registry.host, path: "org/app"))
        let list = try await client.tags(of: name)
        #expect(list.tags.sorted() == ["1.0.0", "1.1.0"])
        #expect(list.partial == nil)
        #expect(try await client.digest(of: name, reference: "1.0.0").text == image.digest)
        #expect(try await client.digest(of: name, reference: image.digest).text == image.digest)
        let manifest = try await client.manifest(of: name, reference: "1.0.0")
        #expect(manifest.bytes == image.manifest)
        let config = try #require(manifest.config)
        #expect(try await client.blob(of: name, config) == image.blobs[0].bytes)
        let absent = try #require(RepositoryName(host: registry.host, path: "org/none"))
        let error = await failure { () async throws(RegistryError) in try await client.tags(of: absent) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("NAME_UNKNOWN") == true)
        if !isOpen {
            let stranger = TestClient().registry
            let refusal = await failure { () async throws(RegistryError) in try await stranger.tags(of: name) }
            #expect(refusal?.code == .unauthorized)
        }
    }
}
