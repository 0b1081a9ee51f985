import FakeRegistry
import Synchronization
import Testing

@testable import Transport

@Suite("Proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
    @Test(
        "which variable counts",
        arguments: [
            ([:], nil, nil),
            (["http_proxy": "http://a:1"], "http://a:1", nil),
            (["HTTP_PROXY": "http://a:1"], nil, nil),
            (["https_proxy": "http://a:1"], nil, "http://a:1"),
            (["HTTPS_PROXY": "http://b:2", "https_proxy": "a:1"], nil, "http://a:1"),
            (["ALL_PROXY": "socks5h://s:9"], "socks5h://s:9", "socks5h://s:9"),
            (["all_proxy": "x", "http_proxy": ""], "http://x", "http://x"),
            (["https_proxy": "https://[::1]:8443/ignored"], nil, "https://[::1]:8443"),
        ] as [([String: String], String?, String?)])
    func variables(environment: [String: String], http: String?, https: String?) throws {
        let settings = ProxySettings(environment: environment)
        let plain = try #require(HTTPAddress("http://registry.test/"))
        #expect(settings.proxy(for: plain)?.url == http)
        #expect(settings.proxy(for: plain.with(scheme: .https))?.url == https)
        #expect(settings.problems.isEmpty)
    }

    @Test(
        "accounts are taken apart and not shown",
        arguments: [
            ("http://joe:s3cret@proxy:3128", "http://proxy:3128", "joe", "s3cret"),
            ("joe:p%40ss%2Bw+d@proxy:3128", "http://proxy:3128", "joe", "p@ss+w+d"),
            ("http://joe:a/b@c@proxy:3128/x", "http://proxy:3128", "joe", "a/b@c"),
            ("http://joe@proxy", "http://proxy", "joe", nil),
        ] as [(String, String, String, String?)])
    func accounts(text: String, url: String, user: String, password: String?) throws {
        let proxy = try #require(Proxy(text))
        #expect(proxy.url == url)
        #expect(proxy.user == user)
        #expect(proxy.password?.reveal() == password)
        #expect(!"\(proxy)".contains("s3cret"))
    }

    @Test(
        "what is no proxy is named without its account",
        arguments: ["ftp://joe:s3cret@proxy", "http://joe:s3cret@", "a b"])
    func problems(text: String) throws {
        let settings = ProxySettings(environment: ["https_proxy": text])
        #expect(settings.https == nil)
        #expect(settings.problems.count == 1)
        #expect(settings.problems.allSatisfy { $0.contains("https_proxy") && !$0.contains("s3cret") })
    }

    @Test(
        "exceptions",
        arguments: [
            ("*", "ghcr.io", true), ("ghcr.io", "ghcr.io", true), ("ghcr.io", "x.ghcr.io", true),
            (".ghcr.io", "ghcr.io", true), (".ghcr.io", "notghcr.io", false), ("ghcr.io", "notghcr.io", false),
            ("a, GHCR.IO b", "ghcr.io", true), ("ghcr.io.", "ghcr.io", true), ("", "ghcr.io", false),
            ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.1.2.3", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.0.0.0/33", "10.1.2.3", false), ("fd00::/8", "fd12::1", true), ("[fd12::1]", "fd12::1", true),
            ("0/0", "10.1.2.3", false), ("10.0.0.0/9", "10.128.0.1", false),
        ])
    func exceptions(list: String, host: String, isExcepted: Bool) {
        #expect(ProxyExceptions(list).contains(host) == isExcepted)
    }

    @Test("loopback is asked directly, and so is what no_proxy names")
    func direct() throws {
        let settings = ProxySettings(environment: ["http_proxy": "p", "no_proxy": "a.test", "NO_PROXY": "b.test"])
        let hosts = ["127.0.0.1", "localhost", "a.test", "b.test"]
        let asked = hosts.filter { host in HTTPAddress("http://\(host)/").flatMap { settings.proxy(for: $0) } != nil }
        #expect(asked == ["b.test"])
    }

    @Test("a plain URL goes whole to the proxy, with the proxy's account")
    func plain() async throws {
        let proxy = try FakeServer { _ in FakeReply(200, text: "from the proxy") }
        let traced = Mutex([String]())
        let client = HTTPClient(
            TransportOptions(
                retries: .none, proxies: ProxySettings(environment: ["http_proxy": "http://joe:s3cret@\(proxy.host)"]),
                trace: { line in traced.withLock { $0.append(line) } }))
        let response = try await client.send(HTTPRequest(url: "http://registry.test/v2/?token=T", bodyLimit: 100))
        #expect(response.text == "from the proxy")
        let request = try #require(proxy.requests.first)
        #expect(request.target == "http://registry.test/v2/?token=T")
        #expect(request.header("Proxy-Authorization") == "Basic am9lOnMzY3JldA==")
        let lines = traced.withLock { $0 }.joined(separator: "\n")
        #expect(lines.contains("through the proxy http://\(proxy.host)"), "\(lines)")
        for secret in ["joe", "s3cret", "am9l", "=T"] { #expect(!lines.contains(secret)) }
    }

    @Test(
        "a proxy that refuses a tunnel is named, and not its account",
        arguments: [(403, TransportError.Kind.proxy), (407, .proxy), (502, .connect)])
    func refusedTunnel(status: Int, kind: TransportError.Kind) async throws {
        let proxy = try FakeServer { _ in FakeReply(status, text: "no") }
        let environment = ["HTTPS_PROXY": "http://joe:s3cret@\(proxy.host)"]
        let client = HTTPClient(TransportOptions(retries: .none, proxies: ProxySettings(environment: environment)))
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "https://registry.test/v2/", bodyLimit: 1))
        }
        #expect(error?.kind == kind)
        let message = error?.message ?? ""
        #expect(message == "https://registry.test: the proxy http://\(proxy.host) refuses the connection (\(status))")
        #expect(proxy.requests.first?.method == "CONNECT")
        expectNothingLeft(client)
    }

    @Test func aProxyThatIsDownIsNamed() async throws {
        let proxy = try FakeServer { _ in FakeReply(200) }
        let settings = ProxySettings(environment: ["ALL_PROXY": "joe:s3cret@\(proxy.host)"])
        proxy.stop()
        let client = HTTPClient(TransportOptions(retries: .none, proxies: settings))
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "http://registry.test/", bodyLimit: 1))
        }
        #expect(error?.kind == .connect)
        #expect(error?.message.contains("through the proxy http://\(proxy.host)") == true)
        #expect(error?.message.contains("s3cret") == false)
    }
}
