import FakeRegistry
import TestSupport
import Testing

/// What a user reads, and what a script gets, when a registry or a chart repository fails.
@Suite("Messages of faults", .timeLimit(.minutes(3)))
struct FaultMessageTests {
    private static let faults = Fault.all.filter { $0.kind == .harmful }

    /// Names the artifact once, and the reason; nothing is said twice.
    private static func check(_ message: String, _ place: String) {
        #expect(message.contains(place), "\(message)")
        #expect(message.components(of: place) <= 2, "said twice: \(message)")
        #expect(!message.contains("\u{1B}"))
        #expect(!message.contains("Optional(") && !message.contains("TransportError"), "\(message)")
    }

    @Test(arguments: faults) func tagsOfARegistry(fault: Fault) throws {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0", "1.1.0"], of: "org/app")
        registry.change { $0.spoil = { $0.path.hasSuffix("/tags/list") ? fault.apply($1) : $1 } }
        let name = "\(registry.host)/org/app"
        let result = AsternProgram.run(["tags", name, "--timeout", fault.hangs ? "400ms" : "20s"])
        switch result.status {
        case 0: #expect(result.output == "1.1.0\n1.0.0\n")
        case 1:
            #expect(result.output.isEmpty)
            Self.check(result.errors, name)
        default: Issue.record("exit code \(result.status): \(result.errors)")
        }
    }
}

extension String {
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
