import Artifacts
import FakeRegistry
import Registry
import TestSupport
import Testing
import Transport

/// The real registry behind TLS: with an authority of its own, with accounts, with client certificates.
@Suite(
    "The real registry, TLS",
    .enabled(if: DockerRegistry.isInstalled && TestAuthority.isInstalled, "\(DockerRegistry.absence); openssl"),
    .timeLimit(.minutes(2))
)
struct DockerRegistryTLSTests {
    private let fixture: Fixture
    private let authority: TestAuthority

    init() throws {
        fixture = try Fixture()
        authority = try TestAuthority()
    }

    /// A folder of certificates of hosts, with that of this registry.
    private func certificates(_ registry: DockerRegistry) throws -> (TemporaryFolder, CertificateFolders) {
        let folder = try TemporaryFolder()
        for name in ["ca.crt", "client.cert", "client.key"] {
            let text = Places.text("\(registry.certificates)/\(name)")
            if !text.isEmpty { try folder.write(text, to: "\(registry.host)/\(name)") }
        }
        return (folder, CertificateFolders([folder.path]))
    }

    @Test("with the authority given, and by its folder", arguments: [true, false])
    func trusted(isOpen: Bool) async throws {
        let access = isOpen ? DockerRegistry.Access.open : .basic(user: "joe", password: "s3cret")
        let registry = try DockerRegistry.start(access.tls(authority))
        defer { registry.stop() }
        try fixture.push(to: registry, "org/app")
        let credentials = isOpen ? [:] : [registry.host: joe()]
        let given = TestClient(credentials, caFile: authority.certificate)
        try await fixture.expectSameAsSkopeo(registry, "org/app", given.registry)
        let (folder, folders) = try certificates(registry)
        try await fixture.expectSameAsSkopeo(
            registry, "org/app", TestClient(credentials, certificateFolders: folders).registry)
        withExtendedLifetime(folder) {}
        let name = try #require(RepositoryName(host: registry.host, path: "org/app"))
        let error = await failure { () async throws(RegistryError) in
            try await TestClient(credentials).registry.tags(of: name)
        }
        guard case .network(let cause) = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
        #expect(cause.kind == .certificate)
        #expect(cause.message.lowercased().contains("certificate"), "\(cause.message)")
    }

    @Test func aClientCertificateIsShown() async throws {
        let registry = try DockerRegistry.start(.open.tls(authority, wantsClientCertificate: true))
        defer { registry.stop() }
        try fixture.push(to: registry, "org/app")
        let (folder, folders) = try certificates(registry)
        try await fixture.expectSameAsSkopeo(registry, "org/app", TestClient(certificateFolders: folders).registry)
        withExtendedLifetime(folder) {}
        let name = try #require(RepositoryName(host: registry.host, path: "org/app"))
        let bare = TestClient(caFile: authority.certificate).registry
        let error = await failure { () async throws(RegistryError) in try await bare.tags(of: name) }
        guard case .network = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
    }

    /// `insecure = true` is for names, not for hosts.
    @Test func anInsecurePrefixIsNotVerified() async throws {
        let registry = try DockerRegistry.start(.open.tls(authority))
        defer { registry.stop() }
        for path in ["lax/app", "strict/app"] { try fixture.push(to: registry, path) }
        let text = "[[registry]]\nlocation = '\(registry.host)/lax'\ninsecure = true\n"
        let registries = RegistriesConfiguration(toml: Array(text.utf8), name: "r.conf")
        let client = TestClient(registries: registries).registry
        try await fixture.expectSameAsSkopeo(registry, "lax/app", client)
        let strict = try #require(RepositoryName(host: registry.host, path: "strict/app"))
        let error = await failure { () async throws(RegistryError) in try await client.tags(of: strict) }
        guard case .network(let cause) = error?.code, cause.kind == .certificate else {
            Issue.record("expected a certificate error, got \(String(describing: error))")
            return
        }
    }
}
