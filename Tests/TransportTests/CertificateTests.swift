internal import CCurl
import FakeRegistry
import TestSupport
import Testing

@testable import Transport

/// Certificates for single servers, against a server that people run.
@Suite(
    "Certificates of a host",
    .enabled(if: DockerRegistry.isInstalled && TestAuthority.isInstalled, "\(DockerRegistry.absence); openssl"),
    .timeLimit(.minutes(2))
)
struct CertificateTests {
    private let folder: TemporaryFolder
    private let authority: TestAuthority

    init() throws {
        folder = try TemporaryFolder()
        authority = try TestAuthority()
    }

    private func start(wantsClientCertificate: Bool = false) throws -> DockerRegistry {
        try DockerRegistry.start(.open.tls(authority, wantsClientCertificate: wantsClientCertificate))
    }

    private func client(_ folders: [String], caFile: String? = nil) -> HTTPClient {
        HTTPClient(
            TransportOptions(caFile: caFile, certificateFolders: CertificateFolders(folders), retries: .none))
    }

    private func status(_ host: String, by client: HTTPClient) async throws(TransportError) -> Int {
        try await client.send(HTTPRequest(url: "https://\(host)/v2/", bodyLimit: 100)).status
    }

    private func error(_ host: String, by client: HTTPClient) async -> TransportError? {
        await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://\(host)/v2/", bodyLimit: 100))
        }
    }

    @Test func anAuthorityIsTrustedForItsHostAlone() async throws {
        let (known, other) = (try start(), try start())
        defer {
            known.stop()
            other.stop()
        }
        try folder.write(Places.text("\(known.certificates)/ca.crt"), to: "\(known.host)/own.crt")
        let client = client([folder.path])
        for _ in 0..<2 { #expect(try await status(known.host, by: client) == 200) }
        #expect(await error(other.host, by: client)?.kind == .certificate)
        #expect(await error(known.host, by: self.client([]))?.kind == .certificate)
    }

    @Test func anAuthorityIsTrustedBesideTheGivenFile() async throws {
        let other = try TestAuthority()
        let (here, there) = (try start(), try DockerRegistry.start(.open.tls(other)))
        defer {
            here.stop()
            there.stop()
        }
        // The folder of `here` names an authority that did not sign for it: the given file still does.
        try folder.write(Places.text(other.certificate), to: "\(here.host)/other.crt")
        try folder.write(Places.text(other.certificate), to: "\(there.host)/other.crt")
        let client = client([folder.path], caFile: authority.certificate)
        #expect(try await status(here.host, by: client) == 200)
        #expect(try await status(there.host, by: client) == 200)
    }

    /// libcurl takes one list: that of the system must be in it.
    @Test func anAuthorityIsTrustedBesideTheSystems() throws {
        try folder.write(Places.text(authority.certificate), to: "r.example/ca.crt")
        let memory = CertificateMemory(CertificateFolders([folder.path]), caFile: nil)
        let origin = try #require(HTTPAddress("https://r.example/")).origin
        let found = try #require(try memory.certificates(for: origin))
        let list = String(decoding: found.authorities, as: UTF8.self)
        #expect(list.hasSuffix(Places.text(authority.certificate) + "\n"))
        let system = Places.text("/etc/ssl/certs/ca-certificates.crt")
        #expect(list.hasPrefix(system))
    }

    @Test func theFirstFolderOfAHostCounts() async throws {
        let registry = try start()
        defer { registry.stop() }
        try folder.write(Places.text(authority.certificate), to: "a/\(registry.host)/ca.crt")
        try folder.write(Places.text(try TestAuthority().certificate), to: "b/\(registry.host)/ca.crt")
        let (right, wrong) = ("\(folder.path)/a", "\(folder.path)/b")
        #expect(try await status(registry.host, by: client(["/nonexistent", right, wrong])) == 200)
        #expect(await error(registry.host, by: client([wrong, right]))?.kind == .certificate)
    }

    @Test func aClientCertificateIsShown() async throws {
        let registry = try start(wantsClientCertificate: true)
        defer { registry.stop() }
        for name in ["ca.crt", "client.cert", "client.key"] {
            try folder.write(Places.text("\(registry.certificates)/\(name)"), to: "\(registry.host)/\(name)")
        }
        #expect(try await status(registry.host, by: client([folder.path])) == 200)
        let refusal = await error(registry.host, by: client([], caFile: authority.certificate))
        // The server says why and hangs up at once: with TLS 1.3 its reset may overtake the reason.
        #expect(refusal?.kind == .tls || refusal?.kind == .interrupted, "\(refusal?.message ?? "")")
    }

    @Test func aWantedClientCertificateIsSaid() throws {
        let address = try #require(HTTPAddress("https://r.example/"))
        let transfer = Transfer(
            address: address, method: .get, headerLines: [], body: nil, bodyLimit: 1,
            deadline: .seconds(1), timeLimit: .seconds(1), slowestBody: nil,
            connectTimeout: .seconds(1), acceptsCompression: false, verifiesPeer: true, caFile: nil, caDirectory: nil,
            certificates: nil, proxy: nil)
        let said = "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0"
        let error = CurlFailure.error(CURLE_RECV_ERROR, detail: said, stop: nil, transfer: transfer, wire: WireFacts())
        #expect(error.kind == .tls)
        #expect(error.message.contains("asks for a client certificate"))
    }

    @Test func aConnectionIsNotSharedWithAnotherCertificate() async throws {
        let registry = try start(wantsClientCertificate: true)
        defer { registry.stop() }
        let found = try CertificateFolderReader.read(registry.certificates)
        let shown = try #require(found)
        #expect(shown.client != nil)
        let bare = HostCertificates(folder: shown.folder, authorities: shown.authorities, client: nil)
        let loop = CurlLoop(
            connectionsPerHost: 8, totalConnections: 8, clock: .system, account: TransferAccount())
        defer { loop.stop() }
        let address = try #require(HTTPAddress("https://\(registry.host)/v2/"))
        func perform(_ certificates: HostCertificates) async -> CurlLoop.Answer {
            await loop.perform(
                Transfer(
                    address: address, method: .get, headerLines: [], body: nil, bodyLimit: 100,
                    deadline: .seconds(1_000_000), timeLimit: .seconds(20), slowestBody: nil,
                    connectTimeout: .seconds(20), acceptsCompression: false, verifiesPeer: true, caFile: nil,
                    caDirectory: nil, certificates: certificates, proxy: nil))
        }
        for _ in 0..<2 {
            let known = await perform(shown)
            #expect(try known.get().status == 200)
            let answer = await perform(bare)
            #expect(throws: TransportError.self) { try answer.get() }
        }
    }

    @Test(
        "a broken folder is named",
        arguments: [
            (["x.cert": "-----BEGIN CERTIFICATE-----"], "x.cert: expected its key beside it, x.key"),
            (["x.key": "-----BEGIN PRIVATE KEY-----"], "x.key: expected its certificate beside it, x.cert"),
            (["x.crt": "no certificate"], "x.crt: expected PEM"),
            (["x.crt": "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----"], "HOST)"),
            (
                ["x.cert": "-----BEGIN CERTIFICATE-----", "x.key": "-----BEGIN ENCRYPTED PRIVATE KEY-----"],
                "x.key: is encrypted"
            ),
            (
                [
                    "x.cert": "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----",
                    "x.key": "-----BEGIN PRIVATE KEY-----\nZm9v\n-----END PRIVATE KEY-----",
                ], "HOST)"
            ),
        ])
    func broken(files: [String: String], said: String) async throws {
        let registry = try start()
        defer { registry.stop() }
        for (name, text) in files { try folder.write(text, to: "\(registry.host)/\(name)") }
        let error = await error(registry.host, by: client([folder.path], caFile: authority.certificate))
        let expected = said.replacing("HOST", with: registry.host)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(registry.host) == true)
        #expect(error?.isRetryable == false)
    }

    @Test(
        "a server's folders",
        arguments: [
            ("https://r.example/", ["/c/r.example:443", "/c/r.example"]),
            ("https://r.example:5000/", ["/c/r.example:5000"]),
            (
                "https://registry-1.docker.io/",
                [
                    "/c/registry-1.docker.io:443", "/c/registry-1.docker.io", "/c/docker.io:443", "/c/docker.io",
                ]
            ),
            ("https://[::1]:5000/", ["/c/[::1]:5000"]),
        ])
    func candidates(url: String, expected: [String]) throws {
        let folders = CertificateFolders(["/c"], aliases: ["registry-1.docker.io": "docker.io"])
        #expect(folders.candidates(for: try #require(HTTPAddress(url)).origin) == expected)
    }

    @Test func theStandardPlaces() {
        let folders = CertificateFolders.standard(environment: ["HOME": "/h"]).folders
        #expect(folders == ["/h/.config/containers/certs.d", "/etc/containers/certs.d", "/etc/docker/certs.d"])
    }
}
