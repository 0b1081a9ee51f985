import Artifacts
import FakeRegistry
import Git
import Registry
import Testing
import Transport
import Upstream

@Suite struct LiveUpstreamTests {
    private static func upstream(
        _ credentials: [String: Credential] = [:], timeout: Duration = .seconds(20)
    ) -> LiveUpstream {
        let http = HTTPClient(TransportOptions(timeout: timeout, retries: .none))
        let store = CredentialStore(credentials)
        return LiveUpstream(
            registry: RegistryClient(http: http, options: RegistryOptions(credentials: store)), http: http,
            git: GitClient(environment: ["PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1"], time: timeout),
            credentials: store
        )
    }

    private static func registry() throws -> FakeRegistry {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        registry.setTags(["2.0.0"], of: "org/other")
        return registry
    }

    @Test func listsTags() async throws {
        let registry = try Self.registry()
        #expect(await Self.upstream().answer("oci://\(registry.host)/org/app") == "1.0.0 1.1.0")
    }

    @Test func aListThatEndsEarlyIsPartial() async throws {
        let registry = try Self.registry()
        registry.change {
            $0.pageSize = 1
            $0.intercept = { $0.query("last").isEmpty ? nil : FakeReply(500, text: "down") }
        }
        let answer = await Self.upstream().answer("oci://\(registry.host)/org/app")
        #expect(answer.hasPrefix("1.0.0 partial: "))
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: FakeReply
        let code: LookupFailure.Code
        /// Words that the message holds.
        let words: [String]
    }

    private static let faults = [
        Fault(testDescription: "404", reply: FakeReply(404, json: "{}"), code: .notFound, words: ["404"]),
        Fault(
            testDescription: "401", reply: FakeReply(401, text: ""), code: .unauthorized, words: ["401", "credentials"]),
        Fault(testDescription: "403", reply: FakeReply(403, text: "no"), code: .unauthorized, words: ["403"]),
        Fault(testDescription: "429", reply: FakeReply(429, text: ""), code: .rateLimited, words: ["429"]),
        Fault(testDescription: "500", reply: FakeReply(500, text: "oops"), code: .unavailable, words: ["500"]),
        Fault(testDescription: "418", reply: FakeReply(418, text: ""), code: .unavailable, words: ["418"]),
        Fault(
            testDescription: "garbage", reply: FakeReply(200, text: "<html>hello</html>", type: "text/html"),
            code: .invalidResponse, words: []),
        Fault(
            testDescription: "hang up", reply: FakeReply(200).delivered(.hangUp), code: .unavailable, words: []),
        Fault(
            testDescription: "no HTTP", reply: FakeReply(200).delivered(.raw(Array("hello\r\n\r\n".utf8))),
            code: .unavailable, words: []),
        Fault(
            testDescription: "cut off", reply: FakeReply(200, text: "{\"tags\": [\"1.0.0\"").delivered(.cut(after: 5)),
            code: .unavailable, words: []),
    ]

