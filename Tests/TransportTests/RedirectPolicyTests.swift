import Testing
import Transport

@Suite("Redirect policy")
struct RedirectPolicyTests {
    @Test(
        "allowed",
        arguments: [
            ("https://ghcr.io/v2/x", "https://storage.example/y?sig=1", "https://storage.example/y?sig=1"),
            ("https://ghcr.io/v2/x", "/other", "https://ghcr.io/other"),
            ("https://ghcr.io/v2/x", "//cdn.example/z", "https://cdn.example/z"),
            ("http://127.0.0.1:5000/a", "http://127.0.0.1:6000/b", "http://127.0.0.1:6000/b"),
            ("http://127.0.0.1:5000/a", "http://localhost:6000/b", "http://localhost:6000/b"),
            ("http://127.0.0.1:5000/a", "https://ghcr.io/", "https://ghcr.io/"),
            ("http://plain.example/a", "http://other.example/b", "http://other.example/b"),
            ("http://plain.example/a", "https://other.example/b", "https://other.example/b"),
            ("https://192.168.1.5/a", "https://192.168.1.6/b", "https://192.168.1.6/b"),
            ("https://192.168.1.5/a", "https://192.168.1.5/b", "https://192.168.1.5/b"),
        ])
    func allowed(from: String, location: String, target: String) throws {
        let source = try #require(HTTPAddress(from))
        #expect(try RedirectPolicy.standard.target(from: source, location: location, hop: 1).text == target)
    }

    @Test(
        "refused",
        arguments: [
            ("https://ghcr.io/v2/x", "http://ghcr.io/v2/x", "https to"),
            ("https://ghcr.io/x", "https://user:secret@ghcr.io/", "user information"),
            ("https://ghcr.io/x", "ftp://ghcr.io/", "not an http or https URL"),
            ("https://ghcr.io/x", "file:///etc/passwd", "not an http or https URL"),
            ("https://ghcr.io/x", "https://127.0.0.1/", "loopback"),
            ("https://ghcr.io/x", "https://localhost:8443/", "loopback"),
            ("https://ghcr.io/x", "https://[::1]/", "loopback"),
            ("https://ghcr.io/x", "https://2130706433/", "loopback"),
            ("https://ghcr.io/x", "https://[::ffff:7f00:1]/", "loopback"),
            ("https://ghcr.io/x", "https://10.0.0.1/", "private"),
            ("https://ghcr.io/x", "https://169.254.169.254/latest/meta-data", "link-local"),
            ("https://ghcr.io/x", "https://0.0.0.0/", "special"),
            ("http://127.0.0.1:5000/x", "http://169.254.169.254/", "link-local"),
            ("http://127.0.0.1:5000/x", "http://10.0.0.1/", "private"),
            ("https://192.168.1.5/a", "https://127.0.0.1/b", "loopback"),
        ])
    func refused(from: String, location: String, reason: String) throws {
        let source = try #require(HTTPAddress(from))
        let error = #expect(throws: TransportError.self) {
            try RedirectPolicy.standard.target(from: source, location: location, hop: 1)
        }
        #expect(error?.kind == .redirect)
        #expect(error?.message.contains(reason) == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func theEleventhHopIsOneTooMany() throws {
        let source = try #require(HTTPAddress("https://a.b/"))
        #expect(throws: Never.self) { try RedirectPolicy.standard.target(from: source, location: "/x", hop: 10) }
        #expect(throws: TransportError.self) {
            try RedirectPolicy.standard.target(from: source, location: "/x", hop: 11)
        }
    }

    @Test(arguments: [
        300: false, 301: true, 302: true, 303: true, 304: false, 305: false, 306: false, 307: true, 308: true,
        200: false,
    ])
    func redirectStatuses(status: Int, isRedirect: Bool) {
        #expect(RedirectPolicy.isRedirect(status: status) == isRedirect)
    }
}
