import Artifacts
import FakeRegistry
import Registry
import Testing
import Transport

@Suite("Tag listing", .timeLimit(.minutes(5)))
struct TagListingTests {
    private static let hundred = (1...100).map { "1.\($0).0" }

    private func registry(_ edit: (inout Behaviour) -> Void = { _ in }) throws -> FakeRegistry {
        var behaviour = Behaviour()
        edit(&behaviour)
        let registry = try FakeRegistry(behaviour)
        registry.setTags(Self.hundred, of: "org/app")
        return registry
    }

    @Test func onePage() async throws {
        let registry = try registry()
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: Self.hundred, partial: nil))
        #expect(registry.requests.map(\.target) == ["/v2/org/app/tags/list?n=1000"])
    }

    @Test(
        "links of every form",
        arguments: [
            Behaviour.Link.relative, .absolute, .query, .bare, .path("/v2/virtual/tags/list"),
        ])
    func links(link: Behaviour.Link) async throws {
        let registry = try registry {
            $0.pageSize = 7
            $0.link = link
        }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: Self.hundred, partial: nil))
        #expect(registry.requests.count == 15)
    }

    @Test(
        "links that do not lead on make the list partial",
        arguments: [
            (Behaviour.Link.origin("http://127.0.0.1:1"), "another server"),
            (.origin("https://evil.example"), "another server"),
            (.fixed("garbage"), "malformed"), (.fixed("<ftp://x/>; rel=next"), "not a URL"),
            (.fixed("<http://u:p@127.0.0.1/>; rel=next"), "not a URL"),
            (.fixed("</v2/org/app/tags/list?n=1000>; rel=next"), "circle"), (.loop, "circle"),
        ])
    func badLinks(link: Behaviour.Link, reason: String) async throws {
        let registry = try registry {
            $0.pageSize = 10
            $0.link = link
        }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list.tags == Array(Self.hundred.prefix(10)))
        #expect(list.partial?.contains(reason) == true, "\(list.partial ?? "complete")")
        #expect(registry.requests.count == 1)
    }

    @Test func theRegistryMayIgnoreThePageSize() async throws {
        let registry = try FakeRegistry()
        registry.change { $0.ignoresPageSize = true }
        let many = (0..<2_500).map { "t\($0)" }
        registry.setTags(many, of: "org/app")
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: many, partial: nil))
        #expect(registry.requests.count == 1)
    }

    @Test func theRegistryMayRejectThePageSize() async throws {
        let registry = try registry { $0.rejectsPageSize = true }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: Self.hundred, partial: nil))
        #expect(registry.requests.map(\.target) == ["/v2/org/app/tags/list?n=1000", "/v2/org/app/tags/list"])
    }

    @Test("the registry may reject a large page", arguments: [999, 1_000])
    func largestPage(size: Int) async throws {
        let registry = try registry { $0.largestPageSize = size }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: Self.hundred, partial: nil))
        #expect(registry.requests.count == (size < RegistryLimits.tagsPerPage ? 2 : 1))
    }

    @Test("a call that is refused in between is answered with a new token", arguments: 3...6)
    func refusedCall(number: Int) async throws {
        let registry = try registry {
            $0.pageSize = 40
            $0.auth = .bearer(Behaviour.TokenServer())
            $0.refusedCalls = [number]
        }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: Self.hundred, partial: nil))
        #expect(registry.requests(to: "/token").count == (number <= 4 ? 2 : 1))
    }

    @Test func aRegistryThatRejectsEverythingIsAskedTwice() async throws {
        let registry = try registry {
            $0.intercept = { _ in FakeReply(405, json: #"{"errors":[{"code":"UNSUPPORTED"}]}"#) }
        }
        let error = await failure { [app = try app(registry)] () async throws(RegistryError) in
            try await TestClient().registry.tags(of: app)
        }
        #expect(error?.code == .unexpectedStatus(405))
        #expect(registry.requests.count == 2)
    }

    @Test("full pages without a link are probed once more", arguments: [1_000, 1_001, 2_000, 2_345])
    func withoutLinks(count: Int) async throws {
        let registry = try registry { $0.link = .none }
        let many = (0..<count).map { "t\($0)" }
        registry.setTags(many, of: "org/app")
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list == TagList(tags: many, partial: nil))
        #expect(registry.requests.count == count / 1_000 + 1)
    }

    @Test func aRegistryThatIgnoresLastDoesNotLoop() async throws {
        let tags = (0..<1_000).map { "\"t\($0)\"" }.joined(separator: ",")
        let registry = try registry { $0.tagsJSON = "[\(tags)]" }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list.tags.count == 1_000)
        #expect(list.partial == nil)
        #expect(registry.requests.count == 2)
    }

    @Test(
        "bodies",
        arguments: [
            ("null", []), ("[]", []), (#"["a",null,"","sha256:abc","b","a","-x","c/d"]"#, ["a", "b"]),
            (#"["\u0061"]"#, ["a"]),
        ])
    func bodies(json: String, tags: [String]) async throws {
        let registry = try registry { $0.tagsJSON = json }
        #expect(try await TestClient().registry.tags(of: app(registry)) == TagList(tags: tags, partial: nil))
    }

    @Test(
        "answers that are no list",
        arguments: [
            (FakeReply(200, text: "<html>sorry</html>", type: "text/html"), RegistryError.Code.invalidResponse, "HTML"),
            (FakeReply(200, text: ""), .invalidResponse, "empty"),
            (FakeReply(200, json: "[]"), .invalidResponse, "tags"),
            (
                FakeReply(404, json: #"{"errors":[{"code":"NAME_UNKNOWN","message":"no \u001b[31mred\n"}]}"#),
                .notFound, "NAME_UNKNOWN no [31mred"
            ),
            (FakeReply(403, json: #"{"errors":[{"code":"DENIED"}]}"#), .forbidden, "DENIED"),
            (FakeReply(401), .unauthorized, "401"), (FakeReply(429, text: "HAP429"), .rateLimited, "HAP429"),
            (FakeReply(500, text: "<!doctype html>"), .unavailable, "HTML"),
            (FakeReply(418, text: "teapot"), .unexpectedStatus(418), "teapot"),
        ])
    func failures(reply: FakeReply, code: RegistryError.Code, text: String) async throws {
        let registry = try registry { $0.intercept = { _ in reply } }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        #expect(error?.code == code)
        #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\(app)") == true)
        #expect(error?.message.contains("\u{1B}") == false)
        #expect(error?.host == registry.host)
    }

    @Test(
        "a later page that fails makes the list partial",
        arguments: [
            FakeReply(500), FakeReply(404), FakeReply(200, text: "<html>"), FakeReply(200).delivered(.hangUp),
            FakeReply(429),
            FakeReply(200, headers: [("Content-Length", "\(9 << 20)")]),
        ])
    func laterFailures(reply: FakeReply) async throws {
        let registry = try registry {
            $0.pageSize = 10
            $0.intercept = { $0.target.contains("last=1.20.0") ? reply : nil }
        }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list.tags == Array(Self.hundred.prefix(20)))
        #expect(list.partial != nil)
    }

    @Test func anOversizedFirstPageIsAnError() async throws {
        let registry = try registry { $0.tagsJSON = "[\"" + String(repeating: "x", count: 9 << 20) + "\"]" }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        guard case .network(let cause) = error?.code else {
            Issue.record("expected a network error, got \(String(describing: error))")
            return
        }
        #expect(cause.kind == .bodyTooLarge)
    }

    @Test func endlessPagesEnd() async throws {
        let registry = try registry {
            $0.intercept = { request in
                let number = request.query("page").first.flatMap { Int($0) } ?? 0
                return FakeReply(200, json: #"{"tags":["t\#(number)"]}"#)
                    .with("Link", "<?page=\(number + 1)>; rel=next")
            }
        }
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list.tags.count == RegistryLimits.tagPages)
        #expect(list.partial?.contains("pages") == true)
    }

    @Test func tooManyTagsAreCut() async throws {
        let registry = try registry { $0.ignoresPageSize = true }
        registry.setTags((0..<(RegistryLimits.tags + 5)).map { "t\($0)" }, of: "org/app")
        let list = try await TestClient().registry.tags(of: app(registry))
        #expect(list.tags.count == RegistryLimits.tags)
        #expect(list.partial != nil)
    }

    @Test func aCancelledListingIsNotAPartialOne() async throws {
        let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
        let registry = try registry {
            $0.pageSize = 10
            $0.intercept = { request in
                guard request.target.contains("last=") else { return nil }
                signal.yield()
                return FakeReply(200).delivered(.silent)
            }
        }
        let app = try app(registry)
        let task = Task {
            await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        }
        for await _ in arrived { break }
        task.cancel()
        guard case .network(let cause) = await task.value?.code else {
            Issue.record("expected a network error")
            return
        }
        #expect(cause.kind == .cancelled)
    }

    @Test func warningsAreNotedOnce() async throws {
        let registry = try registry {
            $0.intercept = { _ in
                FakeReply(200, json: #"{"tags":["a"]}"#)
                    .with("Warning", #"299 - "moving \"soon\"""#).with("Warning", "199 - \"other\"")
            }
        }
        let client = TestClient()
        for _ in 0..<2 { _ = try await client.registry.tags(of: app(registry)) }
        #expect(client.notices.all == [#"\#(registry.host) warns: moving "soon""#])
    }
}
