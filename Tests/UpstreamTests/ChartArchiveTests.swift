import Artifacts
import FakeRegistry
import Git
import Registry
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Upstream

@Suite("Where an index says that archives lie")
struct ChartLocationTests {
    @Test(
        "URLs are resolved as Helm resolves them",
        arguments: [
            ("https://h.example/charts", "app-1.0.0.tgz", "https://h.example/charts/app-1.0.0.tgz own"),
            ("https://h.example/charts", "./app-1.0.0.tgz", "https://h.example/charts/app-1.0.0.tgz own"),
            ("https://h.example/charts", "charts/app.tgz", "https://h.example/charts/charts/app.tgz own"),
            ("https://h.example/charts", "../app.tgz", "https://h.example/app.tgz own"),
            ("https://h.example/charts", "/app.tgz", "https://h.example/app.tgz own"),
            ("https://h.example", "app.tgz?x=1", "https://h.example/app.tgz?x=1 own"),
            ("https://h.example", "https://h.example/app.tgz", "https://h.example/app.tgz own"),
            ("https://h.example", "https://h.example:443/app.tgz", "https://h.example:443/app.tgz own"),
            ("https://h.example", "https://h.example:8443/app.tgz", "https://h.example:8443/app.tgz"),
            ("https://h.example", "https://cdn.example/app.tgz", "https://cdn.example/app.tgz"),
            ("https://h.example", "//cdn.example/app.tgz", "https://cdn.example/app.tgz"),
            ("http://h.example", "https://h.example/app.tgz", "https://h.example/app.tgz"),
            ("https://h.example", "oci://r.example/charts/app:1.0.0_1", "r.example/charts/app:1.0.0_1"),
            ("https://h.example", "oci://r.example/charts/app@\(digestA)", "r.example/charts/app@\(digestA)"),
            ("https://h.example", "oci://r.example/charts/app", "refused: no reference with a tag"),
            ("https://h.example", "http://h.example/app.tgz", "refused: plain http"),
            ("https://h.example", "http://127.0.0.1/app.tgz", "refused: plain http"),
            ("https://h.example", "https://169.254.169.254/latest", "refused: a link-local address"),
            ("https://h.example", "https://joe:pw@h.example/app.tgz", "refused: no http, https or oci URL"),
            ("https://h.example", "file:///etc/passwd", "refused: no http, https or oci URL"),
            ("https://h.example", "ftp://h.example/app.tgz", "refused: no http, https or oci URL"),
        ])
    func resolution(repository: String, url: String, expected: String) throws {
        let repository = try #require(ChartRepository(repository))
        switch ChartLocation.read(url, in: repository) {
        case .success(.http(let address, let isOwn)): #expect(address.text + (isOwn ? " own" : "") == expected)
        case .success(.registry(let reference)): #expect(reference.description == expected)
        case .failure(let failure):
            let words = expected.replacing("refused: ", with: "")
            #expect(expected.hasPrefix("refused") && failure.message.contains(words), "\(failure.message)")
            #expect(!failure.message.contains("joe") && !failure.message.contains("pw"))
        }
    }
}

@Suite("Archives of charts", .timeLimit(.minutes(3)))
struct ChartArchiveTests {
    private static let archive = Array("not really gzip".utf8)
    private static let digest = FakeImage.digest(archive)

    /// An index with one version of `app`, at these URLs.
    private static func index(_ urls: [String], digest: String? = nil) -> String {
        let list = urls.map { "\"\($0)\"" }.joined(separator: ", ")
        let line = digest.map { ", digest: \"\($0)\"" } ?? ""
        return "apiVersion: v1\nentries:\n  app:\n    - {version: 1.0.0+b\(line), urls: [\(list)]}\n"
    }

    private func upstream(
        _ credentials: [String: Credential] = [:], cache: ResponseCache = .none, passing: Set<String> = []
    ) -> LiveUpstream {
        let http = HTTPClient(TransportOptions(retries: .none))
        let store = CredentialStore(credentials)
        let registry = RegistryClient(http: http, options: RegistryOptions(credentials: store, cache: cache))
        return LiveUpstream(
            registry: registry, http: http, git: GitClient(environment: [:]), credentials: store, cache: cache,
            passesCredentials: passing)
    }

    private func ask(_ upstream: some UpstreamSource, _ repository: String) async throws
        -> Result<ChartArchiveFile, LookupFailure>
    {
        await upstream.chartArchive(of: try artifact("\(repository)#app"), version: "1.0.0+b")
    }

    @Test("The first URL that answers gives the archive")
    func mirrors() async throws {
        let server = try FakeServer { request in
            switch request.path {
            case "/index.yaml":
                FakeReply(200, text: Self.index(["gone.tgz", "app.tgz"], digest: String(Self.digest.dropFirst(7))))
            case "/app.tgz": FakeReply(200, body: Self.archive)
            default: FakeReply(404, text: "no")
            }
        }
        let file = try await ask(upstream(), server.url).get()
        #expect(file.bytes == Self.archive && file.digest.text == Self.digest && file.isAsPublished)
        #expect(file.source == "\(server.url)/app.tgz")
    }

