import Artifacts
import FakeRegistry
import Registry
import Synchronization
import Testing
import Transport

/// A client for tests: no waiting between tries, notices collected.
struct TestClient {
    let registry: RegistryClient
    let notices: Notices

    final class Notices: Sendable {
        private let texts = Mutex([String]())

        var all: [String] { texts.withLock { $0 } }

        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    init(
        _ credentials: [String: Credential] = [:],
        plainHTTPHosts: Set<String> = [],
        trustedRealmHosts: Set<String> = [],
        caFile: String? = nil,
        certificateFolders: CertificateFolders = CertificateFolders(),
        registries: RegistriesConfiguration = RegistriesConfiguration(),
        retries: RetryPolicy = .none,
        timeout: Duration = .seconds(20),
        clock: TransportClock = .system,
    ) {
        let notices = Notices()
        self.notices = notices
        registry = RegistryClient(
            http: HTTPClient(
                TransportOptions(
                    timeout: timeout, caFile: caFile, certificateFolders: certificateFolders, retries: retries,
                    clock: clock)),
            options: RegistryOptions(
                plainHTTPHosts: plainHTTPHosts,
                credentials: CredentialStore(credentials),
                registries: registries,
                trustedRealmHosts: trustedRealmHosts,
                notice: { notices.add($0) },
            ),
        )
    }
}

/// `org/app` on a fake registry.
func app(_ registry: FakeRegistry, _ path: String = "org/app") throws -> RepositoryName {
    try #require(RepositoryName(host: registry.host, path: path))
}

func joe(_ password: String = "s3cret") -> Credential {
    .password(user: "joe", Secret(password))
}

/// The error that a call ends with.
func failure<Value>(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws(RegistryError) -> Value,
) async -> RegistryError? {
    do throws(RegistryError) {
        let value = try await body()
        Issue.record("expected an error, got \(value)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}
