import Testing

@testable import Transport

@Suite("Answers from the cache")
struct CachedAnswerTests {
    private let fixture = CacheFixture()

    @Test("A young answer is not asked for again; an old one is, with the server's validators")
    func ages() async throws {
        let server = ScriptedServer([
            .ok("one", ["ETag": "\"1\"", "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT"]),
            .ok("", status: 304), .ok("two", ["ETag": "\"2\""]),
        ])
        let cache = fixture.cache()
        #expect(try await cache.text(.get(), from: server).origin == .network)
        fixture.pass(seconds: 299)
        #expect(try await cache.text(.get(), from: server).origin == .cache)
        fixture.pass(seconds: 1)
        let revalidated = try await cache.text(.get(), from: server)
        #expect(revalidated.value == "one" && revalidated.origin == .revalidated)
        fixture.pass(seconds: 299)
        #expect(try await cache.text(.get(), from: server).origin == .cache, "a confirmation begins a new age")
        fixture.pass(seconds: 1)
        #expect(try await cache.text(.get(), from: server).value == "two")
        #expect(server.asked.map { $0["If-None-Match"] } == [nil, "\"1\"", "\"1\""])
        #expect(server.asked[1]["If-Modified-Since"] == "Tue, 14 Nov 2023 22:13:20 GMT")
    }

    @Test(
        "Rules decide who is asked",
        arguments: [
            (CacheRules(), "https://charts.example.com/", Int64(299), true),
            (CacheRules(), "https://charts.example.com/", 300, false),
            (CacheRules(), "https://charts.example.com/", -1, false),
            (CacheRules(), "http://127.0.0.1:5000/", 0, false),
            (CacheRules(), "http://localhost:5000/", 0, false),
            (CacheRules(maximumAge: .seconds(60)), "http://127.0.0.1:5000/", 59, true),
            (CacheRules(maximumAge: .zero), "https://charts.example.com/", 0, false),
            (CacheRules(maximumAge: .seconds(3600)), "https://charts.example.com/", 3599, true),
            (CacheRules(maximumAge: .seconds(3600), refreshes: true), "https://charts.example.com/", 1, false),
            (CacheRules(isOffline: true), "https://charts.example.com/", 999_999_999, true),
            (CacheRules(isOffline: true), "http://127.0.0.1:5000/", -5, true),
        ] as [(CacheRules, String, Int64, Bool)])
    func rules(rules: CacheRules, url: String, age: Int64, isUsed: Bool) {
        #expect(rules.accept(age: age, of: .get(url)) == isUsed)
    }

    @Test("What a digest names is kept for ever, also when refreshing")
    func forever() async throws {
        let server = ScriptedServer([.ok("blob")])
        let question = CacheQuestion.get(lifetime: .forever)
        _ = try await fixture.cache().text(question, from: server)
        fixture.pass(seconds: 400_000_000)
        #expect(try await fixture.cache(CacheRules(refreshes: true)).text(question, from: server).origin == .cache)
    }

    @Test("Refreshing asks without conditions, and keeps what comes")
    func refresh() async throws {
        let server = ScriptedServer([.ok("one", ["ETag": "\"1\""]), .ok("two", ["ETag": "\"2\""])])
        _ = try await fixture.cache().text(.get(), from: server)
        #expect(try await fixture.cache(CacheRules(refreshes: true)).text(.get(), from: server).value == "two")
        #expect(try await fixture.cache().text(.get(), from: server).value == "two")
        #expect(server.asked.allSatisfy { $0.fields.isEmpty })
    }

