import FakeRegistry
import Testing
import Transport

/// The fake registry's own answers to conditional requests (RFC 9110, section 13), which tests of a cache rely on.
@Suite("Validators of the fake registry", .timeLimit(.minutes(1)))
struct FakeValidatorTests {
    private static let date = "Tue, 14 Nov 2023 22:13:20 GMT"
    private static let later = "Wed, 15 Nov 2023 22:13:20 GMT"

    @Test(
        "304 for what the client has",
        arguments: [
            (true, false, ["If-None-Match": "ETAG"], 304), (true, false, ["If-None-Match": "W/ETAG"], 304),
            (true, false, ["If-None-Match": "\"other\", ETAG"], 304), (true, false, ["If-None-Match": "*"], 304),
            (true, false, ["If-None-Match": "\"other\""], 200), (true, false, [:], 200),
            (false, true, ["If-Modified-Since": date], 304), (false, true, ["If-Modified-Since": later], 200),
            // The entity tag decides where both are sent.
            (true, true, ["If-None-Match": "\"other\"", "If-Modified-Since": date], 200),
            (true, true, ["If-Modified-Since": date], 304), (false, false, ["If-None-Match": "*"], 200),
        ])
    func conditional(hasTag: Bool, hasDate: Bool, fields: [String: String], status: Int) async throws {
        let registry = try FakeRegistry()
        registry.setTags(["1"], of: "org/app")
        registry.change {
            $0.validators = .init(entityTag: hasTag, lastModified: hasDate ? Self.date : nil)
        }
        let client = HTTPClient(TransportOptions(retries: .none))
        let url = "\(registry.url)/v2/org/app/tags/list"
        let first = try await client.send(HTTPRequest(url: url, bodyLimit: 1_000))
        #expect(first.status == 200)
        #expect((first.headers["ETag"] != nil) == hasTag)
        #expect(first.headers["Last-Modified"] == (hasDate ? Self.date : nil))
        var request = HTTPRequest(url: url, bodyLimit: 1_000)
        for (name, value) in fields {
            request.headers.add(name, value.replacing("ETAG", with: first.headers["ETag"] ?? ""))
        }
        let second = try await client.send(request)
        #expect(second.status == status)
        #expect(second.body.isEmpty == (status == 304))
        #expect(second.headers["ETag"] == first.headers["ETag"])
        registry.setTags(["1", "2"], of: "org/app")
        if hasTag, status == 304, fields["If-None-Match"]?.contains("ETAG") == true {
            #expect(try await client.send(request).status == 200)
        }
    }
}
