import Artifacts
import FakeRegistry
import Git
import Registry
import TestSupport
import Testing
import Transport
import Upstream

@Suite("Provenance files of charts", .timeLimit(.minutes(2)))
struct ChartProvenanceFileTests {
    private static let signed = Array("signed".utf8)

    private func upstream() -> LiveUpstream {
        let http = HTTPClient(TransportOptions(retries: .none))
        let registry = RegistryClient(http: http, options: RegistryOptions())
        return LiveUpstream(
            registry: registry, http: http, git: GitClient(environment: [:]), credentials: CredentialStore([:]))
    }

    private static func index(_ url: String) -> String {
        "apiVersion: v1\nentries:\n  app:\n    - {version: 1.0.0, urls: [\"\(url)\"]}\n"
    }

    /// What stands at `/app.tgz.prov`, the URL of the archive ⇒ the file; nil where there is none.
    @Test(
        "beside an archive",
        arguments: [
            (FakeReply(200, text: "signed"), "app.tgz", "signed"), (FakeReply(404, text: "no"), "app.tgz", nil),
            (FakeReply(403, text: "no"), "app.tgz", nil), (FakeReply(200, text: "signed"), "app.tgz?token=1", nil),
            (FakeReply(500, text: "no"), "app.tgz", "failure"),
            (FakeReply(200, text: String(repeating: "x", count: 2 << 20)), "app.tgz", "failure"),
        ] as [(FakeReply, String, String?)])
    func http(reply: FakeReply, url: String, expected: String?) async throws {
        let server = try FakeServer { request in
            request.path == "/index.yaml" ? FakeReply(200, text: Self.index(url)) : reply
        }
        switch await upstream().provenance(of: try artifact("\(server.url)#app"), version: "1.0.0") {
        case .success(let bytes): #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == expected)
        case .failure(let failure): #expect(expected == "failure", "\(failure.message)")
        }
        let asked = server.requests.map(\.path)
        #expect(asked.allSatisfy { ["/index.yaml", "/app.tgz.prov"].contains($0) }, "\(asked)")
    }

    @Test("a layer beside the chart", arguments: [true, false])
    func registry(hasOne: Bool) async throws {
        let fake = try FakeRegistry()
        var layers = [FakeImage.Blob(mediaType: MediaType.helmChart, bytes: [1, 2, 3])]
        if hasOne { layers.append(.init(mediaType: MediaType.helmProvenance, bytes: Self.signed)) }
        fake.add(
            FakeImage(config: .init(mediaType: MediaType.helmConfig, bytes: Array("{}".utf8)), layers: layers),
            to: "charts/app", tag: "1.0.0")
        let answer = await upstream().provenance(of: try artifact("\(fake.host)/charts/app"), version: "1.0.0")
        #expect(try answer.get() == (hasOne ? Self.signed : nil))
        let server = try FakeServer { _ in FakeReply(200, text: Self.index("oci://\(fake.host)/charts/app:1.0.0")) }
        let linked = await upstream().provenance(of: try artifact("\(server.url)#app"), version: "1.0.0")
        #expect(try linked.get() == (hasOne ? Self.signed : nil))
    }

    @Test func directory() async throws {
        let tree = TemporaryTree([
            "http/x.example/index.yaml": Self.index("app.tgz"), "http/x.example/app.tgz": "archive",
        ])
        let chart = try artifact("https://x.example#app")
        #expect(try await DirectoryUpstream(directory: tree.path).provenance(of: chart, version: "1.0.0").get() == nil)
        tree.write(Self.signed, to: "http/x.example/app.tgz.prov")
        let found = await DirectoryUpstream(directory: tree.path).provenance(of: chart, version: "1.0.0")
        #expect(try found.get() == Self.signed)
    }
}
