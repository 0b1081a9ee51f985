import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

@Suite("HTTPS and plain HTTP", .timeLimit(.minutes(1)))
struct PlainHTTPTests {
    @Test func aLoopbackRegistryIsAskedOverTLSOnce() async throws {
        let registry = try FakeRegistry()
        registry.setTags(["1"], of: "a")
        let client = TestClient().registry
        let app = try app(registry, "a")
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<20 { group.addTask { try await client.tags(of: app).tags } }
            for try await tags in group { #expect(tags == ["1"]) }
        }
        #expect(registry.connections <= 9)
    }

    @Test func aNamedHostIsAskedOverPlainHTTPAtOnce() async throws {
        let registry = try FakeRegistry()
        registry.setTags(["1"], of: "a")
        let client = TestClient(plainHTTPHosts: [registry.host]).registry
        #expect(try await client.tags(of: app(registry, "a")).tags == ["1"])
        #expect(registry.connections == 1)
    }

    @Test(.enabled(if: TLSServer.isInstalled, "\(TLSServer.absence)"))
    func aLoopbackRegistryWithTLSIsNotAskedOverPlainHTTP() async throws {
        let body = #"{"tags":["tls"]}"#
        let server = try TLSServer(files: [
            "v2/a/tags/list?n=1000":
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        ])
        let name = try #require(RepositoryName(host: server.host, path: "a"))
        #expect(try await TestClient(caFile: server.certificate).registry.tags(of: name).tags == ["tls"])
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: name) }
        guard case .network(let cause) = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
        #expect(cause.kind == .certificate)
    }

    @Test func anAbsentRegistrySaysSo() async throws {
        let registry = try FakeRegistry()
        let app = try app(registry, "a")
        registry.stop()
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        guard case .network = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
        #expect(error?.message.contains(registry.host) == true)
    }

    /// A proxy that ends TLS lets the registry believe that it is asked over plain HTTP.
    @Test(.enabled(if: TLSServer.isInstalled, "\(TLSServer.absence)"))
    func aLinkToPlainHTTPIsFollowedOverTLS() async throws {
        func page(_ tag: String, _ fields: String) -> String {
            let body = "{\"tags\":[\"\(tag)\"]}"
            return "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
        }
        let server = try TLSServer(files: [
            "v2/a/tags/list?n=1000": page("1", "Link: <http://127.0.0.1/v2/a/tags/list?last=1>; rel=\"next\"\r\n"),
            "v2/a/tags/list?last=1": page("2", ""),
        ])
        let name = try #require(RepositoryName(host: server.host, path: "a"))
        let list = try await TestClient(caFile: server.certificate).registry.tags(of: name)
        #expect(list == TagList(tags: ["1", "2"], partial: nil))
    }
}
