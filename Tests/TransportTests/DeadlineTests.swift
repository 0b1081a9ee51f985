import FakeRegistry
import Testing

@testable import Transport

@Suite("Deadlines on the client's clock", .timeLimit(.minutes(1)))
struct DeadlineTests {
    private let time = MovedClock()

    private func start(_ client: HTTPClient, _ request: HTTPRequest) -> Task<TransportError?, Never> {
        Task { await failure { () async throws(TransportError) in try await client.send(request) } }
    }

    @Test(
        "a clock that passes the deadline ends what is under way",
        arguments: [FakeReply.Delivery.silent, .stalled(after: 2)])
    func underWay(delivery: FakeReply.Delivery) async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { _ in
            signal.yield()
            return FakeReply(200, text: "hello").delivered(delivery)
        }
        let client = HTTPClient(TransportOptions(timeout: .seconds(3_600), retries: .none, clock: time.clock))
        let task = start(client, HTTPRequest(url: server.url, bodyLimit: 100))
        for await _ in arrived { break }
        time.advance(.seconds(3_601))
        let error = try #require(await task.value)
        #expect(error.kind == .timeout)
        #expect(error.message.contains("\(server.host): no whole answer within 3600 s: "), "\(error)")
        expectNothingLeft(client)
    }

    @Test(
        "the error says how far it came",
        arguments: [
            (false, 0, nil, 0, "no connection yet"), (true, 0, nil, 0, "the request was sent, and nothing came"),
            (true, 200, "500", 12, "status 200 and 12 of 500 bytes of body had come"),
            (true, 404, nil, 12, "status 404 and 12 bytes of body had come"),
        ] as [(Bool, Int, String?, Int, String)])
    func progress(isConnected: Bool, status: Int, length: String?, bytes: Int, says: String) throws {
        var result = TransferResult(status: status)
        if let length { result.headers.add("content-length", length) }
        let wire = WireFacts(isConnected: isConnected, bytes: bytes)
        let error = CurlFailure.timeout(try Self.transfer(slowestBody: nil), wire: wire, result: result)
        #expect(error.kind == .timeout)
        #expect(error.message == "https://ghcr.io: no whole answer within 1.5 s: \(says)")
    }

    @Test(
        "a large body that has begun is given the time of its size",
        arguments: [(Int?.none, true, 10), (1_000, false, 10), (1_000, true, 1_010), (8_192, true, 132)])
    func largeBodies(slowestBody: Int?, hasBegun: Bool, seconds: Int) throws {
        #expect(try Self.transfer(slowestBody: slowestBody).deadline(hasBegun: hasBegun) == .seconds(seconds))
    }

    private static func transfer(slowestBody: Int?) throws -> Transfer {
        Transfer(
            address: try #require(HTTPAddress("https://ghcr.io/")), method: .get, headerLines: [], body: nil,
            bodyLimit: 1_000_000, deadline: .seconds(10), timeLimit: .milliseconds(1_500), slowestBody: slowestBody,
            connectTimeout: .seconds(1), acceptsCompression: false, verifiesPeer: true, caFile: nil, caDirectory: nil,
            certificates: nil, proxy: nil)
    }

    @Test func aMomentBeforeTheDeadlineNothingEnds() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let gate = try FakeServer { request in
            signal.yield()
            return request.path == "/fast" ? FakeReply(200, text: "ok") : FakeReply(200).delivered(.silent)
        }
        let client = HTTPClient(TransportOptions(timeout: .seconds(60), retries: .none, clock: time.clock))
        let task = start(client, HTTPRequest(url: gate.url, bodyLimit: 1))
        for await _ in arrived { break }
        time.advance(.seconds(59))
        #expect(try await client.send(HTTPRequest(url: "\(gate.url)/fast", bodyLimit: 10)).text == "ok")
        #expect(client.statistics.transfers == 1)
        time.advance(.seconds(2))
        #expect(await task.value?.kind == .timeout)
    }

    @Test func aCancelledTaskIsNotATimeout() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { _ in
            signal.yield()
            return FakeReply(200).delivered(.silent)
        }
        let client = HTTPClient(TransportOptions(timeout: .seconds(60), retries: .none, clock: time.clock))
        let task = start(client, HTTPRequest(url: server.url, bodyLimit: 1))
        for await _ in arrived { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        time.advance(.seconds(61))
        expectNothingLeft(client)
    }

    @Test func clientsLeaveNothingBehind() async throws {
        let server = try FakeServer { _ in FakeReply(200, text: "x") }
        let client = HTTPClient(TransportOptions(retries: .none))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask { _ = try await client.send(HTTPRequest(url: server.url, bodyLimit: 10)) }
            }
            try await group.waitForAll()
        }
        expectNothingLeft(client)
        #expect((1...8).contains(client.statistics.handles))
        client.shutdown()
        #expect(client.statistics == TransportStatistics())
    }
}

/// No transfer, no continuation and no place of a gate is held; idle handles may be.
func expectNothingLeft(_ client: HTTPClient, sourceLocation: SourceLocation = #_sourceLocation) {
    var rest = client.statistics
    rest.handles = 0
    #expect(rest == TransportStatistics(), sourceLocation: sourceLocation)
}