    @Test(arguments: faults) func aFailingRepositorySaysWhy(_ fault: Fault) async throws {
        let registry = try Self.registry()
        registry.change { $0.intercept = { $0.path.contains("/org/app/") ? fault.reply : nil } }
        let upstream = Self.upstream()
        let name = try repository("\(registry.host)/org/app")
        let failure = try #require(await upstream.failure(of: .oci(name)))
        #expect(failure.code == fault.code)
        for word in [registry.host] + fault.words { #expect(failure.message.contains(word), "\(failure.message)") }
        // Neither its neighbour nor another question is touched.
        #expect(await upstream.answer("oci://\(registry.host)/org/other") == "2.0.0")
        #expect(await upstream.facts(of: name, tag: "1.0.0") == nil)
        #expect(await upstream.holdsChart(name, tag: "1.0.0") == nil)
        guard case .failure = await upstream.digest(of: name, tag: "1.0.0") else {
            Issue.record("expected a failed lookup of the digest")
            return
        }
    }

    @Test func silenceEnds() async throws {
        let registry = try Self.registry()
        registry.change { $0.intercept = { $0.path.contains("/org/app/") ? FakeReply(200).delivered(.silent) : nil } }
        let upstream = Self.upstream(timeout: .seconds(1))
        let failure = try #require(await upstream.failure(of: .oci(try repository("\(registry.host)/org/app"))))
        #expect(failure.code == .timedOut)
        #expect(failure.message.contains(registry.host))
        #expect(await upstream.answer("oci://\(registry.host)/org/other") == "2.0.0")
    }

    @Test func aRegistryThatIsDownIsUnavailable() async throws {
        let registry = try Self.registry()
        let host = registry.host
        registry.stop()
        let failure = try #require(await Self.upstream().failure(of: .oci(try repository("\(host)/org/app"))))
        #expect(failure.code == .unavailable)
        #expect(failure.message.contains(host))
    }

    @Test func aChartInARegistryTellsItsFacts() async throws {
        let registry = try FakeRegistry()
        let config = #"{"name":"app","version":"1.0.0","appVersion":"7","kubeVersion":">=1.30","deprecated":true}"#
        let chart = FakeImage(
            config: .init(mediaType: "application/vnd.cncf.helm.config.v1+json", bytes: Array(config.utf8)), layers: [],
            annotations: [("org.opencontainers.image.created", "2026-01-01T00:00:00Z")]
        )
        registry.add(chart, to: "org/app", tag: "1.0.0")
        registry.add(FakeImage(named: "image"), to: "org/app", tag: "1.1.0")
        let upstream = Self.upstream()
        let name = try repository("\(registry.host)/org/app")
        let facts = try #require(await upstream.facts(of: name, tag: "1.0.0"))
        #expect(facts.deprecated && facts.appVersion == "7" && facts.kubeVersion == ">=1.30")
        #expect(facts.created == "2026-01-01T00:00:00Z" && facts.digest?.text == chart.digest)
        #expect(await upstream.holdsChart(name, tag: "1.0.0") == true)
        #expect(await upstream.holdsChart(name, tag: "1.1.0") == false)
        #expect(await upstream.facts(of: name, tag: "1.1.0") == nil)
        #expect(try await upstream.digest(of: name, tag: "1.0.0").get()?.text == chart.digest)
        // One manifest answers both questions.
        let reads = registry.requests(to: "/v2/org/app/manifests/1.0.0").count { $0.method == "GET" }
        #expect(reads == 1)
    }

    /// What the run does without is not asked of a registry that grants little more; the rest is.
    @Test func factsAreLeftOutWhenTheBudgetIsLow() async throws {
        let registry = try Self.registry()
        let config = FakeImage.Blob(
            mediaType: "application/vnd.cncf.helm.config.v1+json",
            bytes: Array(#"{"name":"app","version":"1.0.0"}"#.utf8))
        registry.add(FakeImage(config: config, layers: []), to: "org/app", tag: "1.0.0")
        registry.change {
            $0.intercept = { request in
                guard request.path.hasSuffix("/tags/list") else { return nil }
                return FakeReply(200, json: #"{"tags":["1.0.0"]}"#).with("ratelimit-remaining", "1;w=21600")
            }
        }
        let upstream = Self.upstream()
        let name = try repository("\(registry.host)/org/app")
        #expect(await upstream.facts(of: name, tag: "1.0.0") != nil)
        let other = Self.upstream()
        #expect(await other.answer("oci://\(registry.host)/org/app") == "1.0.0")
        registry.forgetRequests()
        #expect(await other.facts(of: name, tag: "1.0.0") == nil)
        #expect(registry.requests.isEmpty)
        #expect(await other.holdsChart(name, tag: "1.0.0") == true)
        #expect(await other.holdsChart(name, tag: "1.0.0") == true)
        #expect(registry.requests.count == 1)
    }

    // MARK: Chart repositories

    private static let index = """
        apiVersion: v1
        entries:
          pod:
          - {version: 1.0.0, created: "2026-01-01T00:00:00Z", digest: \(digestA.dropFirst(7)), deprecated: true}
          - {version: v1.1.0}
          other:
          - {version: 2.0.0}
        """

    @Test func listsAnIndexOnce() async throws {
        let server = try FakeServer { request in
            request.path == "/charts/index.yaml" ? FakeReply(200, text: Self.index) : FakeReply(404)
        }
        let upstream = Self.upstream()
        async let pod = upstream.answer("\(server.url)/charts/#pod")
        async let other = upstream.answer("\(server.url)/charts#other")
        #expect(await [pod, other] == ["1.0.0 v1.1.0", "2.0.0"])
        #expect(server.requests.map(\.target) == ["/charts/index.yaml"])
        let first = try await upstream.listing(of: artifact("\(server.url)/charts#pod")).get().releases.first
        #expect(first?.digest?.text == digestA)
        #expect(first?.deprecated == true)
    }

    @Test func credentialsOfTheHostAreSent() async throws {
        let server = try FakeServer { request in
            request.header("Authorization") == "Basic am9lOnMzY3JldA=="
                ? FakeReply(200, text: Self.index) : FakeReply(401)
        }
        let known = Self.upstream([server.host: .password(user: "joe", Secret("s3cret"))])
        #expect(await known.answer("\(server.url)/charts#other") == "2.0.0")
        let message = "\(server.url)/charts/index.yaml answered 401: credentials are missing or refused"
        #expect(await Self.upstream().answer("\(server.url)/charts#other") == "unauthorized: \(message)")
    }

    /// Status and body of the index ⇒ the answer; `URL` stands for that of the index.
    private static let indexFaults: [(status: Int, body: String, answer: String)] = [
        (404, "", "notFound: URL answered 404: there is no chart repository"),
        (410, "", "notFound: URL answered 410: there is no chart repository"),
        (403, "", "unauthorized: URL answered 403: credentials are missing or refused"),
        (429, "", "rateLimited: URL answered 429: too many requests"),
        (500, "", "unavailable: URL answered 500, expected 200"),
        (
            200, "<html></html>",
            "invalidResponse: URL: not a chart index: neither `apiVersion` nor `entries` stands at the top"
        ),
        (200, "", "invalidResponse: URL: not a chart index: neither `apiVersion` nor `entries` stands at the top"),
    ]

    @Test(arguments: indexFaults)
    func aFailingIndexSaysWhy(_ status: Int, _ body: String, _ answer: String) async throws {
        let server = try FakeServer { request in
            request.path == "/bad/index.yaml" ? FakeReply(status, text: body) : FakeReply(200, text: Self.index)
        }
        let upstream = Self.upstream()
        let said = await upstream.answer("\(server.url)/bad#pod")
        #expect(said.replacing("\(server.url)/bad/index.yaml", with: "URL") == answer)
        #expect(await upstream.answer("\(server.url)/good#other") == "2.0.0")
    }

    @Test func aSilentIndexEnds() async throws {
        let server = try FakeServer { request in
            request.path == "/bad/index.yaml" ? FakeReply(200).delivered(.silent) : FakeReply(200, text: Self.index)
        }
        let upstream = Self.upstream(timeout: .seconds(1))
        let failure = try #require(await upstream.failure(of: try artifact("\(server.url)/bad#pod")))
        #expect(failure.code == .timedOut)
        #expect(failure.message.contains(server.host))
        #expect(await upstream.answer("\(server.url)/good#other") == "2.0.0")
    }

    // MARK: Git repositories

    private static let commit = String(repeating: "a", count: 40)

    @Test func listsGitTagsOnce() async throws {
        let refs = ["v1.0.0", "v1.1.0", "app/v2"].map { "\(Self.commit)\trefs/tags/\($0)\n" }.joined()
        let server = try FakeServer { request in
            request.path == "/org/repo.git/info/refs" ? FakeReply(200, text: refs) : FakeReply(404)
        }
        let upstream = Self.upstream()
        let first = await upstream.answer("\(server.url)/org/repo.git")
        #expect(first == "v1.0.0 v1.1.0 app/v2")
        let count = server.requests.count
        #expect(await upstream.answer("\(server.url)/org/repo.git/") == first)
        #expect(server.requests.count == count)
    }

    /// Status and body of `info/refs` ⇒ the code.
    @Test(arguments: [
        (404, "", LookupFailure.Code.notFound), (401, "", .unauthorized), (403, "", .unauthorized),
        (429, "", .rateLimited), (500, "", .unavailable), (200, "<html></html>", .invalidResponse),
    ])
    func aFailingGitRepositorySaysWhy(_ status: Int, _ body: String, _ code: LookupFailure.Code) async throws {
        let server = try FakeServer { request in
            request.path == "/bad/info/refs"
                ? FakeReply(status, text: body).with("WWW-Authenticate", "Basic")
                : request.path == "/good/info/refs"
                    ? FakeReply(200, text: "\(Self.commit)\trefs/tags/v1\n") : FakeReply(404)
        }
        let upstream = Self.upstream()
        let failure = try #require(await upstream.failure(of: try artifact("\(server.url)/bad")))
        #expect(failure.code == code, "\(failure.message)")
        #expect(failure.message.contains("\(server.url)/bad"))
        #expect(await upstream.answer("\(server.url)/good") == "v1")
    }

    @Test func aSilentGitRepositoryEnds() async throws {
        let server = try FakeServer { _ in FakeReply(200).delivered(.silent) }
        let failure = await Self.upstream(timeout: .milliseconds(400)).failure(of: try artifact("\(server.url)/r"))
        #expect(failure?.code == .timedOut)
    }

    @Test func plainHTTPGoesToLoopbackOnly() async throws {
        let failure = await Self.upstream().failure(of: try artifact("http://x.example/a/b"))
        #expect(failure?.code == .invalidResponse)
    }
}

extension UpstreamSource {
    fileprivate func failure(of artifact: Artifact) async -> LookupFailure? {
        guard case .failure(let failure) = await listing(of: artifact) else { return nil }
        return failure
    }
}
