import ArgumentParser
import Reporting
import Versioning

struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", _superCommandName: "astern",
        abstract: "Try an image policy against tags, as Flux selects.",
        subcommands: [PolicyTest.self, PolicyCheck.self]
    )
}

struct PolicyCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Answer requests about policies, one JSON object a line."
    )

    @Flag(name: .long, help: "Read JSON lines from stdin. The only form there is.")
    var jsonl = false

    func validate() throws {
        guard jsonl else { throw ValidationError("policy check reads requests with --jsonl") }
    }

    func run() throws {
        try BatchCheck.run(PolicyRequest.self) { $0.answer() }
    }
}

/// A line of `astern policy check --jsonl`.
struct PolicyRequest: Decodable {
    struct Filter: Decodable {
        let pattern: String?
        let extract: String?
    }

    let policy: String
    let range: String?
    let order: String?
    let filter: Filter?
    let tags: [String]

    func answer() -> JSONValue {
        // The order given counts: that is what Flux's own policies do with a list.
        guard let rule, let latest = try? Policy(rule, filter: try tagFilter()).latest(of: tags, ties: .asListed) else {
            return ["latest": .null, "err": .bool(true)]
        }
        return ["latest": .string(latest), "err": .bool(false)]
    }

    private var rule: Policy.Rule? {
        switch policy {
        case "semver": (try? Constraint(range ?? "")).map(Policy.Rule.semver)
        case "alphabetical": Policy.Order(flux: order ?? "").map(Policy.Rule.alphabetical)
        case "numerical": Policy.Order(flux: order ?? "").map(Policy.Rule.numerical)
        default: nil
        }
    }

    private func tagFilter() throws -> TagFilter? {
        try filter.map { try TagFilter(pattern: $0.pattern ?? "", extract: $0.extract ?? "") }
    }
}
