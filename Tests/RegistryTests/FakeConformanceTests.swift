import FakeRegistry
import Testing
import Transport

/// The fake registry against the distribution specification, read-only part: everything else is proven against it.
@Suite("The fake registry conforms", .timeLimit(.minutes(1)))
struct FakeConformanceTests {
    private static let image = FakeImage(named: "a")
    private static let index = FakeImage(index: [.init(image)])
    private static let absent = FakeImage.digest([0])
    private static let json = "application/json"
    private static let manifestType = FakeImage.manifestType

    private static func errors(_ code: String) -> String { #""code":"\#(code)""# }

    /// Method, path ⇒ status, content type, part of the body.
    private static let table: [(method: HTTPMethod, path: String, status: Int, type: String?, body: String)] = [
        (.get, "/v2/", 200, json, "{}"),
        (.get, "/v2/org/app/tags/list", 200, json, #"{"name":"org/app","tags":["1.0.0","2.0.0"]}"#),
        (.get, "/v2/org/app/tags/list?n=1", 200, json, #""tags":["1.0.0"]"#),
        (.get, "/v2/org/app/tags/list?n=1&last=1.0.0", 200, json, #""tags":["2.0.0"]"#),
        (.get, "/v2/org/app/tags/list?n=0", 200, json, #""tags":[]"#),
        (.get, "/v2/org/app/tags/list?last=2.0.0", 200, json, #""tags":[]"#),
        (.get, "/v2/org/none/tags/list", 404, json, errors("NAME_UNKNOWN")),
        (.get, "/v2/org/app/manifests/1.0.0", 200, manifestType, #""schemaVersion":2"#),
        (.head, "/v2/org/app/manifests/1.0.0", 200, manifestType, ""),
        (.get, "/v2/org/app/manifests/2.0.0", 200, FakeImage.indexType, image.digest),
        (.get, "/v2/org/app/manifests/\(image.digest)", 200, manifestType, #""schemaVersion":2"#),
        (.head, "/v2/org/app/manifests/\(image.digest)", 200, manifestType, ""),
        (.get, "/v2/org/app/manifests/none", 404, json, errors("MANIFEST_UNKNOWN")),
        (.head, "/v2/org/app/manifests/none", 404, json, ""),
        (.get, "/v2/org/app/manifests/\(absent)", 404, json, errors("MANIFEST_UNKNOWN")),
        (.get, "/v2/org/none/manifests/1.0.0", 404, json, errors("NAME_UNKNOWN")),
        (.get, "/v2/org/other/manifests/\(image.digest)", 404, json, errors("MANIFEST_UNKNOWN")),
        (.get, "/v2/org/app/blobs/\(image.blobs[0].digest)", 200, "application/octet-stream", "architecture"),
        (.head, "/v2/org/app/blobs/\(image.blobs[0].digest)", 200, "application/octet-stream", ""),
        (.get, "/v2/org/app/blobs/\(absent)", 404, json, errors("BLOB_UNKNOWN")),
        (.get, "/v2/org/app/referrers/\(image.digest)", 200, FakeImage.indexType, #""manifests":["#),
        (.get, "/v2/org/app/referrers/\(absent)", 200, FakeImage.indexType, #""manifests":[]"#),
    ]

    private func registry() throws -> FakeRegistry {
        let registry = try FakeRegistry()
        registry.change { $0.referrers = .filtered }
        registry.add(Self.image, to: "org/app", tag: "1.0.0")
        registry.add(Self.index, to: "org/app", tag: "2.0.0")
        registry.add(FakeImage(named: "b"), to: "org/other", tag: "1.0.0")
        for type in ["x/a", "x/b"] {
            let config = FakeImage.Blob(mediaType: type, bytes: [1])
            registry.add(FakeImage(config: config, layers: [], subject: Self.image), to: "org/app")
        }
        return registry
    }

    private func send(_ method: HTTPMethod, _ url: String) async throws -> HTTPResponse {
        let http = HTTPClient(TransportOptions(timeout: .seconds(20), retries: .none))
        return try await http.send(HTTPRequest(method: method, url: url, bodyLimit: 1 << 20))
    }

    @Test(arguments: table.indices)
    func answer(row: Int) async throws {
        let (method, path, status, type, body) = Self.table[row]
        let registry = try registry()
        let response = try await send(method, registry.url + path)
        #expect(response.status == status, "\(path)")
        #expect(response.headers["Content-Type"] == type, "\(path)")
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(body.isEmpty ? text.isEmpty : text.contains(body), "\(path): \(text)")
        guard status == 200, path.contains("/manifests/") else { return }
        let whole = try await send(.get, registry.url + path)
        #expect(response.headers["Docker-Content-Digest"] == FakeImage.digest(whole.body))
        #expect(response.headers["Content-Length"] == "\(whole.body.count)")
    }

    /// A page is followed by a link to the next, the last one by none.
    @Test func pages() async throws {
        let registry = try registry()
        let first = try await send(.get, registry.url + "/v2/org/app/tags/list?n=1")
        #expect(first.headers["Link"] == "</v2/org/app/tags/list?last=1.0.0&n=1>; rel=\"next\"")
        let last = try await send(.get, registry.url + "/v2/org/app/tags/list?n=1&last=1.0.0")
        #expect(last.headers["Link"] == nil)
    }

    @Test func aFilterIsAnnounced() async throws {
        let registry = try registry()
        let url = registry.url + "/v2/org/app/referrers/\(Self.image.digest)"
        let all = String(decoding: try await send(.get, url).body, as: UTF8.self)
        #expect(all.contains(#""artifactType":"x/a""#) && all.contains(#""artifactType":"x/b""#))
        let some = try await send(.get, url + "?artifactType=x/a")
        #expect(some.headers["OCI-Filters-Applied"] == "artifactType")
        let text = String(decoding: some.body, as: UTF8.self)
        #expect(text.contains(#""artifactType":"x/a""#) && !text.contains("x/b"))
    }
}
