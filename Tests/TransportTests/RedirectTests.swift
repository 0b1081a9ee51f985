import FakeRegistry
import Testing
import Transport

@Suite("Redirects over the wire", .timeLimit(.minutes(1)))
struct RedirectTests {
    private let client = HTTPClient(TransportOptions(retries: .none))

    @Test("each status is followed by GET", arguments: [301, 302, 303, 307, 308])
    func followed(status: Int) async throws {
        let server = try FakeServer { request in
            request.path == "/a" ? .redirect(status, to: "/b?c") : FakeReply(200, text: request.target)
        }
        let response = try await client.send(HTTPRequest(url: "\(server.url)/a", bodyLimit: 100))
        #expect(response.text == "/b?c")
        #expect(response.url == "\(server.url)/b?c")
    }

    /// The statuses of a chain from `/0` to `/N` ⇒ where it has moved to.
    @Test(
        arguments: [
            ([301], "/1"), ([308, 301], "/2"), ([301, 302, 301], "/1"), ([302, 301], nil), ([307], nil), ([], nil),
        ] as [([Int], String?)]) func whereItHasMovedTo(_ statuses: [Int], _ path: String?) async throws
    {
        let server = try FakeServer { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step < statuses.count ? .redirect(statuses[step], to: "/\(step + 1)") : FakeReply(200)
        }
        let response = try await client.send(HTTPRequest(url: "\(server.url)/0", bodyLimit: 100))
        #expect(response.movedTo == path.map { "\(server.url)\($0)" })
    }

    @Test func headStaysHead() async throws {
        let server = try FakeServer { request in
            request.path == "/a" ? .redirect(303, to: "/b") : FakeReply(200)
        }
        _ = try await client.send(HTTPRequest(method: .head, url: "\(server.url)/a", bodyLimit: 0))
        #expect(server.requests.map(\.method) == ["HEAD", "HEAD"])
    }

    @Test func authorizationStaysWithItsOrigin() async throws {
        let second = try FakeServer { request in
            request.path == "/back" ? FakeReply(200) : FakeReply(200, text: "content")
        }
        let first = try FakeServer { request in
            switch request.path {
            case "/a": .redirect(to: "/b")
            default: .redirect(to: "\(second.url)/content")
            }
        }
        let request = HTTPRequest(
            url: "\(first.url)/a",
            headers: ["Accept": "x/y", "Cookie": "a=b", "authorization": "Basic extra"],
            authorization: Secret("Bearer t"),
            bodyLimit: 100,
        )
        #expect(try await client.send(request).text == "content")
        for sent in first.requests { #expect(sent.headers.contains { $0.value == "Bearer t" }) }
        let foreign = try #require(second.requests.first)
        #expect(foreign.header("Authorization") == nil)
        #expect(foreign.header("Cookie") == nil)
        #expect(foreign.header("Accept") == "x/y")
        #expect(foreign.header("Referer") == nil)
    }

    @Test func authorizationOnceDroppedStaysDropped() async throws {
        let second = try FakeServer { request in
            .redirect(to: request.query("back").first ?? "/")
        }
        let first = try FakeServer { request in
            request.path == "/home"
                ? FakeReply(200) : .redirect(to: "\(second.url)/?back=http://\(request.header("Host") ?? "")/home")
        }
        let request = HTTPRequest(url: "\(first.url)/a", authorization: Secret("Bearer t"), bodyLimit: 100)
        #expect(try await client.send(request).url == "\(first.url)/home")
        #expect(first.requests.map { $0.header("Authorization") } == ["Bearer t", nil])
    }

    @Test func anotherNameOfTheSameServerIsAnotherOrigin() async throws {
        let server = try FakeServer { request in
            request.path == "/a"
                ? .redirect(to: "http://localhost:\(request.header("Host")?.split(separator: ":").last ?? "")/b")
                : FakeReply(200)
        }
        _ = try await client.send(HTTPRequest(url: "\(server.url)/a", authorization: Secret("Bearer t"), bodyLimit: 1))
        #expect(server.requests.last?.header("Authorization") == nil)
    }

    @Test("loops and long chains end", arguments: [(10, true), (11, false), (1_000, false)])
    func chains(length: Int, arrives: Bool) async throws {
        let server = try FakeServer { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return number < length ? .redirect(to: "/\(number + 1)") : FakeReply(200)
        }
        let request = HTTPRequest(url: "\(server.url)/0", bodyLimit: 1)
        if arrives {
            #expect(try await client.send(request).status == 200)
        } else {
            let error = await failure { () async throws(TransportError) in try await client.send(request) }
            #expect(error?.kind == .redirect)
            #expect(server.requests.count == 11)
        }
    }

    @Test(
        "not followed",
        arguments: [
            (HTTPMethod.post, true, FakeReply.redirect(to: "/b"), 307), (.get, false, .redirect(to: "/b"), 307),
            (.get, true, FakeReply(307), 307), (.get, true, FakeReply(304, headers: [("Location", "/b")]), 304),
        ])
    func notFollowed(method: HTTPMethod, follows: Bool, reply: FakeReply, status: Int) async throws {
        let server = try FakeServer { _ in reply }
        let response = try await client.send(
            HTTPRequest(method: method, url: server.url, bodyLimit: 1, followsRedirects: follows)
        )
        #expect(response.status == status)
        #expect(server.requests.count == 1)
    }

    @Test(
        "unfit targets are refused before anything is sent",
        arguments: [
            "http://169.254.169.254/", "http://10.0.0.1/", "http://u:p@127.0.0.1/", "gopher://127.0.0.1/",
        ])
    func refused(location: String) async throws {
        let server = try FakeServer { _ in .redirect(to: location) }
        let error = await failure { () async throws(TransportError) in
            try await client.send(HTTPRequest(url: server.url, bodyLimit: 1))
        }
        #expect(error?.kind == .redirect)
    }
}
