import FakeRegistry
import Synchronization
import Testing

@testable import Transport

@Suite("What hosts grant", .timeLimit(.minutes(1)))
struct RateLimitTests {
    @Test(
        "budgets as hosts tell them",
        arguments: [
            (
                ["ratelimit-limit": "100;w=21600", "ratelimit-remaining": "76;w=21600"],
                "76 of 100 requests left in 6 h"
            ),
            (["RateLimit-Remaining": "9"], "9 requests left"),
            (["ratelimit-remaining": "9 ; w=90"], "9 requests left in 90 s"),
            (["ratelimit-limit": "5;w=120", "ratelimit-remaining": "0"], "0 of 5 requests left in 2 min"),
            (["ratelimit-remaining": "7;w=0"], "7 requests left"),
            (["ratelimit-remaining": "7;w=9e9"], "7 requests left"),
            (["ratelimit-limit": "soon", "ratelimit-remaining": "7"], "7 requests left"),
            (["ratelimit-limit": "100;w=21600"], nil), (["ratelimit-remaining": "-1"], nil),
            (["ratelimit-remaining": ""], nil), (["ratelimit-remaining": "many"], nil), ([:], nil),
        ] as [([String: String], String?)])
    func budgets(fields: [String: String], text: String?) {
        let headers = HTTPHeaders(fields.map { HTTPHeaders.Field(name: $0.key, value: $0.value) })
        #expect(RateBudget(headers)?.description == text)
    }

    @Test(
        "the reserve is a quarter of a small limit",
        arguments: [
            (Int?.none, 19, true), (nil, 20, false), (100, 19, true), (100, 20, false), (10, 2, false), (10, 1, true),
        ])
    func reserve(limit: Int?, remaining: Int, isLow: Bool) {
        #expect(RateBudget(limit: limit, remaining: remaining, window: nil, source: nil).isLow == isLow)
    }

