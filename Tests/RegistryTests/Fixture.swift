import Artifacts
import FakeRegistry
import FoundationEssentials
import Registry
import Testing

/// Two tags to push, and the comparison with what skopeo reads.
struct Fixture {
    static let tags = ["1.0.0", "1.1.0"]

    let images = tags.map { FakeImage(named: "fixture \($0)") }
    private let layout: FakeLayout

    init() throws {
        layout = try FakeLayout(Array(zip(Self.tags, images)))
    }

    func push(to registry: DockerRegistry, _ path: String) throws {
        for tag in Self.tags { try registry.push(layout.path, tag: tag, to: path) }
    }

    /// Tags, digests, manifests and blobs of a repository are what skopeo says, and what was pushed.
    func expectSameAsSkopeo(_ registry: DockerRegistry, _ path: String, _ client: RegistryClient) async throws {
        struct TagList: Decodable {
            enum CodingKeys: String, CodingKey {
                case tags = "Tags"
            }
            let tags: [String]
        }
        let name = try #require(RepositoryName(host: registry.host, path: path))
        let listing = registry.skopeo(["list-tags"], path)
        let theirs = try JSONDecoder().decode(TagList.self, from: Data(listing.output.utf8)).tags
        let ours = try await client.tags(of: name)
        #expect(ours.tags.sorted() == theirs.sorted() && ours.partial == nil, "\(listing.output)")
        #expect(ours.tags.sorted() == Self.tags)
        for (tag, image) in zip(Self.tags, images) {
            let digest = try await client.digest(of: name, reference: tag).text
            #expect(digest == registry.skopeo(["inspect", "--format", "{{.Digest}}"], "\(path):\(tag)").output.trimmed)
            let raw = registry.skopeo(["inspect", "--raw"], "\(path)@\(digest)").output.trimmed
            for reference in [tag, digest] {
                let manifest = try await client.manifest(of: name, reference: reference)
                #expect(manifest.bytes == image.manifest)
                #expect(String(decoding: manifest.bytes, as: UTF8.self) == raw)
                #expect(manifest.digest.text == digest)
            }
            let config = try #require(try await client.manifest(of: name, reference: digest).config)
            let blob = String(decoding: try await client.blob(of: name, config), as: UTF8.self)
            #expect(blob == registry.skopeo(["inspect", "--config", "--raw"], "\(path):\(tag)").output.trimmed)
        }
    }
}

extension String {
    /// Without the line break that the program, or reading it by lines, adds.
    fileprivate var trimmed: String {
        var text = self
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
