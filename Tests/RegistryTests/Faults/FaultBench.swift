import Artifacts
import FakeRegistry
import Testing
import Transport

@testable import Registry

/// A registry with known contents, a storage beside it, and a client: what one case of the suite uses.
struct FaultBench: Sendable {
    /// In pages of four.
    static let tags = (0..<12).map { "1.\($0).0" }
    static let refreshToken = "r3fresh"

    let registry: FakeRegistry
    /// Where blobs are redirected to; refuses whoever brings credentials.
    let storage: FakeRegistry
    let app: RepositoryName
    let chart: FakeImage
    let signature = FakeImage(named: "signature")
    let config = FakeImage.Blob(
        mediaType: MediaType.helmConfig, bytes: Array(#"{"name":"app","version":"1.0.0","apiVersion":"v2"}"#.utf8))

    init() throws {
        chart = FakeImage(config: config, layers: [])
        registry = try FakeRegistry()
        storage = try FakeRegistry()
        app = try #require(RepositoryName(host: registry.host, path: "org/app"))
        registry.change { $0.pageSize = 4 }
        storage.change { $0.refusesAuthorization = true }
        for bench in [registry, storage] {
            bench.setTags(Self.tags, of: "org/app")
            bench.add(chart, to: "org/app", tag: "1.0.0")
        }
        registry.add(signature, to: "org/app", type: "x/signature", refersTo: chart.digest)
    }

    /// A client on a clock that only the test moves.
    func client(
        _ limit: Duration = .seconds(30), _ clock: SteppingClock = SteppingClock(),
        _ credentials: [String: Credential] = [:], retries: RetryPolicy = .none
    ) -> RegistryClient {
        RegistryClient(
            http: HTTPClient(TransportOptions(timeout: limit, retries: retries, clock: clock.clock)),
            options: RegistryOptions(
                plainHTTPHosts: [registry.host, storage.host], credentials: CredentialStore(credentials)))
    }

    func stop() {
        registry.stop()
        storage.stop()
    }
}

/// The calls of the steps, each compared with what the registry holds.
extension FaultBench {
    func listTags(_ client: RegistryClient) async throws(RegistryError) -> Outcome {
        let list = try await client.tags(of: app)
        if let reason = list.partial {
            return Self.tags.starts(with: list.tags) ? .partial(reason) : .wrong("partial \(list.tags)")
        }
        return list.tags == Self.tags ? .right : .wrong("complete \(list.tags)")
    }

    func resolve(_ reference: String, _ client: RegistryClient) async throws(RegistryError) -> Outcome {
        let digest = try await client.digest(of: app, reference: reference)
        return digest.text == chart.digest ? .right : .wrong("\(digest)")
    }

    func readManifest(_ reference: String, _ client: RegistryClient) async throws(RegistryError) -> Outcome {
        let manifest = try await client.manifest(of: app, reference: reference)
        return manifest.bytes == chart.manifest && manifest.digest.text == chart.digest
            ? .right : .wrong("\(manifest.bytes.count) bytes of \(manifest.digest)")
    }

    func readConfig(_ client: RegistryClient) async throws(RegistryError) -> Outcome {
        guard let digest = Digest(config.digest) else { return .wrong("no digest") }
        let descriptor = Descriptor(mediaType: config.mediaType, digest: digest, size: config.bytes.count)
        let bytes = try await client.blob(of: app, descriptor)
        return bytes == config.bytes ? .right : .wrong("\(bytes.count) other bytes")
    }

    func listReferrers(_ client: RegistryClient) async throws(RegistryError) -> Outcome {
        guard let subject = Digest(chart.digest) else { return .wrong("no digest") }
        let list = try await client.referrers(of: app, to: subject)
        let digests = list.descriptors.map(\.digest.text)
        if let reason = list.partial {
            return [signature.digest].starts(with: digests) ? .partial(reason) : .wrong("partial \(digests)")
        }
        return digests == [signature.digest] ? .right : .wrong("complete \(digests)")
    }
}
