import Artifacts
import FakeRegistry
import FoundationEssentials
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

    /// A `registries.conf` leads to the same bytes; tag lists of skopeo do not follow it, so that they cannot be compared.
    @Test func registriesConfMeansWhatItMeansToSkopeo() async throws {
        let image = FakeImage(named: "interop")
        let layout = try FakeLayout([("1.0.0", image)])
        let registry = try DockerRegistry.start(.open)
        defer { registry.stop() }
        try registry.push(layout.path, tag: "1.0.0", to: "inner/team/app")
        let text = """
            [[registry]]
            prefix = "*.wild.invalid"
            location = "\(registry.host)/inner"
            insecure = true
            [[registry]]
            prefix = "moved.invalid/org"
            location = "\(registry.host)/inner/team"
            insecure = true
            [[registry]]
            prefix = "moved.invalid/org/blocked"
            blocked = true
            location = "elsewhere.invalid"
            [[registry]]
            prefix = "mirrored.invalid"
            location = "127.0.0.1:1"
            [[registry.mirror]]
            location = "\(registry.host)/nothing"
            insecure = true
            [[registry.mirror]]
            location = "\(registry.host)/inner/team"
            insecure = true

            """
        let folder = try TemporaryFolder()
        try folder.write(text, to: "registries.conf")
        let file = "\(folder.path)/registries.conf"
        let client = TestClient(registries: RegistriesConfiguration(files: [file])).registry
        for (name, reference) in [
            ("moved.invalid/org/app", "1.0.0"), ("moved.invalid/org/app", image.digest),
            ("a.b.wild.invalid/team/app", "1.0.0"), ("mirrored.invalid/app", image.digest),
            ("moved.invalid/org/blocked", "1.0.0"), ("wild.invalid/team/app", "1.0.0"),
            ("moved.invalid/organ/app", "1.0.0"),
        ] {
            let text = "docker://\(name)\(reference.contains(":") ? "@" : ":")\(reference)"
            let theirs = Program.run(["skopeo", "--registries-conf", file, "inspect", "--raw", text])
            let repository = try #require(RepositoryName(name))
            do throws(RegistryError) {
                let ours = try await client.manifest(of: repository, reference: reference)
                #expect(theirs.code == 0 && ours.bytes == image.manifest, "\(name)")
                #expect(theirs.output == String(decoding: ours.bytes, as: UTF8.self) + "\n")
            } catch {
                #expect(theirs.code != 0, "\(name): \(error)")
                #expect(theirs.output.contains("blocked") == (error.code == .refused), "\(name): \(error)")
            }
        }
    }

    /// `skopeo inspect`, as far as it tells the same.
    private struct Inspection: Decodable {
        let digest: String
        let repoTags: [String]
        let created: String?
        let labels: [String: String]?
        let architecture: String
        let os: String

        private enum CodingKeys: String, CodingKey {
            case digest = "Digest"
            case repoTags = "RepoTags"
            case created = "Created"
            case labels = "Labels"
            case architecture = "Architecture"
            case os = "Os"
        }
    }

    private struct TagNames: Decodable {
        let tags: [String]

        private enum CodingKeys: String, CodingKey { case tags = "Tags" }
    }

    private func skopeo<Answer: Decodable>(_ arguments: [String]) throws -> Answer {
        let (code, output) = Program.run(["skopeo"] + arguments)
        try #require(code == 0, "\(output)")
        return try JSONDecoder().decode(Answer.self, from: Data(output.utf8))
    }

    private static func image(_ architecture: String) -> FakeImage {
        let labels = [("org.opencontainers.image.version", "1.2"), ("built-for", architecture)]
        let more = #""created":"2026-02-03T04:05:06Z","variant":"\#(architecture == "arm" ? "v7" : "")""#
        return FakeImage(os: "linux", architecture: architecture, labels: labels, more: more)
    }

    private static let index = FakeImage(
        index: ["amd64", "arm64", "arm"].map { architecture in
            let variant = architecture == "arm" ? #","variant":"v7""# : ""
            return .init(image(architecture), platform: #"{"os":"linux","architecture":"\#(architecture)"\#(variant)}"#)
        })

    @Test func agreesWithSkopeo() async throws {
        let layout = try FakeLayout([
            ("index", Self.index), ("single", Self.image("arm64")), ("1.0.0", FakeImage(named: "bare")),
        ])
        let registry = try DockerRegistry.start(.open)
        defer { registry.stop() }
        for tag in ["index", "single", "1.0.0"] { try registry.push(layout.path, tag: tag, to: "org/app") }
        let name = try #require(RepositoryName(host: registry.host, path: "org/app"))
        let repository = RemoteRepository(TestClient().registry, name)
        let listed: TagNames = try skopeo(["list-tags", "--tls-verify=false", "docker://\(name)"])
        let tags = try await repository.tags().tags
        #expect(tags.sorted() == listed.tags.sorted())
        let cases = [
            ("index", "linux/amd64"), ("index", "linux/arm64"), ("index", "linux/arm/v7"), ("single", "linux/arm64"),
            ("1.0.0", "linux/amd64"),
        ]
        for (tag, text) in cases {
            let platform = try #require(Platform(text))
            let options = ["--override-os=linux", "--override-arch=\(platform.architecture)"]
            let variant = platform.variant.map { ["--override-variant=\($0)"] } ?? []
            let theirs: Inspection = try skopeo(
                options + variant + ["inspect", "--tls-verify=false", "docker://\(name):\(tag)"])
            let ours = try await repository.imageFacts(of: tag, platform: platform)
            #expect(ours.digest.text == theirs.digest, "\(tag)")
            #expect(try await repository.digest(of: tag).text == theirs.digest, "\(tag)")
            #expect(ours.platform?.architecture == theirs.architecture, "\(tag)")
            #expect(ours.platform?.os == theirs.os, "\(tag)")
            #expect(ours.labels == theirs.labels ?? [:], "\(tag)")
            // skopeo shows an absent date as the zero of its language.
            #expect(ours.created?.value == (tag == "1.0.0" ? nil : theirs.created), "\(tag)")
            #expect(tags.sorted() == theirs.repoTags.sorted())
        }
    }
}
