import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

@Suite("The cache, from the command line", .timeLimit(.minutes(2)))
struct CacheCommandTests {
    private let cache = TemporaryTree()
    private let docker = ["DOCKER_CONFIG": "/nonexistent"]

    private func astern(_ arguments: [String], _ more: [String: String] = [:]) -> CommandResult {
        AsternProgram.run(
            arguments,
            environment: docker.merging(["XDG_CACHE_HOME": cache.path]) { $1 }.merging(more) { $1 })
    }

    @Test("--max-age, --refresh and --offline decide who is asked")
    func flags() throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        let name = "\(fake.host)/org/app"
        #expect(astern(["tags", name]).output == "1.0.0\n")
        fake.setTags(["1.0.0", "1.1.0"], of: "org/app")
        #expect(astern(["tags", name, "--max-age", "1h"]).output == "1.0.0\n")
        #expect(astern(["tags", name], ["ASTERN_MAX_AGE": "1h"]).output == "1.0.0\n")
        #expect(astern(["tags", name, "--max-age", "1h", "--refresh"]).output == "1.1.0\n1.0.0\n")
        fake.setTags(["1.2.0"], of: "org/app")
        #expect(astern(["tags", name]).output == "1.2.0\n", "a loopback host is always asked")
        fake.stop()
        let offline = astern(["tags", name, "--offline"])
        #expect(offline.status == 0 && offline.output == "1.2.0\n")
        #expect(offline.errors.hasPrefix("from the cache, as of 20"), "\(offline.errors)")
        let other = astern(["tags", "\(fake.host)/org/other", "--offline"])
        #expect(other.status == 1 && other.errors.contains("offline, and the cache holds no answer"))
    }

    @Test("A report offline says how old its answers are, and what it does not have is unknown")
    func report() throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0", "1.1.0"], of: "org/app")
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n"
        let tree = TemporaryTree(["pod.yaml": pod + "    - image: \(fake.host)/org/app:1.0.0\n"])
        #expect(astern(["report", tree.path]).status == 0)
        tree.write(
            pod + "    - image: \(fake.host)/org/app:1.0.0\n    - image: \(fake.host)/org/new:1.0.0\n", to: "pod.yaml")
        let connections = fake.connections
        let offline = astern(["report", tree.path, "--offline", "-o", "json"])
        #expect(offline.status == 3)
        #expect(fake.connections == connections)
        let rows = try Report(offline).references
        #expect(rows.map(\.status) == ["outdated", "unknown"])
        #expect(rows[0].reasons.map(\.code).contains("asOf"))
        #expect(rows[1].error?.contains("offline") == true)
        #expect(
            offline.errors.contains("answers are from the cache") || offline.errors.contains("answer is from the cache")
        )
        let again = astern(["report", tree.path, "--offline", "-o", "json"])
        #expect(again.output == offline.output, "the same input prints the same bytes")
    }

    @Test("An index is asked for by its validators")
    func conditionalIndex() throws {
        let index = "apiVersion: v1\nentries:\n  app:\n    - {version: 1.0.0}\n    - {version: 1.1.0}\n"
        let server = try FakeServer { request in
            request.header("If-None-Match") == "\"1\""
                ? FakeReply(304) : FakeReply(200, text: index).with("ETag", "\"1\"")
        }
        for _ in 0..<2 { #expect(astern(["tags", "\(server.url)/charts#app"]).output == "1.1.0\n1.0.0\n") }
        #expect(server.requests.map { $0.header("If-None-Match") } == [nil, "\"1\""])
    }

    @Test("Many processes at a time agree")
    func together() async throws {
        let fake = try FakeRegistry()
        let tags = (0..<500).map { "1.0.\($0)" }
        fake.setTags(tags, of: "org/app")
        let arguments = ["tags", "\(fake.host)/org/app"]
        let outputs = await withTaskGroup(of: CommandResult.self) { group in
            for index in 0..<8 { group.addTask { astern(arguments + (index % 2 == 0 ? [] : ["--max-age", "1h"])) } }
            return await group.reduce(into: [CommandResult]()) { $0.append($1) }
        }
        #expect(outputs.allSatisfy { $0.status == 0 } && Set(outputs.map(\.output)).count == 1)
        #expect(run("find", [cache.path, "-name", "new-*"]).output.isEmpty)
    }

    @Test("cache info, prune and clear")
    func upkeep() throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        #expect(astern(["cache", "info"]).output.contains("0 entries, 0 B of at most 512 MB"))
        _ = astern(["tags", "\(fake.host)/org/app"])
        let info = astern(["cache", "info"])
        #expect(info.status == 0 && info.output.contains(fake.host) && info.output.contains("\(cache.path)/astern"))
        struct Info: Decodable {
            struct Host: Decodable { let host: String, entries: Int }
            let kind: String
            let entries: Int
            let hosts: [Host]
        }
        let json = astern(["cache", "info", "-o", "json"])
        let read = try JSONDecoder().decode(Info.self, from: Data(json.output.utf8))
        #expect(read.kind == "Cache" && read.hosts.map(\.host) == [fake.host] && read.entries == read.hosts[0].entries)
        #expect(astern(["cache", "prune"]).output == "removed 0 entries, 0 B\n")
        #expect(astern(["cache", "prune", "--max-size", "1B"]).output.hasPrefix("removed \(read.entries) entr"))
        _ = astern(["tags", "\(fake.host)/org/app"])
        #expect(astern(["cache", "clear"]).output.hasPrefix("removed \(read.entries) entr"))
        #expect(astern(["cache", "info"]).output.contains("0 entries"))
    }

    @Test(
        "What cannot be is said before anything is done",
        arguments: [
            (["tags", "a.example/b", "--offline", "--refresh"], "exclude each other"),
            (["tags", "a.example/b", "--max-age", "soon"], "--max-age soon: expected a duration"),
            (["report", "--offline", "--snapshot", "x.json"], "--offline is about the cache"),
            (["cache", "prune", "--max-size", "much"], "--max-size much: expected a size"),
        ])
    func wrongUsage(arguments: [String], message: String) {
        let result = astern(arguments)
        #expect(result.status == 64 && result.errors.contains(message), "\(result.errors)")
    }

    @Test("A cache where others may write is not used, and that is said")
    func unsafe() throws {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        cache.write("x", to: "astern/x")
        run("chmod", ["777", "\(cache.path)/astern"])
        let result = astern(["tags", "\(fake.host)/org/app"])
        #expect(result.status == 0 && result.errors.contains("is not used"))
        #expect(astern(["cache", "clear"]).status == 1)
    }
}