    @Test("Offline, any age will do, and is told; nothing is asked")
    func offline() async throws {
        let server = ScriptedServer([.ok("one")])
        _ = try await fixture.cache().text(.get(), from: server)
        fixture.pass(seconds: 86_400)
        let offline = fixture.cache(CacheRules(isOffline: true))
        let answer = try await offline.text(.get(), from: server)
        #expect(answer.value == "one" && answer.asOf == 1_700_000_000)
        await #expect(throws: Unanswered.offline) {
            try await offline.text(.get("https://charts.example.com/other"), from: server)
        }
        #expect(server.asked.count == 1)
    }

    @Test("The age is told when it is more than anyone expects")
    func asOf() async throws {
        let server = ScriptedServer([.ok("one")])
        let cache = fixture.cache(CacheRules(maximumAge: .seconds(3_600)))
        #expect(try await cache.text(.get(), from: server).asOf == nil)
        fixture.pass(seconds: 300)
        #expect(try await cache.text(.get(), from: server).asOf == nil)
        fixture.pass(seconds: 1)
        #expect(try await cache.text(.get(), from: server).asOf == 1_700_000_000)
    }

    @Test(
        "What is not to be kept is not kept",
        arguments: [
            HTTPResponse.ok("one", ["Cache-Control": "no-store"]),
            .ok("one", ["Cache-Control": "private, No-Store, max-age=0"]),
            .ok("one", status: 203),
        ])
    func notStored(response: HTTPResponse) async throws {
        let server = ScriptedServer([response])
        _ = try? await fixture.cache().text(.get(), from: server)
        #expect(fixture.entries.isEmpty)
    }

    @Test("A server that asks for revalidation only is kept: how old an answer may be is the user's choice")
    func noCache() async throws {
        let server = ScriptedServer([.ok("one", ["Cache-Control": "no-cache, must-revalidate, max-age=0"])])
        _ = try await fixture.cache().text(.get(), from: server)
        #expect(try await fixture.cache().text(.get(), from: server).origin == .cache)
    }

    @Test("What cannot be read is not kept, and what cannot be read any more is no answer")
    func unreadable() async throws {
        await #expect(throws: Unanswered.unreadable) {
            try await fixture.cache().text(.get(), from: ScriptedServer([.ok("bad")]))
        }
        #expect(fixture.entries.isEmpty)
        fixture.cache().store(.ok("bad seed", ["ETag": "\"1\""]), for: .get())
        let server = ScriptedServer([.ok("good")])
        #expect(try await fixture.cache().text(.get(), from: server).value == "good")

        fixture.cache().store(.ok("bad seed", ["ETag": "\"1\""]), for: .get())
        fixture.pass(seconds: 300)
        let confirming = ScriptedServer([.ok("", status: 304), .ok("better")])
        #expect(try await fixture.cache().text(.get(), from: confirming).value == "better")
        #expect(confirming.asked.map(\.fields.count) == [1, 0], "the second time without conditions")
    }

    @Test("A 304 that nobody asked for is no answer")
    func unexpected304() async throws {
        await #expect(throws: Unanswered.unreadable) {
            try await fixture.cache().text(.get(), from: ScriptedServer([.ok("", status: 304)]))
        }
        _ = try await fixture.cache().text(.get(), from: ScriptedServer([.ok("one")]))
        fixture.pass(seconds: 300)
        await #expect(throws: Unanswered.unreadable) {
            try await fixture.cache().text(.get(), from: ScriptedServer([.ok("", status: 304)]))
        }
    }

    @Test("A 304 may bring new validators")
    func newValidators() async throws {
        let server = ScriptedServer([
            .ok("one", ["ETag": "\"1\""]), .ok("", ["ETag": "\"2\""], status: 304), .ok("", status: 304),
        ])
        for _ in 0..<3 {
            #expect(try await fixture.cache().text(.get(), from: server).value == "one")
            fixture.pass(seconds: 300)
        }
        #expect(server.asked.map { $0["If-None-Match"] } == [nil, "\"1\"", "\"2\""])
    }

    @Test("Nothing of one asker is told to another")
    func identities() async throws {
        let joe = CacheIdentity(material: Array("joe:secret".utf8))
        let ann = CacheIdentity(material: Array("ann:secret".utf8))
        let other = CacheIdentity(material: Array("joe:other".utf8))
        for (index, identity) in [joe, ann, other, .anonymous].enumerated() {
            let server = ScriptedServer([.ok("answer \(index)")])
            #expect(try await fixture.cache().text(.get(identity: identity), from: server).value == "answer \(index)")
        }
        #expect(try await fixture.cache().text(.get(identity: joe), from: ScriptedServer([])).value == "answer 0")
        #expect(fixture.entries.count == 4)
        // With another key, which another user's cache has, the same asker has other names.
        let elsewhere = CacheFixture()
        _ = try await elsewhere.cache().text(.get(identity: joe), from: ScriptedServer([.ok("x")]))
        #expect(Set(elsewhere.entries.map { $0.suffix(64) }).isDisjoint(with: fixture.entries.map { $0.suffix(64) }))
    }

    @Test("Every part of a question makes it another one")
    func questions() {
        let base = CacheQuestion(method: "GET", url: "https://a/b", accept: "c", identity: .anonymous)
        let others = [
            CacheQuestion(method: "HEAD", url: "https://a/b", accept: "c", identity: .anonymous),
            CacheQuestion(method: "GET", url: "http://a/b", accept: "c", identity: .anonymous),
            CacheQuestion(method: "GET", url: "https://a/b", accept: "d", identity: .anonymous),
            CacheQuestion(method: "GET", url: "https://a/b", identity: .anonymous),
            CacheQuestion(method: "GET", url: "https://a/bc", identity: .anonymous),
            CacheQuestion(method: "GET", url: "https://a/b", accept: "c", identity: CacheIdentity(material: [])),
        ]
        let names = (others + [base]).map { $0.name(salt: [1, 2, 3]) }
        #expect(Set(names).count == names.count)
        #expect(base.name(salt: [1]) == base.name(salt: [2]), "public answers need no key")
    }
}
