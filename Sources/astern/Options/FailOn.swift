import ArgumentParser
import Tracking
import Versioning

/// What a run in a pipeline should fail for (`--exit-code`, `--fail-on`).
struct FailOn: ParsableArguments {
    @Flag(name: .long, help: "Exit with 10 when something is outdated: the same as --fail-on outdated.")
    var exitCode = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Exit with 10 when one of these is found: outdated, ahead, refused, untracked, digest, patch, minor, major, "
                + "deprecated, republished.",
            valueName: "what,…"))
    var failOn: String?

    private static let statuses: [String: Status] = [
        "outdated": .outdated, "ahead": .ahead, "refused": .refused, "untracked": .untracked,
    ]
    private static let changes: [String: Change] = [
        "digest": .digest, "prerelease": .prerelease, "patch": .patch, "minor": .minor, "major": .major,
    ]
    private static let findings: [String: Finding.Code] = ["deprecated": .deprecated, "republished": .republished]

    private func names() throws -> [String] {
        let given = failOn.map { $0.split(separator: ",").map(String.init) } ?? Environment.list("fail-on")
        return try given + (exitCode || Environment.isOn("exit-code") ? ["outdated"] : [])
    }

    func validate() throws {
        for name in try names()
        where Self.statuses[name] == nil && Self.changes[name] == nil && Self.findings[name] == nil {
            let known = (Array(Self.statuses.keys) + Self.changes.keys + Self.findings.keys).sorted()
            throw ValidationError("--fail-on \(name): expected one of \(known.joined(separator: ", "))")
        }
    }

    func isMet(by plan: Plan) throws -> Bool {
        try names().contains { name in
            if let status = Self.statuses[name] { return plan.count(status) > 0 }
            if let change = Self.changes[name] {
                return plan.decisions.contains { $0.change == change || $0.latestChange == change }
            }
            return plan.findings.contains { $0.code == Self.findings[name] }
        }
    }
}
