import ArgumentParser
import Configuration
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
                + "or a finding: \(Finding.Code.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "what,…"))
    var failOn: String?

    private static let statuses: [String: Status] = [
        "outdated": .outdated, "ahead": .ahead, "refused": .refused, "untracked": .untracked,
    ]
    private static let changes: [String: Change] = [
        "digest": .digest, "prerelease": .prerelease, "patch": .patch, "minor": .minor, "major": .major,
    ]
    private static let known =
        (Array(statuses.keys) + changes.keys + Finding.Code.allCases.map(\.rawValue)).sorted()

    private static var expected: String { "expected one of \(known.joined(separator: ", "))" }

    /// Wrong names are told before anything is read.
    func validate() throws {
        for name in try given() where !Self.known.contains(name) {
            throw ValidationError("--fail-on \(name): \(Self.expected)")
        }
    }

    /// What was asked for: by the flags, else the environment, else the configuration.
    func names(_ settings: Settings) throws -> [String] {
        let given = try given()
        guard given.isEmpty, let setting = settings.configuration.checks.failOn else { return given }
        for name in setting.value where !Self.known.contains(name) {
            Output.note("error: \(setting.origin): `failOn` has '\(name)', \(Self.expected)")
            throw ExitCode.validationFailure
        }
        return setting.value
    }

    static func isMet(_ names: [String], by plan: Plan) -> Bool {
        names.contains { name in
            if let status = statuses[name] { return plan.count(status) > 0 }
            if let change = changes[name] {
                return plan.decisions.contains { $0.change == change || $0.latestChange == change }
            }
            return plan.findings.contains { $0.code.rawValue == name }
        }
    }

    private func given() throws -> [String] {
        let names = failOn.map { $0.split(separator: ",").map(String.init) } ?? Environment.list("fail-on")
        return try names + (exitCode || Environment.isOn("exit-code") ? ["outdated"] : [])
    }
}
