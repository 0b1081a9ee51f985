import Artifacts
public import Charts
import SourceYAML
public import Tracking

/// What the commands of `astern deps` print as JSON.
public enum DependencyDocuments {
    /// One chart's document as it stands; of several a list under `charts`.
    public static func value(_ kind: String, _ charts: [[JSONValue.Member]], isList: Bool) -> JSONValue {
        let head: [JSONValue.Member] = [
            .init("apiVersion", .string(ReportDocument.apiVersion)), .init("kind", .string(kind)),
        ]
        if !isList, let chart = charts.first { return .object(head + chart) }
        return .object(head + [.init("charts", .array(charts.map(JSONValue.object)))])
    }

    /// Whether a lock belongs to what its chart asks for.
    ///
    /// - Parameter label: How the chart is called: its path as the user gave it.
    public static func members(of check: LockCheck, chart: Chart?, label: String) -> [JSONValue.Member] {
        var error: String?
        if case .undecided(let problem) = check.outcome { error = problem }
        return [
            .init("chart", .string(label)),
            .init("lock", .text(chart?.lockFile?.path)),
            .init("digest", .text(check.digest)),
            .init("recorded", .text(check.recorded)),
            .init("inSync", .bool(check.isInSync)),
            .init("outcome", .string(check.outcome.word)),
            .init("helm2", .bool(check.isOfHelm2)),
            .init("error", .text(error)),
            .init(
                "dependencies",
                .array(
                    (check.requested.entries ?? []).enumerated().map { index, entry in
                        guard let entry else { return .null }
                        let locked = chart?.lockedVersion(of: entry, at: index)
                        return .object(identity(of: entry) + [.init("locked", .text(locked))])
                    })),
        ]
    }

    /// The dependencies with their state in `charts/` and upstream.
    public static func members(
        of update: ChartUpdate, check: LockCheck, vendored: VendoredCharts, label: String
    ) -> [JSONValue.Member] {
        [
            .init("chart", .string(label)),
            .init("digest", .text(check.digest)),
            .init("recorded", .text(check.recorded)),
            .init("inSync", .bool(check.isInSync)),
            .init("error", .text(update.rows.isEmpty ? update.problem : nil)),
            .init(
                "dependencies",
                .array(
                    update.rows.map { row in
                        .object(
                            identity(of: row.dependency) + [
                                .init("status", .string(vendored.status(of: row.dependency).rawValue)),
                                .init("artifact", .text(row.artifact?.identity)),
                            ] + versions(of: row))
                    })),
            .init("warnings", .array(vendored.warnings(declared: update.rows.map(\.dependency)).map(JSONValue.string))),
        ]
    }

    /// What an update of a chart's dependencies writes.
    ///
    /// - Parameter files: Path in the tree, and `created`, `replaced` or `removed`.
    public static func members(
        of update: ChartUpdate, written: Bool, files: [(file: String, action: String)], error: String?, label: String
    ) -> [JSONValue.Member] {
        [
            .init("chart", .string(label)),
            .init("written", .bool(written)),
            .init(
                "lock",
                [
                    "file": .string(update.lockFile), "recorded": .text(update.before?.lock?.digest),
                    "digest": .text(update.lock?.digest),
                    "changed": .bool(!update.lockEdits.isEmpty || update.newLock != nil),
                ]),
            .init(
                "dependencies",
                .array(
                    update.rows.map { row in
                        .object(
                            identity(of: row.dependency) + [.init("requested", .string(row.requested))]
                                + versions(of: row))
                    })),
            .init("edits", .array((update.edits + update.lockEdits).map(\.document))),
            .init("files", .array(files.map { ["file": .string($0.file), "action": .string($0.action)] })),
            .init("error", .text(error)),
        ]
    }

    private static func versions(of row: ChartUpdate.Row) -> [JSONValue.Member] {
        [
            .init("current", .text(row.locked)),
            .init("wanted", .text(row.wanted)),
            .init("latest", .text(row.latest)),
            .init("error", .text(row.problem)),
        ]
    }

    private static func identity(of dependency: ChartDependency) -> [JSONValue.Member] {
        [
            .init("name", .string(dependency.name)),
            .init("alias", dependency.alias.isEmpty ? .null : .string(dependency.alias)),
            .init("version", .string(dependency.version)),
            .init("repository", .string(dependency.repository)),
        ]
    }
}

extension LockCheck.Outcome {
    /// The words of the JSON contract.
    var word: String {
        switch self {
        case .inSync: "inSync"
        case .outOfSync: "outOfSync"
        case .noLock: "noLock"
        case .nothingToLock: "nothingToLock"
        case .undecided: "undecided"
        }
    }
}