    @Test func optionalRequestsAreNotSentWhenLittleIsLeft() async throws {
        let time = MovedClock()
        let server = try FakeServer { _ in
            FakeReply(200).with("ratelimit-limit", "100;w=600").with("ratelimit-remaining", "3;w=600")
                .with("docker-ratelimit-source", "203.0.113.9")
        }
        let client = HTTPClient(TransportOptions(retries: .none, clock: time.clock))
        var optional = HTTPRequest(url: server.url, bodyLimit: 1)
        optional.isOptional = true
        optional.purpose = RequestPurpose(.manifest, of: "docker.io/library/nginx")
        #expect(try await client.send(optional).status == 200)
        #expect(client.budget(of: server.host)?.source == "203.0.113.9")
        let error = await failure { () async throws(TransportError) in try await client.send(optional) }
        #expect(error?.kind == .rateLimited)
        #expect(
            error?.message
                == "\(server.host): not asked for the optional manifest of docker.io/library/nginx: "
                + "3 of 100 requests left in 10 min, 20 are kept in reserve")
        #expect(server.requests.count == 1)
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 1)).status == 200)
        // The window is over: what was said no longer holds.
        time.advance(.seconds(601))
        #expect(try await client.send(optional).status == 200)
        expectNothingLeft(client)
    }

    /// Docker Hub's guard against abuse answers without carriage returns.
    @Test(arguments: ["HTTP/1.1 429 Too Many Requests", "HTTP/1.1 429 HAP429", "HTTP/1.0 429"])
    func bareLineFeeds(status: String) async throws {
        let raw = "\(status)\nContent-Type: text/plain\nRetry-After: 7\nContent-Length: 6\n\nHAP429"
        let replies = Mutex([FakeReply(200).delivered(.raw(Array(raw.utf8)))])
        let server = try FakeServer { _ in
            replies.withLock { $0.isEmpty ? FakeReply(200, text: "ok") : $0.removeFirst() }
        }
        let once = HTTPClient(TransportOptions(retries: .none))
        let response = try await once.send(HTTPRequest(url: server.url, bodyLimit: 100))
        #expect(response.status == 429)
        #expect(response.headers["content-type"] == "text/plain")
        #expect(response.text == "HAP429")
        replies.withLock { $0 = [FakeReply(200).delivered(.raw(Array(raw.utf8)))] }
        let time = TestClock()
        let client = HTTPClient(TransportOptions(clock: time.clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 100)).text == "ok")
        #expect(time.sleeps == [.seconds(7)])
    }

    @Test func aPauseThatIsGrantedDoesNotCountAsTime() async throws {
        let replies = Mutex([FakeReply(429).with("Retry-After", "50")])
        let server = try FakeServer { _ in
            replies.withLock { $0.isEmpty ? FakeReply(200, text: "ok") : $0.removeFirst() }
        }
        let time = TestClock()
        let client = HTTPClient(TransportOptions(timeout: .seconds(30), clock: time.clock()))
        #expect(try await client.send(HTTPRequest(url: server.url, bodyLimit: 100)).text == "ok")
        #expect(time.sleeps == [.seconds(50)])
    }

    @Test(
        "a longer pause than is granted names its end",
        arguments: ["61", "1700000061", "Tue, 14 Nov 2023 22:14:21 GMT"])
    func beyondTheCeiling(text: String) async throws {
        let server = try FakeServer { _ in FakeReply(429).with("Retry-After", text) }
        let client = HTTPClient(TransportOptions(clock: TestClock().clock()))
        let first = try await client.send(HTTPRequest(url: server.url, bodyLimit: 100))
        #expect(first.retryAt == 1_700_000_061)
        let second = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: server.url, bodyLimit: 100))
        }
        #expect(second?.message == "\(server.host): rate limited until 2023-11-14T22:14:21Z")
        expectNothingLeft(client)
    }

    @Test func strangersAreAskedForPatienceByTheTable() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let time = TestClock()
        let client = HTTPClient(
            TransportOptions(paces: ["127.0.0.1": HostPace(anonymousInterval: .seconds(1))], clock: time.clock()))
        for _ in 0..<4 { _ = try await client.send(HTTPRequest(url: server.url, bodyLimit: 1)) }
        #expect(time.sleeps == [.seconds(1), .seconds(1), .seconds(1)])
        var known = HTTPRequest(url: server.url, bodyLimit: 1)
        known.usesAccount = true
        _ = try await client.send(known)
        #expect(time.sleeps.count == 3)
    }

    @Test func manyAtOnceStandInLine() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let time = MovedClock()
        let paces = [server.host: HostPace(width: 3, anonymousInterval: .seconds(1))]
        let client = HTTPClient(TransportOptions(timeout: .seconds(2), retries: .none, paces: paces, clock: time.clock))
        let all = Task {
            await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<3 {
                    group.addTask { try? await client.send(HTTPRequest(url: server.url, bodyLimit: 1)).status }
                }
                return await group.reduce(into: [Int]()) { $0.append($1 ?? 0) }
            }
        }
        // One is let through at once, two wait for their second.
        await time.waitForSleepers(2)
        time.advance(.seconds(2))
        #expect(await all.value == [200, 200, 200])
        expectNothingLeft(client)
    }

    @Test func aWaiterThatIsCancelledGivesItsPlaceUp() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let time = MovedClock()
        let paces = [server.host: HostPace(anonymousInterval: .seconds(1))]
        let client = HTTPClient(TransportOptions(retries: .none, paces: paces, clock: time.clock))
        _ = try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
        let task = Task {
            await failure { () async throws(TransportError) in
                try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
            }
        }
        await time.waitForSleepers(1)
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        expectNothingLeft(client)
    }

    @Test func ecrPublicIsInTheTable() {
        #expect(HostPace.known["public.ecr.aws"]?.anonymousInterval == .seconds(1))
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"),
        (1_700_000_061, "2023-11-14T22:14:21Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
    ])
    func timestamps(time: Int64, text: String) {
        #expect(HTTPDate.timestamp(time) == text)
        #expect(HTTPDate.unixTime(timestamp: text) == time)
    }
}
