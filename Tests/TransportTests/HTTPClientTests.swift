import FakeRegistry
import Testing
import Transport

@Suite("HTTP client", .timeLimit(.minutes(1)))
struct HTTPClientTests {
    private let client = HTTPClient(TransportOptions(retries: .none))

    @Test func aPlainGet() async throws {
        let server = try FakeServer { _ in
            FakeReply(200, text: "hello").with("X-Many", "1").with("x-many", "2")
        }
        let response = try await client.send(
            HTTPRequest(url: "\(server.url)/a?b=c", headers: ["Accept": "text/plain", "X-Empty": ""], bodyLimit: 5)
        )
        #expect(response.status == 200)
        #expect(response.text == "hello")
        #expect(response.headers.values(for: "X-MANY") == ["1", "2"])
        #expect(response.url == "\(server.url)/a?b=c")
        let request = try #require(server.requests.first)
        #expect(request.method == "GET")
        #expect(request.target == "/a?b=c")
        #expect(request.header("Accept") == "text/plain")
        #expect(request.header("User-Agent") == "astern")
        #expect(request.header("X-Empty") == "")
        #expect(request.header("Accept-Encoding") == nil)
    }

    @Test func headHasNoBody() async throws {
        let server = try FakeServer { _ in FakeReply(200, headers: [("Content-Length", "12345")]) }
        let response = try await client.send(HTTPRequest(method: .head, url: server.url, bodyLimit: 0))
        #expect(response.status == 200)
        #expect(response.headers["Content-Length"] == "12345")
        #expect(response.body.isEmpty)
    }

    @Test func postSendsItsBody() async throws {
        let server = try FakeServer { request in FakeReply(201, text: "\(request.body.count)") }
        let body = [UInt8](repeating: 7, count: 300_000)
        let response = try await client.send(HTTPRequest(method: .post, url: server.url, body: body, bodyLimit: 100))
        #expect(response.status == 201)
        #expect(response.text == "300000")
        #expect(server.requests.first?.header("Expect") == nil)
        let empty = try await client.send(HTTPRequest(method: .post, url: server.url, bodyLimit: 100))
        #expect(empty.text == "0")
    }

    @Test(
        "the body limit counts what arrives",
        arguments: [
            (FakeReply.Delivery.whole, 1_000, true), (.whole, 999, false), (.chunked(100), 1_000, true),
            (.chunked(100), 999, false),
        ])
    func bodyLimit(delivery: FakeReply.Delivery, limit: Int, fits: Bool) async throws {
        let server = try FakeServer { _ in
            FakeReply(200, text: String(repeating: "x", count: 1_000)).delivered(delivery)
        }
        let request = HTTPRequest(url: server.url, bodyLimit: limit)
        if fits {
            #expect(try await client.send(request).body.count == 1_000)
        } else {
            let error = await failure { () async throws(TransportError) in try await client.send(request) }
            #expect(error?.kind == .bodyTooLarge)
            #expect(error?.message.contains("999") == true)
        }
    }

    @Test(
        "a large error document is cut, and the status stands",
        arguments: [
            FakeReply.Delivery.whole, .chunked(5_000),
        ])
    func errorBodies(delivery: FakeReply.Delivery) async throws {
        let server = try FakeServer { _ in
            FakeReply(404, text: String(repeating: "x", count: 1_000_000)).delivered(delivery)
        }
        let response = try await client.send(HTTPRequest(url: server.url, bodyLimit: 10))
        #expect(response.status == 404)
        #expect(response.body.count == TransportLimits.errorBodyBytes)
    }

