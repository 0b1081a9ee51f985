import FakeRegistry
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What is configured for single registries, as the program reads it: `docker-registry` behind TLS and with tokens.
@Suite(
    "Registries with certificates, tokens and a registries.conf",
    .enabled(if: DockerRegistry.isInstalled && TestAuthority.isInstalled, "\(DockerRegistry.absence); openssl"),
    .timeLimit(.minutes(5))
)
struct RegistryHostsTests {
    private static let tags = ["1.1.0", "1.0.0"]
    private static let listed = "1.1.0\n1.0.0\n"
    private let authority: TestAuthority
    /// The user's home: no credentials and no settings of this machine.
    private let home = TemporaryTree()

    init() throws {
        authority = try TestAuthority()
    }

    private func start(_ access: DockerRegistry.Access, _ paths: [String] = ["org/app"]) throws -> DockerRegistry {
        let registry = try DockerRegistry.start(access)
        let layout = try FakeLayout(Self.tags.map { ($0, FakeImage(named: $0)) })
        for path in paths {
            for tag in Self.tags { try registry.push(layout.path, tag: tag, to: path) }
        }
        return registry
    }

    private func tags(_ name: String, _ flags: [String] = [], _ environment: [String: String] = [:]) -> CommandResult {
        let own = ["HOME": home.path, "XDG_CONFIG_HOME": "", "DOCKER_CONFIG": "", "XDG_RUNTIME_DIR": ""]
        return AsternProgram.run(["tags", name] + flags, environment: own.merging(environment) { $1 })
    }

    private func skopeo(_ registry: DockerRegistry, _ path: String) throws -> Set<String> {
        struct List: Decodable {
            enum CodingKeys: String, CodingKey {
                case tags = "Tags"
            }
            let tags: [String]
        }
        return Set(
            try JSONDecoder().decode(List.self, from: Data(registry.skopeo(["list-tags"], path).output.utf8)).tags)
    }

    @Test func tlsWithAnAuthorityOfItsOwn() throws {
        let registry = try start(.open.tls(authority))
        defer { registry.stop() }
        let name = "\(registry.host)/org/app"
        let trusted = tags(name, ["--ca-file", authority.certificate])
        #expect(trusted.status == 0 && trusted.output == Self.listed, "\(trusted.errors)")
        #expect(try skopeo(registry, "org/app") == Set(Self.tags))
        let strange = tags(name)
        #expect(strange.status == 1 && strange.output.isEmpty)
        #expect(strange.errors.contains("certificate") && strange.errors.contains(registry.host), "\(strange.errors)")
        let lax = tags(name, ["--insecure-skip-tls-verify", registry.host])
        #expect(lax.output == Self.listed, "\(lax.errors)")
        home.write(
            Places.text(authority.certificate), to: ".config/containers/certs.d/\(registry.host)/company.crt")
        let configured = tags(name)
        #expect(configured.output == Self.listed, "\(configured.errors)")
    }

    @Test func mutualTLS() throws {
        let registry = try start(.open.tls(authority, wantsClientCertificate: true))
        defer { registry.stop() }
        let name = "\(registry.host)/org/app"
        #expect(tags(name, ["--ca-file", authority.certificate, "--timeout", "5s"]).status == 1)
        for file in ["ca.crt", "client.cert", "client.key"] {
            home.write(
                Places.text("\(registry.certificates)/\(file)"),
                to: ".config/containers/certs.d/\(registry.host)/\(file)")
        }
        let known = tags(name)
        #expect(known.output == Self.listed, "\(known.errors)")
    }

    @Test func tokens() throws {
        let account = (user: "reader", password: "s3cret-word")
        let server = try TokenServer(
            signer: authority.sign("tokens"), authority: authority, accounts: [account.user: account.password]
        ) { Int(time(nil)) }
        let registry = try start(
            .token(server, user: account.user, password: account.password), ["public/app", "private/app"])
        defer { registry.stop() }
        let open = tags("\(registry.host)/public/app")
        #expect(open.output == Self.listed, "\(open.errors)")
        let closed = tags("\(registry.host)/private/app")
        #expect(closed.status == 1 && closed.errors.contains("\(registry.host)/private/app"), "\(closed.errors)")

        func login(_ password: String) {
            let auth = Data("\(account.user):\(password)".utf8).base64EncodedString()
            home.write(#"{"auths": {"\#(registry.host)": {"auth": "\#(auth)"}}}"#, to: ".docker/config.json")
        }
        login(account.password)
        let known = tags("\(registry.host)/private/app", ["--trace"])
        #expect(known.output == Self.listed, "\(known.errors)")
        #expect(!known.errors.contains(account.password))
        for token in server.issued { #expect(!known.errors.contains(token)) }
        #expect(try skopeo(registry, "private/app") == Set(Self.tags))
        login("wrong-word")
        let stale = tags("\(registry.host)/public/app")
        #expect(stale.output == Self.listed)
        #expect(stale.errors.contains("stored credentials for \(registry.host) are rejected"), "\(stale.errors)")
    }

    @Test func registriesConf() throws {
        let registry = try start(.open, ["inner/app"])
        defer { registry.stop() }
        home.write(
            """
            [[registry]]
            prefix = "registry.example/org"
            location = "\(registry.host)/inner"
            [[registry]]
            location = "\(registry.host)/secret"
            blocked = true

            """, to: ".config/containers/registries.conf")
        let moved = tags("registry.example/org/app", ["-o", "json"])
        #expect(moved.status == 0 && moved.output.contains(#""artifact": "registry.example/org/app""#), "\(moved)")
        let blocked = tags("\(registry.host)/secret/app")
        #expect(blocked.status == 1)
        #expect(blocked.errors.contains("blocked by \(home.path)/.config/containers/registries.conf:4"), "\(blocked)")
        home.write("[[registry]\n", to: ".config/containers/registries.conf.d/broken.conf")
        let warned = tags("registry.example/org/app")
        #expect(warned.output == Self.listed)
        #expect(warned.errors.contains("registries.conf.d/broken.conf:1:12: "), "\(warned.errors)")
    }
}
