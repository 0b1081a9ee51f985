import Artifacts
import FakeRegistry
import Git
import Registry
import TestSupport
import Testing
import Transport
import Upstream

/// What a chart repository's answer says of another place.
@Suite struct MovedRepositoryTests {
    private static let index = "apiVersion: v1\nentries:\n  pod:\n  - {version: 1.0.0, urls: [pod-1.0.0.tgz]}\n"

    private static func upstream(cache: ResponseCache = .none) -> LiveUpstream {
        let http = HTTPClient(TransportOptions(retries: .none))
        return LiveUpstream(
            registry: RegistryClient(http: http, options: RegistryOptions()), http: http,
            git: GitClient(environment: ["PATH": "/usr/bin:/bin"]), credentials: CredentialStore([:]), cache: cache)
    }

    private static func server(_ status: Int, to path: String) throws -> FakeServer {
        try FakeServer { request in
            request.path == "/old/index.yaml" ? .redirect(status, to: path) : FakeReply(200, text: index)
        }
    }

    @Test(
        arguments: [
            (301, "/new/index.yaml", "/new"), (308, "/index.yaml", ""), (302, "/new/index.yaml", nil),
            (307, "/new/index.yaml", nil), (301, "/storage/1234?x=y", nil), (301, "/new/index.yaml?x=y", nil),
        ] as [(Int, String, String?)]) func redirects(_ status: Int, _ target: String, _ path: String?) async throws
    {
        let server = try Self.server(status, to: target)
        let listing = try await Self.upstream().listing(of: artifact("\(server.url)/old#pod")).get()
        #expect(listing.releases.map(\.text) == ["1.0.0"])
        #expect(listing.move == path.flatMap { ChartRepository("\(server.url)\($0)") }.map { .redirect(to: $0) })
    }

    @Test func theCacheKnowsItStill() async throws {
        let folder = TemporaryTree()
        let server = try Self.server(301, to: "/new/index.yaml")
        let target = try #require(ChartRepository("\(server.url)/new"))
        let pod = try artifact("\(server.url)/old#pod")
        for rules in [CacheRules(), CacheRules(isOffline: true)] {
            let cache = ResponseCache(folder: "\(folder.path)/cache", rules: rules)
            #expect(try await Self.upstream(cache: cache).listing(of: pod).get().move == .redirect(to: target))
        }
    }

    @Test(
        arguments: [
            // Of the newest version it is, wherever it stands.
            (
                "[{version: 1.0.0, urls: [a.tgz]}, {version: 2.0.0, urls: [\"oci://ghcr.io/org/pod:2.0.0\"]}]",
                "ghcr.io/org/pod"
            ),
            ("[{version: 2.0.0, urls: [a.tgz]}, {version: 1.0.0, urls: [\"oci://ghcr.io/org/pod:1.0.0\"]}]", nil),
            ("[{version: 1.0.0, urls: [\"oci://\"]}]", nil),
            ("[{version: 1.0.0}]", nil),
        ] as [(String, String?)]) func archivesInARegistry(_ entries: String, _ name: String?) async throws
    {
        let server = try FakeServer { _ in FakeReply(200, text: "entries:\n  pod: \(entries)\n") }
        let listing = try await Self.upstream().listing(of: artifact("\(server.url)#pod")).get()
        #expect(listing.move == name.flatMap { RepositoryName($0) }.map { .registry($0) })
    }

    @Test func onlyWhatStaysOnTheMachineAnswersLocally() throws {
        #expect(!Self.upstream().answersLocally)
        let cache = ResponseCache(folder: "/nowhere", rules: CacheRules(isOffline: true))
        #expect(Self.upstream(cache: cache).answersLocally)
        #expect(DirectoryUpstream(directory: "/nowhere").answersLocally)
        let snapshot = try Snapshot(json: Array(#"{"apiVersion": "astern/v1", "kind": "Snapshot"}"#.utf8))
        #expect(SnapshotUpstream(snapshot).answersLocally)
    }

    @Test func aSnapshotTellsWhatChartsSay() async throws {
        let json = #"""
            {"apiVersion": "astern/v1", "kind": "Snapshot", "taken": "2026-11-21T00:00:00Z",
             "oci": {"r.example/pod": {"tags": ["1.0.0", "v1.1.0", "1.2", "1.3.0"], "facts": {
               "1.0.0": {"version": "1.0.1", "dependencies": [{"name": "a"}]}, "v1.1.0": {"version": "1.1.0"},
               "1.2": {"version": "1.2.7"}, "1.3.0": null}}},
             "helm": {"https://r.example": {"pod": [{"version": "1.0.0", "type": "library"}]}}}
            """#
        let upstream = SnapshotUpstream(try Snapshot(json: Array(json.utf8)))
        let releases = try await upstream.listing(of: artifact("oci://r.example/pod")).get().releases
        #expect(releases.map(\.chartVersion) == ["1.0.1", nil, nil, nil])
        #expect(releases.first?.dependencies == [ReleaseDependency(name: "a", version: "", repository: "")])
        #expect(
            try await upstream.listing(of: artifact("https://r.example#pod")).get().releases.map(\.isLibrary) == [true])
        #expect(upstream.taken == "2026-11-21T00:00:00Z")
    }
}
