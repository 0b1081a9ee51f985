import FakeRegistry
import TestSupport
import Testing

/// What a user reads, and what a script gets, when a registry or a chart repository fails.
@Suite("Messages of faults", .timeLimit(.minutes(3)))
struct FaultMessageTests {
    /// One of each sort: the whole table is run against the client itself, here every retry costs time.
    private static let faults = Fault.all.filter {
        [
            "hang up", "silence", "cut in the fields", "length with another, shorter", "HTTP/0.9", "endless headers",
            "gzip that is none", "HTML", "server error", "too many requests, seconds", "redirect to another protocol",
        ].contains($0.name)
    }

    /// Names the place once, gives a reason, and shows nothing that only a programmer could read.
    private static func check(_ message: String, names place: String) {
        #expect(message.ranges(of: place).count == 1, "\(message)")
        #expect((60...500).contains(message.count), "\(message)")
        for word in ["\u{1B}", "Optional(", "Error(", "nil"] { #expect(!message.contains(word), "\(message)") }
    }

    @Test(arguments: faults) func tagsOfARegistry(fault: Fault) throws {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        registry.change { $0.spoil = { $0.path.hasSuffix("/tags/list") ? fault.apply($1) : $1 } }
        let name = "\(registry.host)/org/app"
        let result = AsternProgram.run(["tags", name, "--timeout", "1s"])
        switch result.status {
        case 0: #expect(result.output == "1.1.0\n1.0.0\n")
        case 1:
            #expect(result.output.isEmpty)
            Self.check(result.errors, names: name)
        default: Issue.record("exit code \(result.status): \(result.errors)")
        }
    }

    @Test(arguments: faults) func tagsOfAChart(fault: Fault) throws {
        let index = "apiVersion: v1\nentries:\n  app:\n  - version: 1.0.0\n"
        let server = try FakeServer { _ in fault.apply(FakeReply(200, text: index, type: "text/yaml")) }
        let result = AsternProgram.run(["tags", "\(server.url)#app", "--timeout", "1s"])
        switch result.status {
        case 0: #expect(result.output == "1.0.0\n")
        case 1:
            #expect(result.output.isEmpty)
            #expect(result.errors.contains(server.url) && result.errors.count < 500, "\(result.errors)")
        default: Issue.record("exit code \(result.status): \(result.errors)")
        }
    }

    @Test func aListThatIsCutOffIsNotComplete() throws {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        registry.change {
            $0.pageSize = 1
            $0.spoil = { $0.query("last").isEmpty ? $1 : $1.delivered(.cut(after: 3)) }
        }
        let name = "\(registry.host)/org/app"
        let result = AsternProgram.run(["tags", name])
        #expect(result.status == 3)
        #expect(result.output == "1.0.0\n")
        #expect(result.errors.contains("the list is not complete"))
        Self.check(result.errors, names: name)
    }

    @Test("a report calls unknown what could not be looked up", arguments: faults)
    func report(fault: Fault) throws {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        registry.change { $0.spoil = { $0.path.hasSuffix("/tags/list") ? fault.apply($1) : $1 } }
        let tree = TemporaryTree([
            "pod.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: a, image: "\(registry.host)/org/app:1.0.0"}]}

            """
        ])
        let result = AsternProgram.run(["report", tree.path, "-o", "json", "--timeout", "1s"])
        let reference = try #require(try Report(result).references.first)
        if reference.status == "outdated" {
            #expect(result.status == 0)
            #expect(reference.latest?.version == "1.1.0")
        } else {
            #expect(reference.status == "unknown")
            #expect(result.status == 3)
            #expect(reference.error?.contains(registry.host) == true)
            #expect(result.errors.contains(registry.host))
        }
    }
}
