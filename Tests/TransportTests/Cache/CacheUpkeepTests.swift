import TestSupport
import Testing

@testable import Transport

@Suite("Upkeep of the cache")
struct CacheUpkeepTests {
    private let fixture = CacheFixture()

    private func fill(_ hosts: [String], bytes: Int) {
        for host in hosts {
            fixture.cache().store(.ok(String(repeating: "x", count: bytes)), for: .get("https://\(host)/index.yaml"))
            fixture.pass(seconds: 10)
        }
    }

    @Test("The summary counts entries and bytes by host, the largest first")
    func summary() {
        fill(["a.example.com", "b.example.com"], bytes: 100)
        fixture.cache().store(.ok("y"), for: .get("https://b.example.com/other"))
        let summary = fixture.cache().summary()
        #expect(summary.entries == 3)
        #expect(summary.hosts.map(\.host) == ["b.example.com", "a.example.com"])
        #expect(summary.hosts.map(\.entries) == [2, 1])
        #expect(summary.hosts.map(\.newest) == [1_700_000_020, 1_700_000_000])
        #expect(summary.bytes == summary.hosts.reduce(0) { $0 + $1.bytes })
    }

    @Test("Pruning takes what was of use the longest ago, and stops below the limit")
    func pruning() async throws {
        fill(["a", "b", "c", "d"].map { "\($0).example.com" }, bytes: 1_000)
        // The oldest is used once more: it stays.
        let offline = fixture.cache(CacheRules(isOffline: true))
        _ = try await offline.text(.get("https://a.example.com/index.yaml"), from: ScriptedServer([]))
        let size = fixture.cache().summary().bytes / 4
        let gone = fixture.cache().prune(to: size * 5 / 2)
        #expect(gone.entries == 2 && gone.bytes >= size)
        #expect(Set(fixture.cache().summary().hosts.map(\.host)) == ["a.example.com", "d.example.com"])
        #expect(fixture.cache().prune(to: size * 5 / 2).entries == 0)
    }

    @Test("Pruning by age")
    func age() {
        fill(["a.example.com"], bytes: 10)
        fixture.pass(seconds: 1_000)
        fill(["b.example.com"], bytes: 10)
        #expect(fixture.cache().prune(to: .max, olderThan: 500).entries == 1)
        #expect(fixture.cache().summary().hosts.map(\.host) == ["b.example.com"])
    }

    @Test("A file that was never finished goes after an hour, not before")
    func unfinished() {
        fill(["a.example.com"], bytes: 10)
        fixture.tree.write("half", to: "cache/new-1-2")
        CacheFile.setTimes("\(fixture.folder)/new-1-2", used: 1_700_000_010, modified: 1_700_000_010)
        fixture.cache().prune(to: .max)
        #expect(fixture.files.contains { $0.hasSuffix("new-1-2") })
        fixture.pass(seconds: 3_601)
        fixture.cache().prune(to: .max)
        #expect(!fixture.files.contains { $0.hasSuffix("new-1-2") })
    }

    @Test("A cache that grew too large is pruned by the next run that writes, once an hour")
    func automatic() {
        let cache = fixture.cache()
        cache.store(.ok("first"), for: .get())
        let mark = "\(fixture.folder)/pruned"
        #expect(CacheFile.status(mark)?.modified == 1_700_000_000)
        fixture.pass(seconds: 3_599)
        fixture.cache().store(.ok("second"), for: .get())
        #expect(CacheFile.status(mark)?.modified == 1_700_000_000)
        fixture.pass(seconds: 1)
        fixture.cache().store(.ok("third"), for: .get())
        #expect(CacheFile.status(mark)?.modified == 1_700_003_600)
    }

    @Test("Clearing leaves nothing of ours, and nobody else's files")
    func clear() {
        fill(["a.example.com", "b.example.com"], bytes: 10)
        fixture.cache().store(.ok("x"), for: .get(identity: CacheIdentity(material: [1])))
        fixture.tree.write("mine", to: "cache/notes.txt")
        #expect(fixture.cache().clear().entries == 3)
        #expect(fixture.files == ["\(fixture.folder)/notes.txt"])
        #expect(run("find", [fixture.folder, "-type", "d"]).output == "\(fixture.folder)\n")
    }
}
