import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

@Suite("Digests, manifests and blobs", .timeLimit(.minutes(1)))
struct ManifestLookupTests {
    private let image = FakeImage(
        config: FakeImage.Blob(
            mediaType: MediaType.helmConfig, bytes: Array(#"{"name":"app","version":"1.0.0"}"#.utf8)),
        layers: [FakeImage.Blob(mediaType: MediaType.helmChart, bytes: Array("not really a chart".utf8))],
        annotations: [("org.opencontainers.image.version", "1.0.0")],
    )

    private func registry(_ edit: (inout Behaviour) -> Void = { _ in }) throws -> FakeRegistry {
        var behaviour = Behaviour()
        edit(&behaviour)
        let registry = try FakeRegistry(behaviour)
        registry.add(image, to: "org/app", tag: "1.0.0")
        return registry
    }

    private static let wrong = "sha256:" + String(repeating: "1", count: 64)
    private static let otherAlgorithm = "sha512:" + String(repeating: "1", count: 128)

    /// The table in the documentation of `digest(of:reference:)`, row by row.
    @Test(
        "digest of a tag",
        arguments: [
            (String??.none, Int?.none, ["HEAD"]),
            (.some(nil), nil, ["HEAD", "GET"]), (.some("garbage"), nil, ["HEAD", "GET"]),
            (.some(""), nil, ["HEAD", "GET"]),
            (.some("md5:" + String(repeating: "1", count: 32)), nil, ["HEAD", "GET"]),
            (nil, 405, ["HEAD", "GET"]), (nil, 501, ["HEAD", "GET"]), (nil, 400, ["HEAD", "GET"]),
        ])
    func digestOfATag(header: String??, headStatus: Int?, methods: [String]) async throws {
        let registry = try registry {
            $0.digestHeader = header
            $0.headStatus = headStatus
        }
        let digest = try await TestClient().registry.digest(of: app(registry), reference: "1.0.0")
        #expect(digest.text == image.digest)
        #expect(registry.requests.map(\.method) == methods)
    }

    @Test(
        "digest of a digest",
        arguments: [
            (String??.none, true), (.some(nil), true), (.some("garbage"), true), (.some(wrong), false),
            (.some(otherAlgorithm), true),
        ])
    func digestOfADigest(header: String??, agrees: Bool) async throws {
        let registry = try registry { $0.digestHeader = header }
        let app = try app(registry)
        if agrees {
            #expect(try await TestClient().registry.digest(of: app, reference: image.digest).text == image.digest)
        } else {
            let error = await failure { () async throws(RegistryError) in
                try await TestClient().registry.digest(of: app, reference: image.digest)
            }
            #expect(error?.code == .digestMismatch)
        }
        #expect(registry.requests.map(\.method) == ["HEAD"])
    }

    @Test func acceptNamesAllManifestTypes() async throws {
        let registry = try registry()
        _ = try await TestClient().registry.digest(of: app(registry), reference: "1.0.0")
        let accept = try #require(registry.requests.last?.header("Accept"))
        for type in [MediaType.index, MediaType.manifest, MediaType.dockerIndex, MediaType.dockerManifest] {
            #expect(accept.contains(type))
        }
    }

    @Test(
        "what is no reference is not sent",
        arguments: [
            "", "../../secret", "a b", "a?b", "a#b", "a%2f", "sha256:xyz",
            "sha256:" + String(repeating: "A", count: 64), ".a", "-a",
            String(repeating: "a", count: 129), "a\n",
        ])
    func badReferences(reference: String) async throws {
        let registry = try registry()
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.digest(of: app, reference: reference)
        }
        #expect(error?.code == .invalidName)
        #expect(registry.requests.isEmpty)
    }

    @Test("a manifest by tag or digest", arguments: [true, false])
    func manifest(byTag: Bool) async throws {
        let registry = try registry()
        let client = TestClient()
        let manifest = try await client.registry.manifest(of: app(registry), reference: byTag ? "1.0.0" : image.digest)
        #expect(manifest.kind == .manifest)
        #expect(manifest.digest.text == image.digest)
        #expect(manifest.bytes == image.manifest)
        #expect(manifest.config?.mediaType == MediaType.helmConfig)
        #expect(manifest.layers.map(\.mediaType) == [MediaType.helmChart])
        #expect(manifest.annotations["org.opencontainers.image.version"] == "1.0.0")
        #expect(registry.requests.last?.header("Accept-Encoding") == nil)
        #expect(client.notices.all.isEmpty)
    }

    @Test func aWrongDigestHeaderIsNotedForATag() async throws {
        let registry = try registry { $0.digestHeader = Self.wrong }
        let client = TestClient()
        #expect(try await client.registry.manifest(of: app(registry), reference: "1.0.0").digest.text == image.digest)
        #expect(client.notices.all.count == 1)
    }

    @Test func bytesOfAnotherDigestAreRefused() async throws {
        let registry = try registry { $0.intercept = { _ in FakeReply(200, json: #"{"manifests":[]}"#) } }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.manifest(of: app, reference: image.digest)
        }
        #expect(error?.code == .digestMismatch)
    }

    @Test(
        "manifests that cannot be used",
        arguments: [
            (FakeReply(200, text: "<html>", type: "text/html"), RegistryError.Code.invalidResponse),
            (FakeReply(200, json: #"{"schemaVersion":1}"#), .invalidResponse), (FakeReply(404), .notFound),
            (FakeReply(403), .forbidden),
            (FakeReply(503), .unavailable),
        ])
    func unusable(reply: FakeReply, code: RegistryError.Code) async throws {
        let registry = try registry { $0.intercept = { _ in reply } }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.manifest(of: app, reference: "1.0.0")
        }
        #expect(error?.code == code)
    }

    @Test func anOversizedManifestIsNotRead() async throws {
        let registry = try registry {
            $0.intercept = { _ in
                FakeReply(200, text: String(repeating: " ", count: 5 << 20)).delivered(.chunked(65_536))
            }
        }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.manifest(of: app, reference: "1.0.0")
        }
        guard case .network(let cause) = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
        #expect(cause.kind == .bodyTooLarge)
    }

    @Test func aBlobIsVerified() async throws {
        let registry = try registry()
        let client = TestClient().registry
        let manifest = try await client.manifest(of: app(registry), reference: "1.0.0")
        let config = try #require(manifest.config)
        #expect(try await client.blob(of: app(registry), config) == image.blobs[0].bytes)
    }

    @Test(
        "blobs that are not what the descriptor says",
        arguments: [
            (-1, 0, RegistryError.Code.digestMismatch), (1, 0, .digestMismatch), (0, 1, .digestMismatch),
        ])
    func wrongBlobs(sizeError: Int, byteError: UInt8, code: RegistryError.Code) async throws {
        let bytes = image.blobs[0].bytes
        let registry = try registry {
            $0.intercept = { _ in FakeReply(200, body: bytes.map { $0 &+ byteError }) }
        }
        let digest = try #require(Digest(image.blobs[0].digest))
        let descriptor = Descriptor(mediaType: "x/y", digest: digest, size: bytes.count + sizeError)
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.blob(of: app, descriptor)
        }
        if sizeError < 0 {
            guard case .network(let cause) = error?.code else {
                Issue.record("expected a network error, got \(String(describing: error))")
                return
            }
            #expect(cause.kind == .bodyTooLarge)
        } else {
            #expect(error?.code == code)
        }
    }

    @Test("sizes that are not asked for", arguments: [-1, RegistryLimits.blobBytes + 1, Int.max])
    func unfitSizes(size: Int) async throws {
        let registry = try registry()
        let digest = try #require(Digest(image.digest))
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.blob(of: app, Descriptor(mediaType: "x/y", digest: digest, size: size))
        }
        #expect(error?.code == .refused)
        #expect(registry.requests.isEmpty)
    }

    @Test func blobsMayBeElsewhereAndCredentialsStayHere() async throws {
        let bytes = image.blobs[0].bytes
        let storage = try FakeServer { request in
            request.header("Authorization") == nil
                ? FakeReply(200, body: bytes) : FakeReply(400, text: "Only one auth mechanism allowed")
        }
        let registry = try registry {
            $0.auth = .basic(user: "joe", password: "s3cret")
            $0.blobRedirect = storage.url
        }
        let client = TestClient([registry.host: joe()]).registry
        let config = try #require(try await client.manifest(of: app(registry), reference: "1.0.0").config)
        #expect(try await client.blob(of: app(registry), config) == bytes)
        #expect(storage.requests.count == 1)
    }

    @Test func inlineContentNeedsNoRequest() async throws {
        let text = "aGVsbG8="
        let digest = FakeImage.digest(Array("hello".utf8))
        let manifest = #"{"config":{"mediaType":"a/b","digest":"\#(digest)","size":5,"data":"\#(text)"},"layers":[]}"#
        let registry = try registry { $0.intercept = { _ in FakeReply(200, json: manifest) } }
        let client = TestClient().registry
        let config = try #require(try await client.manifest(of: app(registry), reference: "1.0.0").config)
        registry.forgetRequests()
        #expect(try await client.blob(of: app(registry), config) == Array("hello".utf8))
        #expect(registry.requests.isEmpty)
    }
}
