import FakeRegistry
import Testing

@testable import Transport

@Suite("TLS", .enabled(if: TLSServer.isInstalled, "\(TLSServer.absence)"), .timeLimit(.minutes(1)))
struct TLSTests {
    private func start(_ files: [String: String] = [:]) throws -> TLSServer {
        try TLSServer(
            files: files.merging(["ok": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"]) { old, _ in old })
    }

    @Test func aGivenCertificateIsTrusted() async throws {
        let server = try start()
        let client = HTTPClient(TransportOptions(caFile: server.certificate, retries: .none))
        for _ in 0..<2 {
            #expect(try await client.send(HTTPRequest(url: "https://\(server.host)/ok", bodyLimit: 10)).text == "hello")
        }
    }

    @Test func anUnknownCertificateIsNot() async throws {
        let server = try start()
        let client = HTTPClient(TransportOptions(retries: .none))
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://\(server.host)/ok", bodyLimit: 10))
        }
        #expect(error?.kind == .certificate)
        #expect(error?.isRetryable == false)
    }

    @Test func aNamedHostIsNotVerified() async throws {
        let server = try start()
        let client = HTTPClient(TransportOptions(insecureHosts: [server.host], retries: .none))
        #expect(try await client.send(HTTPRequest(url: "https://\(server.host)/ok", bodyLimit: 10)).status == 200)
        let strict = try start()
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://\(strict.host)/ok", bodyLimit: 10))
        }
        #expect(error?.kind == .certificate)
    }

    @Test func theCertificateMustBeForTheHost() async throws {
        let server = try start()
        let client = HTTPClient(TransportOptions(caFile: server.certificate, retries: .none))
        let port = server.host.split(separator: ":").last ?? ""
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://other.localhost:\(port)/ok", bodyLimit: 10))
        }
        #expect(error?.kind == .certificate)
    }

    @Test func noRedirectLeadsFromHTTPSToHTTP() async throws {
        let plain = try FakeServer { _ in FakeReply(200) }
        let answer = "HTTP/1.1 302 Found\r\nLocation: \(plain.url)/\r\nContent-Length: 0\r\n\r\n"
        let server = try start(["down": answer])
        let client = HTTPClient(TransportOptions(caFile: server.certificate, retries: .none))
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://\(server.host)/down", bodyLimit: 10))
        }
        #expect(error?.kind == .redirect)
        #expect(plain.connections == 0)
    }

    @Test func aPlainServerSpeaksNoTLS() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let client = HTTPClient(TransportOptions(retries: .none))
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://\(server.host)/", bodyLimit: 10))
        }
        #expect(error?.kind == .tls)
    }

    @Test func theProbeTellsThemApart() async throws {
        let secure = try start()
        let plain = try FakeServer { _ in FakeReply(200) }
        let client = HTTPClient(TransportOptions(retries: .none))
        #expect(try await client.speaksTLS(at: secure.host) == true)
        #expect(try await client.speaksTLS(at: plain.host) == false)
        plain.stop()
        #expect(try await client.speaksTLS(at: plain.host) == false)
        #expect(plain.requests.isEmpty)
    }

    /// A server that reads up to the end of a head must find one in the probe, or both sides would wait.
    @Test func theProbeEndsTheHeadThatALineReaderWaitsFor() async throws {
        let ends = (0..<(TLSProbe.hello.count - 4)).filter {
            TLSProbe.hello[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10])
        }
        #expect(!ends.isEmpty)
        let server = try FakeServer(hangsUpOnTLS: false) { _ in FakeReply(200) }
        let client = HTTPClient(TransportOptions(retries: .none))
        #expect(try await client.speaksTLS(at: server.host) == false)
    }

    @Test func namesBelowLocalhostAreLoopback() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let client = HTTPClient(TransportOptions(retries: .none))
        let port = server.host.split(separator: ":").last ?? ""
        #expect(try await client.speaksTLS(at: "registry.localhost:\(port)") == false)
        let url = "http://registry.localhost:\(port)/"
        #expect(try await client.send(HTTPRequest(url: url, bodyLimit: 1)).status == 200)
    }

    @Test func certificatesComeFromTheEnvironment() {
        var options = TransportOptions()
        options.readCertificates(from: ["SSL_CERT_FILE": "/a", "SSL_CERT_DIR": ""])
        #expect(options.caFile == "/a")
        #expect(options.caDirectory == nil)
        options.readCertificates(from: ["SSL_CERT_FILE": "/b"])
        #expect(options.caFile == "/a")
    }
}
