import FakeRegistry
import Synchronization
import Testing
import Transport

@Suite("Retries over the wire", .timeLimit(.minutes(1)))
struct RetryOverTheWireTests {
    /// Gives the replies in turn, then 200.
    private func server(_ replies: [FakeReply]) throws -> FakeServer {
        let rest = Mutex(replies)
        return try FakeServer { _ in rest.withLock { $0.isEmpty ? FakeReply(200, text: "ok") : $0.removeFirst() } }
    }

    @Test("transient answers are tried again", arguments: [408, 425, 429, 499, 500, 502, 503, 504, 522])
    func transient(status: Int) async throws {
        let server = try server([FakeReply(status), FakeReply(status)])
        let time = TestClock()
        let client = HTTPClient(TransportOptions(clock: time.clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).status == 200)
        #expect(server.requests.count == 3)
        #expect(time.sleeps == [.milliseconds(250), .milliseconds(625)])
    }

    @Test("final answers are not", arguments: [200, 304, 400, 401, 403, 404, 405, 410, 501, 505])
    func final(status: Int) async throws {
        let server = try server([FakeReply(status)])
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).status == status)
        #expect(server.requests.count == 1)
    }

    @Test func theLastAnswerIsReturned() async throws {
        let server = try server(Array(repeating: FakeReply(503, text: "down"), count: 9))
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        let response = try await client.send(HTTPRequest(url: server.url, bodyLimit: 10))
        #expect(response.status == 503)
        #expect(response.text == "down")
        #expect(server.requests.count == 3)
    }

    @Test("broken connections are tried again", arguments: [FakeReply.Delivery.hangUp, .cut(after: 1)])
    func brokenConnections(delivery: FakeReply.Delivery) async throws {
        let server = try server([FakeReply(200, text: "lost").delivered(delivery)])
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).text == "ok")
    }

    @Test func postIsSentOnce() async throws {
        let server = try server([FakeReply(503)])
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        #expect(try await client.send(HTTPRequest(method: .post, url: server.url, bodyLimit: 10)).status == 503)
        #expect(server.requests.count == 1)
    }

    @Test func aCallerMayForgoRetries() async throws {
        let server = try server([FakeReply(503)])
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10, retries: false)).status == 503)
    }

    @Test(
        "the server's wish is obeyed",
        arguments: [
            ("7", 7.0), ("1700000007", 7), ("Tue, 14 Nov 2023 22:13:27 GMT", 7), ("2.5", 2.5),
        ])
    func retryAfter(text: String, seconds: Double) async throws {
        let server = try server([FakeReply(429).with("Retry-After", text)])
        let time = TestClock()
        let client = HTTPClient(TransportOptions(clock: time.clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).status == 200)
        #expect(time.sleeps == [.seconds(seconds)])
    }

    @Test func tooLongAWishClosesTheHostAndNoOther() async throws {
        let limited = try server([FakeReply(429, text: "later").with("Retry-After", "3600")])
        let other = try server([])
        let time = TestClock()
        let client = HTTPClient(TransportOptions(clock: time.clock()))
        let first = try await client.send(HTTPRequest(url: limited.url, bodyLimit: 10))
        #expect(first.status == 429)
        let second = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: limited.url, bodyLimit: 10))
        }
        #expect(second?.kind == .rateLimited)
        #expect(second?.retryAfter == .seconds(3_600))
        #expect(limited.requests.count == 1)
        #expect(try await client.send(HTTPRequest(url: other.url, bodyLimit: 10)).status == 200)
        #expect(time.sleeps.isEmpty)
    }

    @Test func a429HoldsBackOtherRequestsToTheHost() async throws {
        let server = try server([FakeReply(429).with("Retry-After", "5")])
        let time = TestClock()
        let client = HTTPClient(TransportOptions(clock: time.clock()))
        let refused = try await client.send(HTTPRequest(url: server.url, bodyLimit: 10, retries: false))
        #expect(refused.status == 429)
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).status == 200)
        #expect(time.sleeps == [.seconds(5)])
    }

    @Test func noTryBeginsThatTheTimeLimitForbids() async throws {
        let server = try server([FakeReply(503).with("Retry-After", "20")])
        let time = TestClock()
        let client = HTTPClient(TransportOptions(timeout: .seconds(10), clock: time.clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)).status == 503)
        #expect(time.sleeps.isEmpty)
    }
}