    @Test func compressionIsUndoneOnlyWhenAskedFor() async throws {
        // gzip of "hello"
        let packed: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0,
            0,
        ]
        let server = try FakeServer { _ in FakeReply(200, headers: [("Content-Encoding", "gzip")], body: packed) }
        let asked = try await client.send(HTTPRequest(url: server.url, bodyLimit: 100, acceptsCompression: true))
        #expect(asked.text == "hello")
        #expect(server.requests.last?.header("Accept-Encoding") == "gzip")
        let plain = try await client.send(HTTPRequest(url: server.url, bodyLimit: 100))
        #expect(plain.body == packed)
        let limited = HTTPRequest(url: server.url, bodyLimit: 4, acceptsCompression: true)
        let error = await failure { () async throws(TransportError) in try await client.send(limited) }
        #expect(error?.kind == .bodyTooLarge)
    }

    @Test(
        "broken exchanges",
        arguments: [
            (FakeReply.Delivery.cut(after: 3), TransportError.Kind.interrupted), (.hangUp, .interrupted),
            (.raw(Array("SSH-2.0-OpenSSH\r\n".utf8)), .protocolError),
            (
                .raw(
                    Array(
                        ("HTTP/1.1 200 OK\r\n"
                            + String(repeating: "X: \(String(repeating: "y", count: 500))\r\n", count: 200)).utf8)),
                .protocolError
            ),
            (.silent, .timeout), (.stalled(after: 2), .timeout),
        ])
    func broken(delivery: FakeReply.Delivery, kind: TransportError.Kind) async throws {
        let server = try FakeServer { _ in FakeReply(200, text: "hello").delivered(delivery) }
        let request = HTTPRequest(url: server.url, bodyLimit: 100, timeout: .milliseconds(300))
        let error = await failure { () async throws(TransportError) in try await client.send(request) }
        #expect(error?.kind == kind, "\(error?.message ?? "")")
        #expect(error?.message.contains(server.host) == true)
        expectNothingLeft(client)
    }

    @Test func nobodyListens() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let url = server.url
        server.stop()
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: url, bodyLimit: 1))
        }
        #expect(error?.kind == .connect || error?.kind == .interrupted)
        #expect(error?.isRetryable == true)
    }

    /// A label longer than 63 bytes is no question for a name server: nothing leaves the machine.
    @Test func anUnknownNameDoesNotResolve() async {
        let name = String(repeating: "a", count: 70) + ".invalid"
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: "http://\(name)/", bodyLimit: 1))
        }
        #expect(error?.kind == .resolve)
        #expect(error?.isRetryable == false)
    }

    @Test(
        "what cannot be sent",
        arguments: [
            HTTPRequest(url: "ftp://a.b/", bodyLimit: 1),
            HTTPRequest(url: "http://user:hunter2@127.0.0.1/", bodyLimit: 1),
            HTTPRequest(url: "http://127.0.0.1/", headers: ["A": "b\r\nC: d"], bodyLimit: 1),
            HTTPRequest(url: "http://127.0.0.1/", headers: ["A B": "c"], bodyLimit: 1),
            HTTPRequest(url: "http://127.0.0.1/", headers: ["A\n": "c"], bodyLimit: 1),
        ])
    func unsendable(request: HTTPRequest) async {
        let error = await failure { () async throws(TransportError) in try await client.send(request) }
        #expect(error?.kind == .invalidURL)
        #expect(error?.message.contains("hunter2") == false)
    }

    @Test func twoHundredRequestsShareEightConnections() async throws {
        let server = try FakeServer { request in FakeReply(200, text: request.path) }
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<200 {
                group.addTask { try await client.send(HTTPRequest(url: "\(server.url)/\(number)", bodyLimit: 10)).text }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts.count == 200)
        #expect(server.connections <= 8)
    }

    @Test func aCancelledTaskEndsItsTransfer() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { _ in
            signal.yield()
            return FakeReply(200).delivered(.silent)
        }
        let task = Task {
            await failure { () async throws(TransportError) in
                try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
            }
        }
        for await _ in arrived { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        expectNothingLeft(client)
    }

    @Test func aTaskCancelledBeforehandSendsNothing() async throws {
        let server = try FakeServer { _ in FakeReply(200) }
        let (start, signal) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in start { break }
            return await failure { () async throws(TransportError) in
                try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
            }
        }
        task.cancel()
        signal.yield()
        #expect(await task.value?.kind == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test func cancelledWaitersLeaveTheQueue() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { request in
            if request.path == "/free" { return FakeReply(200) }
            signal.yield()
            return FakeReply(200).delivered(.silent)
        }
        let narrow = HTTPClient(TransportOptions(connectionsPerHost: 1, retries: .none))
        func start(_ path: String) -> Task<TransportError.Kind?, Never> {
            Task {
                do throws(TransportError) {
                    _ = try await narrow.send(HTTPRequest(url: server.url + path, bodyLimit: 1))
                    return nil
                } catch {
                    return error.kind
                }
            }
        }
        let holder = start("/hold")
        for await _ in arrived { break }
        let waiter = start("/never")
        let last = start("/free")
        waiter.cancel()
        #expect(await waiter.value == .cancelled)
        holder.cancel()
        #expect(await holder.value == .cancelled)
        #expect(await last.value == nil)
        #expect(!server.requests.contains { $0.path == "/never" })
        expectNothingLeft(narrow)
    }

    @Test func aClientThatWasShutDownSaysSo() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { _ in
            signal.yield()
            return FakeReply(200).delivered(.silent)
        }
        let short = HTTPClient(TransportOptions(retries: .none))
        let task = Task {
            await failure { () async throws(TransportError) in
                try await short.send(HTTPRequest(url: server.url, bodyLimit: 1))
            }
        }
        for await _ in arrived { break }
        short.shutdown()
        #expect(await task.value?.kind == .cancelled)
        #expect(short.statistics == TransportStatistics())
        let later = await failure { () async throws(TransportError) in
            try await short.send(HTTPRequest(url: server.url, bodyLimit: 1))
        }
        #expect(later?.kind == .closed || later?.kind == .cancelled)
    }
}
