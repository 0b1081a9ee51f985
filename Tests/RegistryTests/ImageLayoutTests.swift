import Artifacts
import FakeRegistry
import Registry
import Testing

@Suite("Image layouts")
struct ImageLayoutTests {
    private let one = FakeImage(named: "one")
    private let two = FakeImage(named: "two")

    private func open(_ fake: FakeLayout) throws -> ImageLayout {
        try ImageLayout(directory: fake.path)
    }

    @Test func tagsAreNames() throws {
        let fake = try FakeLayout([
            ("1.0.0", one), ("docker.io/library/nginx:2.0", two), (nil, one), ("1.0.0", one), ("not a tag", one),
            ("ghcr.io/a/b@\(two.digest)", two), (two.digest, two),
        ])
        let layout = try open(fake)
        #expect(layout.tags() == TagList(tags: ["1.0.0", "2.0"], partial: nil))
        #expect(try layout.digest(of: "1.0.0").text == one.digest)
        #expect(try layout.digest(of: "2.0").text == two.digest)
        #expect(try layout.digest(of: "docker.io/library/nginx:2.0").text == two.digest)
        #expect(#expect(throws: RegistryError.self) { try layout.digest(of: "3.0") }?.code == .notFound)
        #expect(layout.ambiguousNames().isEmpty)
    }

    @Test func theLastOfEqualNamesCounts() throws {
        let layout = try open(FakeLayout([("a", one), ("a", two)]))
        #expect(layout.tags().tags == ["a"])
        #expect(try layout.digest(of: "a").text == two.digest)
        #expect(layout.ambiguousNames() == ["a"])
    }

    @Test func contentIsVerified() throws {
        let fake = try FakeLayout([("a", one)])
        let layout = try open(fake)
        let manifest = try layout.manifest(of: "a")
        #expect(manifest.digest.text == one.digest)
        #expect(try layout.manifest(of: one.digest) == manifest)
        let config = try #require(manifest.config)
        #expect(try layout.blob(config.digest) == one.blobs[0].bytes)
        try fake.folder.write("tampered", to: "blobs/" + config.digest.text.replacing(":", with: "/"))
        let error = #expect(throws: RegistryError.self) { try layout.blob(config.digest) }
        #expect(error?.code == .digestMismatch)
    }

    @Test func absentBlobsAndNames() throws {
        let layout = try open(FakeLayout([("a", one)]))
        let absent = try #require(Digest(two.digest))
        #expect(#expect(throws: RegistryError.self) { try layout.blob(absent) }?.code == .notFound)
        #expect(#expect(throws: RegistryError.self) { try layout.manifest(of: "b") }?.code == .notFound)
        #expect(#expect(throws: RegistryError.self) { try layout.manifest(of: two.digest) }?.code == .notFound)
    }

    @Test(
        "folders that are no layout",
        arguments: [
            (String?.none, "{}", RegistryError.Code.notFound), (#"{"imageLayoutVersion":"1.0.0"}"#, nil, .notFound),
            (#"{"imageLayoutVersion":"2.0.0"}"#, #"{"manifests":[]}"#, .invalidResponse),
            ("{}", #"{"manifests":[]}"#, .invalidResponse),
            (#"{"imageLayoutVersion":"1.0.0"}"#, "garbage", .invalidResponse),
            (#"{"imageLayoutVersion":"1.0.0"}"#, "{}", .invalidResponse),
            (String(repeating: " ", count: 5_000), #"{"manifests":[]}"#, .unreadable),
        ] as [(String?, String?, RegistryError.Code)])
    func noLayout(marker: String?, index: String?, code: RegistryError.Code) throws {
        let folder = try TemporaryFolder()
        if let marker { try folder.write(marker, to: "oci-layout") }
        if let index { try folder.write(index, to: "index.json") }
        let error = #expect(throws: RegistryError.self) { try ImageLayout(directory: folder.path) }
        #expect(error?.code == code)
        #expect(error?.message.contains(folder.path) == true)
    }

    @Test func anAbsentFolder() {
        #expect(
            #expect(throws: RegistryError.self) { try ImageLayout(directory: "/no/such/folder") }?.code == .notFound)
    }
}
