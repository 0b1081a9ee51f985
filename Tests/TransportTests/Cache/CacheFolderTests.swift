import Glibc
import TestSupport
import Testing

@testable import Transport

@Suite("The files of the cache")
struct CacheFolderTests {
    private let fixture = CacheFixture()

    @Test("An entry comes back as it was stored, without what nobody needs later")
    func roundTrip() throws {
        let response = HTTPResponse(
            status: 200,
            headers: [
                "Content-Type": "application/json", "Set-Cookie": "session=1", "Link": "</v2/a?last=b>; rel=next",
                "Docker-Content-Digest": "sha256:00", "Authorization": "Bearer x",
            ],
            body: Array("\n\nbody\n\u{0}".utf8), url: "https://h.example.com/v2/a?n=10")
        let entry = CacheEntry(method: "GET", url: "https://h.example.com/v2/a?n=10", response: response)
        let read = try #require(CacheEntry(entry.bytes))
        #expect(read.response.body == response.body && read.response.url == response.url)
        #expect(read.response.headers.fields.map(\.name) == ["Content-Type", "Link", "Docker-Content-Digest"])
    }

    @Test("A signed address of some storage is not kept")
    func signedURL() throws {
        let signed = HTTPResponse(
            status: 200, headers: [:], body: [1], url: "https://s3.example.com/x?X-Amz-Signature=secret")
        let entry = CacheEntry(method: "GET", url: "https://charts.example.com/index.yaml", response: signed)
        #expect(entry.response.url == "https://charts.example.com/index.yaml")
        #expect(!String(decoding: entry.bytes, as: UTF8.self).contains("secret"))
    }

    @Test("Cut anywhere, or with any byte changed, an entry is none")
    func damage() {
        let bytes = CacheEntry(method: "GET", url: "https://a/b", response: .ok("body", ["ETag": "\"1\""])).bytes
        #expect(CacheEntry(bytes) != nil)
        for count in bytes.indices { #expect(CacheEntry(Array(bytes[..<count])) == nil) }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x20
            #expect(CacheEntry(changed) == nil, "byte \(index)")
        }
        #expect(CacheEntry(bytes + [0]) == nil)
    }

    @Test("A damaged file is no answer, and is replaced", arguments: ["", "astern-cache 1 ", "\u{0}\u{0}", "x"])
    func damagedFile(text: String) async throws {
        _ = try await fixture.cache().text(.get(), from: ScriptedServer([.ok("one")]))
        let file = try #require(fixture.entries.first)
        fixture.tree.write(text, to: String(file.dropFirst(fixture.tree.path.count + 1)))
        #expect(try await fixture.cache().text(.get(), from: ScriptedServer([.ok("two")])).value == "two")
        #expect(try await fixture.cache().text(.get(), from: ScriptedServer([])).value == "two")
    }

    @Test("A folder, a link or a pipe in the place of an entry does no harm")
    func strangeFiles() async throws {
        _ = try await fixture.cache().text(.get(), from: ScriptedServer([.ok("one")]))
        let file = try #require(fixture.entries.first)
        for command in ["mkdir '\(file)'", "ln -s /etc/passwd '\(file)'", "mkfifo '\(file)'"] {
            run("/bin/sh", ["-c", "rm -rf '\(file)'; \(command)"])
            #expect(try await fixture.cache().text(.get(), from: ScriptedServer([.ok("two")])).value == "two")
        }
    }

    @Test("Only the owner may read what is kept")
    func modes() async throws {
        _ = try await fixture.cache().text(
            .get(identity: CacheIdentity(material: [1])), from: ScriptedServer([.ok("one")]))
        let modes = run("find", [fixture.folder, "-printf", "%y %m\n"]).output.split(separator: "\n")
        #expect(Set(modes) == ["d 700", "f 600"])
        #expect(fixture.files.map { $0.split(separator: "/").last }.contains("salt"))
    }

    @Test("A folder where others may write is not used", arguments: [0o777, 0o770, 0o702])
    func unsafeFolder(mode: Int) async throws {
        mkdir(fixture.folder, 0o700)
        chmod(fixture.folder, mode_t(mode))
        let cache = fixture.cache()
        #expect(!cache.isUsable)
        #expect(try await cache.text(.get(), from: ScriptedServer([.ok("one")])).value == "one")
        #expect(fixture.files.isEmpty)
    }

    @Test("Where nothing can be written, answers are simply not kept", arguments: ["/dev/null/none", "/proc/none"])
    func unwritable(folder: String) async throws {
        let cache = fixture.cache(folder: folder)
        #expect(try await cache.text(.get(), from: ScriptedServer([.ok("one")])).value == "one")
        #expect(cache.summary().entries == 0 && cache.clear().entries == 0)
    }

    @Test("A lost or damaged key makes strangers of all who asked, and of nobody else", arguments: ["", "short"])
    func salt(text: String) async throws {
        let joe = CacheQuestion.get(identity: CacheIdentity(material: [1]))
        _ = try await fixture.cache().text(joe, from: ScriptedServer([.ok("private")]))
        _ = try await fixture.cache().text(.get(), from: ScriptedServer([.ok("public")]))
        fixture.tree.write(text, to: "cache/salt")
        #expect(try await fixture.cache().text(joe, from: ScriptedServer([.ok("again")])).value == "again")
        #expect(try await fixture.cache().text(joe, from: ScriptedServer([])).value == "again")
        #expect(try await fixture.cache().text(.get(), from: ScriptedServer([])).value == "public")
    }

    @Test("Readers and writers at the same time see whole answers only")
    func together() async throws {
        let texts = Set((0..<8).map { String(repeating: "\($0)", count: 50_000 + $0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for text in texts {
                group.addTask { [fixture] in
                    for _ in 0..<20 {
                        fixture.cache().store(.ok(text), for: .get(identity: CacheIdentity(material: [7])))
                    }
                }
                group.addTask { [fixture] in
                    for _ in 0..<20 {
                        let question = CacheQuestion.get(identity: CacheIdentity(material: [7]))
                        guard let stored = fixture.cache().entry(for: question) else { continue }
                        #expect(texts.contains(String(decoding: stored.entry.response.body, as: UTF8.self)))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(fixture.entries.count == 1 && fixture.files.count == 3, "no file is left over: \(fixture.files)")
    }

    @Test(
        "Where the cache is",
        arguments: [
            (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/astern"), (["HOME": "/h"], "/h/.cache/astern"),
            (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/astern"), (["XDG_CACHE_HOME": ""], nil),
            ([:], nil),
        ] as [([String: String], String?)])
    func place(environment: [String: String], path: String?) {
        #expect(ResponseCache.standardFolder(environment: environment) == path)
    }
}