    @Test("Other bytes than published are told, and not kept as what was published")
    func republished() async throws {
        let other = Mutex(true)
        let server = try FakeServer { request in
            if request.path == "/index.yaml" {
                return FakeReply(200, text: Self.index(["app.tgz"], digest: Self.digest))
            }
            return FakeReply(200, body: other.withLock { $0 } ? Array("other".utf8) : Self.archive)
        }
        let folder = TemporaryTree()
        let cache = ResponseCache(folder: "\(folder.path)/c", rules: CacheRules(maximumAge: .seconds(600)))
        #expect(try await ask(upstream(cache: cache), server.url).get().isAsPublished == false)
        other.withLock { $0 = false }
        #expect(try await ask(upstream(cache: cache), server.url).get().isAsPublished)
        let count = server.requests.count
        #expect(try await ask(upstream(cache: cache), server.url).get().isAsPublished)
        #expect(server.requests.count == count, "and then it is kept")
    }

    @Test("An archive in a registry, by its layer")
    func registry() async throws {
        let fake = try FakeRegistry()
        let chart = FakeImage(
            config: .init(mediaType: MediaType.helmConfig, bytes: Array("{}".utf8)),
            layers: [
                .init(mediaType: "application/vnd.cncf.helm.chart.provenance.v1.prov", bytes: Array("signed".utf8)),
                .init(mediaType: MediaType.helmChart, bytes: Self.archive),
            ])
        fake.add(chart, to: "charts/app", tag: "1.0.0_b")
        let server = try FakeServer { _ in FakeReply(200, text: Self.index(["oci://\(fake.host)/charts/app:1.0.0_b"])) }
        #expect(try await ask(upstream(), server.url).get().bytes == Self.archive)
        let direct = await upstream().chartArchive(of: try artifact("\(fake.host)/charts/app"), version: "1.0.0_b")
        #expect(try direct.get().bytes == Self.archive)
        fake.add(FakeImage(named: "plain"), to: "charts/app", tag: "2.0.0")
        let none = await upstream().chartArchive(of: try artifact("\(fake.host)/charts/app"), version: "2.0.0")
        #expect(throws: LookupFailure.self) { try none.get() }
    }

    @Test("Credentials go to the repository's own host, and to others only when asked", arguments: [false, true])
    func credentials(passing: Bool) async throws {
        let other = try FakeServer { _ in FakeReply(200, body: Self.archive) }
        let url = "http://localhost:\(other.port)/app.tgz"
        let server = try FakeServer { request in
            request.path == "/index.yaml" ? FakeReply(200, text: Self.index([url])) : FakeReply(404, text: "no")
        }
        let secret = Credential.password(user: "joe", Secret("s3cret"))
        let upstream = upstream([server.host: secret], passing: passing ? ["127.0.0.1"] : [])
        _ = try await ask(upstream, server.url).get()
        #expect(server.requests.allSatisfy { $0.header("Authorization") != nil })
        #expect(other.requests.map { $0.header("Authorization") != nil } == [passing])
    }

    @Test(
        "What does not exist, or is too large, says so",
        arguments: [
            ("1.0.0", FakeReply(200, text: ""), LookupFailure.Code.notFound, "has no app 1.0.0"),
            ("1.0.0+b", FakeReply(404, text: ""), .notFound, "404"),
            ("1.0.0+b", FakeReply(403, text: ""), .unauthorized, "403"),
            (
                "1.0.0+b", FakeReply(200, headers: [("Content-Length", "99999999999")], delivery: .raw([])),
                .unavailable, ""
            ),
        ] as [(String, FakeReply, LookupFailure.Code, String)])
    func failures(version: String, reply: FakeReply, code: LookupFailure.Code, words: String) async throws {
        let server = try FakeServer { request in
            request.path == "/index.yaml" ? FakeReply(200, text: Self.index(["app.tgz"])) : reply
        }
        let outcome = await upstream().chartArchive(of: try artifact("\(server.url)#app"), version: version)
        guard case .failure(let failure) = outcome else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.code == code && failure.message.contains(words), "\(failure.message)")
    }

    @Test("A directory holds archives beside the index, and below the folder of another host")
    func directory() async throws {
        let tree = TemporaryTree([
            "http/own.example/charts/index.yaml": Self.index(["app.tgz"], digest: Self.digest),
            "http/other.example/index.yaml": Self.index(["https://own.example/charts/app.tgz"]),
        ])
        tree.write(Self.archive, to: "http/own.example/charts/app.tgz")
        let upstream = DirectoryUpstream(directory: tree.path)
        for repository in ["https://own.example/charts", "https://other.example"] {
            #expect(try await ask(upstream, repository).get().bytes == Self.archive)
        }
        let bundled = DirectoryUpstream(directory: Places.upstream)
        let real = await bundled.chartArchive(of: try artifact("ghcr.io/nobody/none"), version: "1.0.0")
        #expect(throws: LookupFailure.self) { try real.get() }
    }
}
