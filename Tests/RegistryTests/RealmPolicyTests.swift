import Testing
import Transport

@testable import Registry

@Suite("Token realms")
struct RealmPolicyTests {
    private let policy = RealmPolicy(trustedHosts: ["sso.partner.example"])

    private func origin(_ url: String) throws -> HTTPOrigin {
        try #require(HTTPAddress(url)).origin
    }

    @Test(
        "asked",
        arguments: [
            ("https://registry-1.docker.io", "https://auth.docker.io/token"),
            ("https://ghcr.io", "https://ghcr.io/token"),
            ("https://a.example", "https://b.example:8443/t?x=y"),
            ("https://192.168.1.5:443", "https://192.168.1.5/service/token"),
            ("http://plain.example", "http://plain.example/token"),
            ("http://plain.example", "https://auth.example/token"),
            ("http://127.0.0.1:5000", "http://127.0.0.1:5001/token"),
            ("http://localhost:5000", "http://127.0.0.1:5001/token"),
        ])
    func usable(registry: String, realm: String) throws {
        #expect(try policy.realm(realm, registry: origin(registry)).text == realm)
    }

    @Test(
        "not asked",
        arguments: [
            ("https://a.example", ""), ("https://a.example", "/token"), ("https://a.example", "a.example"),
            ("https://a.example", "http://a.example/token"), ("https://a.example", "https://user:p@a.example/token"),
            ("https://a.example", "file:///etc/passwd"), ("https://a.example", "https://127.0.0.1/token"),
            ("https://a.example", "https://169.254.169.254/token"), ("https://a.example", "https://[::1]/token"),
            ("https://a.example", "https://10.1.2.3/token"), ("https://a.example", "https://0.0.0.0/token"),
            ("https://a.example", "https://[::ffff:169.254.169.254]/token"),
            ("http://127.0.0.1:5000", "http://169.254.169.254/token"),
        ])
    func unusable(registry: String, realm: String) throws {
        let origin = try origin(registry)
        #expect(throws: RealmPolicy.Refusal.self) { try policy.realm(realm, registry: origin) }
    }

    @Test(
        "given credentials",
        arguments: [
            ("https://registry-1.docker.io", "https://auth.docker.io", true),
            ("https://registry.gitlab.com", "https://gitlab.com", true),
            ("https://quay.io", "https://quay.io", true),
            ("https://quay.io:8443", "https://quay.io", true),
            ("https://registry.example.org", "https://gitlab.example.org", true),
            ("https://example.org", "https://auth.example.org", true),
            ("https://registry.a.co.uk", "https://auth.a.co.uk", true),
            ("https://any.example", "https://sso.partner.example", true),
            ("http://127.0.0.1:5000", "http://127.0.0.1:5001", true),
            ("http://localhost:5000", "http://127.0.0.1:5001", true),
            ("https://a.example", "https://b.evil", false),
            ("https://a.co.uk", "https://b.co.uk", false),
            ("https://a.azurecr.io", "https://b.azurecr.io", false),
            ("https://example.org", "https://example.org.evil.com", false),
            ("https://192.168.1.5", "https://10.168.1.5", false),
            ("https://8.8.1.5", "https://9.9.1.5", false),
            ("https://intranet", "https://other", false),
            ("https://intranet", "https://intranet", true),
        ])
    func credentials(registry: String, realm: String, allowed: Bool) throws {
        #expect(try policy.mayReceiveCredentials(origin(realm), registry: origin(registry)) == allowed)
    }
}
