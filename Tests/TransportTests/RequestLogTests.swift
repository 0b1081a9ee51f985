import FakeRegistry
import Synchronization
import Testing

@testable import Transport

@Suite("Traces and the log of requests", .timeLimit(.minutes(1)))
struct RequestLogTests {
    private func request(_ url: String, _ purpose: RequestPurpose) -> HTTPRequest {
        var request = HTTPRequest(
            url: url, headers: ["Accept": "application/json", "X-API-Key": "k3y"],
            authorization: Secret("Bearer t0ken"),
            bodyLimit: 100)
        request.purpose = purpose
        return request
    }

    @Test func aTraceTellsEverythingButSecrets() async throws {
        let traced = Mutex([String]())
        let server = try FakeServer { request in
            switch request.path {
            case "/a": .redirect(to: "/b?sig=s1gnature&n=2")
            default: FakeReply(200, text: "hello")
            }
        }
        let client = HTTPClient(
            TransportOptions(retries: .none, trace: { line in traced.withLock { $0.append(line) } }))
        _ = try await client.send(request("\(server.url)/a?token=t0ken", RequestPurpose(.tags, of: "ghcr.io/org/app")))
        let lines = traced.withLock { $0 }
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("GET \(server.url)/a?token=… 307, 0 bytes, "), "\(lines)")
        #expect(lines[0].contains(" ms, HTTP/1.1, new connection; tags of ghcr.io/org/app {"))
        #expect(
            lines[0].hasSuffix(
                "{User-Agent: astern; Accept: application/json; X-API-Key: …; Authorization: Bearer …}"))
        #expect(lines[1] == "redirect of \(server.url)/a?token=… to /b?sig=…&n=2")
        #expect(lines[2].hasPrefix("GET \(server.url)/b?sig=…&n=2 200, 5 bytes, "))
        #expect(lines[2].contains("connection reused; tags of ghcr.io/org/app; redirect 1 {"))
        for secret in ["t0ken", "k3y", "s1gnature"] { #expect(!lines.joined().contains(secret)) }
    }

    @Test(
        "of Authorization the scheme is shown at most",
        arguments: [
            ("Authorization: Basic am9l", "Authorization: Basic …"),
            ("authorization: bearer x", "authorization: bearer …"),
            ("Authorization: t0ken", "Authorization: …"), ("Authorization: t0ken t0ken", "Authorization: …"),
            ("Cookie: a=b", "Cookie: …"), ("Expect:", ""), ("X-Empty;", "X-Empty"), ("ACCEPT: a/b", "ACCEPT: a/b"),
        ])
    func fields(line: String, shown: String) {
        #expect(TraceLine.fields([line]) == shown)
    }

    @Test func theLogSaysWhatEachRequestWasFor() async throws {
        let log = RequestLog()
        let replies = Mutex([FakeReply(503), FakeReply(200, text: "hello"), FakeReply(304)])
        let server = try FakeServer { _ in replies.withLock { $0.removeFirst() } }
        let client = HTTPClient(TransportOptions(clock: TestClock().clock(), log: log))
        _ = try await client.send(request("\(server.url)/t", RequestPurpose(.tags, of: "h/a")))
        var conditional = request("\(server.url)/i", RequestPurpose(.chartIndex, of: "http://h"))
        conditional.headers.add("If-None-Match", "\"x\"")
        _ = try await client.send(conditional)
        log.note(
            RequestRecord(
                method: "GET", url: "\(server.url)/m", host: server.host, purpose: RequestPurpose(.manifest, of: "h/a"),
                answer: .cache))
        #expect(
            RequestExplanation.lines(of: log) == [
                server.host,
                "  GET \(server.url)/m: manifest of h/a: 0 bytes, cache",
                "  GET \(server.url)/t: tags of h/a: 503, 0 bytes, network",
                "  GET \(server.url)/t: tags of h/a: 200, 5 bytes, network, try 2",
                "  GET \(server.url)/i: chart index of http://h: 304, 0 bytes, revalidated",
                "requests by host and purpose",
                "  \(server.host)  chart index  1 request, 0 bytes, 0 retries: 1 revalidated",
                "  \(server.host)  manifest  1 request, 0 bytes, 0 retries: 1 cache",
                "  \(server.host)  tags  2 requests, 5 bytes, 1 retry: 2 network",
                "in all  4 requests, 5 bytes, 1 retry: 2 network, 1 revalidated, 1 cache",
            ])
    }

    @Test func failuresAreCountedAndNothingIsSaidOfNothing() async throws {
        let log = RequestLog()
        #expect(RequestExplanation.lines(of: log) == ["requests: none were made"])
        let server = try FakeServer { _ in FakeReply(200).delivered(.hangUp) }
        let client = HTTPClient(TransportOptions(retries: .none, log: log))
        _ = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
        }
        let lines = RequestExplanation.lines(of: log)
        #expect(lines[1] == "  GET \(server.url)/: unstated: failed (interrupted), 0 bytes")
        #expect(lines.last == "in all  1 request, 0 bytes, 0 retries: 1 failed")
    }

    @Test func theOrderIsThatOfHostsSubjectsAndQuestions() {
        let log = RequestLog()
        for (host, subject, question) in [
            ("b", "x", RequestPurpose.Question.tags), ("a", "y", .tags), ("a", "x", .tags), ("a", "x", .digest),
        ] {
            let purpose = RequestPurpose(question, of: subject)
            log.note(
                RequestRecord(method: "GET", url: "u", host: host, purpose: purpose, answer: .network, status: 200))
        }
        #expect(
            log.records.map { "\($0.host) \($0.purpose)" } == [
                "a digest of x", "a tags of x", "a tags of y", "b tags of x",
            ])
    }
}
