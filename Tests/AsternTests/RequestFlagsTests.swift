import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

/// `--trace`, `--explain-requests`, `--max-wait` and the proxies of the environment, through the program.
@Suite("Requests on the command line")
struct RequestFlagsTests {
    private static let nobody = ["DOCKER_CONFIG": "/nonexistent", "REGISTRY_AUTH_FILE": "/nonexistent/auth.json"]

    private func registry() throws -> FakeRegistry {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        return registry
    }

    private func tree(_ registry: FakeRegistry) -> TemporaryTree {
        TemporaryTree([
            "pod.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec: {containers: [{name: a, image: "\(registry.host)/org/app:1.0.0"}]}

            """
        ])
    }

    private func explanation(_ host: String) -> [String] {
        [
            host,
            "  TLS https://\(host): probe of \(host): 0 bytes, network",
            "  GET http://\(host)/v2/org/app/tags/list?n=1000: tags of \(host)/org/app: 200, 43 bytes, network",
            "requests by host and purpose",
            "  \(host)  probe  1 request, 0 bytes, 0 retries: 1 network",
            "  \(host)  tags  1 request, 43 bytes, 0 retries: 1 network",
            "in all  2 requests, 43 bytes, 0 retries: 2 network",
        ]
    }

    @Test(
        "each command that looks up explains its requests, by flag and by environment",
        arguments: ["report", "update", "why", "tags"])
    func explain(command: String) throws {
        for byFlag in [true, false] {
            let registry = try registry()
            let tree = tree(registry)
            let words: [String] =
                switch command {
                case "tags": ["tags", "\(registry.host)/org/app"]
                case "why": ["why", "Pod/a", tree.path]
                case "update": ["update", "--dry-run", tree.path]
                default: [command, tree.path]
                }
            let environment = byFlag ? [:] : ["ASTERN_EXPLAIN_REQUESTS": "1"]
            let result = AsternProgram.run(
                words + (byFlag ? ["--explain-requests"] : []),
                environment: Self.nobody.merging(environment) { $1 })
            #expect(result.status == 0, "\(result.errors)")
            let lines = result.errors.split(separator: "\n").map(String.init)
            let expected = explanation(registry.host)
            #expect(lines.firstIndex(of: registry.host).map { Array(lines[$0...].prefix(expected.count)) } == expected)
            #expect(!result.output.contains("requests by host"))
        }
    }

    @Test func withoutRequestsThereIsLittleToExplain() {
        let tree = TemporaryTree([
            "s.json": #"{"apiVersion":"astern/v1","kind":"Snapshot","oci":{"a.b/c":{"tags":["1"]}}}"#
        ])
        let result = AsternProgram.run(["tags", "a.b/c", "--snapshot", "\(tree.path)/s.json", "--explain-requests"])
        #expect(result.errors == "requests: none were made\n")
    }

    @Test func traceShowsTheRequest() throws {
        let registry = try registry()
        registry.change { $0.auth = .basic(user: "joe", password: "s3cret") }
        let auth = Data("joe:s3cret".utf8).base64EncodedString()
        let folder = TemporaryTree(["config.json": #"{"auths": {"\#(registry.host)": {"auth": "\#(auth)"}}}"#])
        let result = AsternProgram.run(
            ["tags", "\(registry.host)/org/app", "--trace"], environment: ["DOCKER_CONFIG": folder.path])
        #expect(result.output == "1.1.0\n1.0.0\n")
        let url = "http://\(registry.host)/v2/org/app/tags/list?n=1000"
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 3, "\(result.errors)")
        #expect(lines.dropFirst().first?.hasPrefix("GET \(url) 401, ") == true)
        #expect(lines.last?.hasPrefix("GET \(url) 200, 43 bytes, ") == true)
        #expect(lines.last?.contains("tags of \(registry.host)/org/app") == true)
        #expect(lines.last?.hasSuffix("; Authorization: Basic …}") == true)
        #expect(!result.errors.contains("s3cret") && !result.errors.contains(auth))
    }

    @Test func aPauseBeyondTheCeilingFailsTheOneRegistry() throws {
        let limited = try FakeServer { _ in FakeReply(429).with("Retry-After", "30") }
        let other = try registry()
        let tree = tree(other)
        tree.write(tree.text("pod.yaml").replacing(other.host, with: limited.host), to: "limited.yaml")
        let result = AsternProgram.run(
            ["report", tree.path, "-o", "json", "--max-wait", "5s"], environment: Self.nobody)
        #expect(result.status == 3)
        let report = try Report(result)
        #expect(report.references.map(\.status) == ["unknown", "outdated"])
        #expect(report.references.first?.error?.contains("rate limited until 20") == true)
    }

    @Test("durations", arguments: ["soon", "0s", "1.5s", "5w", ""])
    func badDurations(text: String) {
        let result = AsternProgram.run(["tags", "127.0.0.1:1/a/b", "--max-wait", text])
        #expect(result.status == 64)
        #expect(result.errors.contains("--max-wait \(text): expected a duration"))
    }

    @Test func aPlainRegistryIsAskedThroughTheProxy() throws {
        let proxy = try FakeServer { _ in FakeReply(200, json: #"{"tags":["2.0.0"]}"#) }
        let result = AsternProgram.run(
            ["tags", "registry.test/org/app", "--plain-http", "registry.test", "--trace"],
            environment: Self.nobody.merging(["http_proxy": "http://joe:s3cret@\(proxy.host)"]) { $1 })
        #expect(result.output == "2.0.0\n", "\(result.errors)")
        #expect(proxy.requests.map(\.target) == ["http://registry.test/v2/org/app/tags/list?n=1000"])
        #expect(result.errors.contains("through the proxy http://\(proxy.host)"))
        #expect(!result.errors.contains("s3cret") && !result.errors.contains("joe"))
    }

    @Test func aProxyThatRefusesIsNamed() throws {
        let proxy = try FakeServer { _ in FakeReply(407) }
        let result = AsternProgram.run(
            ["tags", "registry.test/org/app"],
            environment: Self.nobody.merging(["HTTPS_PROXY": "joe:s3cret@\(proxy.host)"]) { $1 })
        #expect(result.status == 1)
        #expect(result.errors.contains("the proxy http://\(proxy.host) refuses the connection (407)"))
        #expect(!result.errors.contains("s3cret") && !result.errors.contains("joe"))
        // A name that the machine itself answers for: nothing is asked of a name server.
        let direct = AsternProgram.run(
            ["tags", "127.0.0.1:1/org/app"],
            environment: Self.nobody.merging(["HTTPS_PROXY": "ftp://joe:s3cret@x"]) { $1 })
        #expect(direct.errors.contains("warning: the proxy in HTTPS_PROXY is not understood"))
        #expect(!direct.errors.contains("s3cret"))
    }
}
