import ArgumentParser
import Charts
import Reporting
import Tracking

struct DepsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a chart's dependencies: what charts/ holds, what is locked, and what upstream offers."
    )

    @OptionGroup var arguments: ChartArguments

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @Option(name: .long, help: "How far wanted may go: digest, prerelease, patch, minor (default), major.")
    var change: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Take pre-releases too (default: no).")
    var prerelease: Bool?

    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let settings = try arguments.settings()
        let rules = try SelectionOptions.rules(settings, change: change, prerelease: prerelease)
        let targets = try await ChartTargets.find(arguments.charts, settings: settings)
        let lookups = try source.source(settings)
        var documents: [[JSONValue.Member]] = []
        var isIncomplete = false
        for group in targets.groups {
            let session = try DepsSession(group, rules: rules, source: source, lookups: lookups, settings: settings)
            let updates = await session.planner.plan(group.tree, charts: group.targets.map(\.files))
            for (target, update) in zip(group.targets, updates) {
                let (chart, check) = DepsVerify.check(target, names: session.names)
                let vendored = target.vendored()
                documents.append(
                    DependencyDocuments.members(of: update, check: check, vendored: vendored, label: target.label))
                if format == .text {
                    show(update, check, vendored, lock: chart?.lockFile?.path, target: target, isList: targets.isList)
                }
                for row in update.rows where row.problem != nil {
                    Output.note("unknown: \(target.label): \(row.dependency.name): \(row.problem ?? "")")
                }
                if update.rows.isEmpty, let problem = update.problem {
                    Output.note("error: \(target.label): \(problem)")
                }
                for warning in vendored.warnings(declared: update.rows.map(\.dependency)) {
                    Output.note("warning: \(target.label): \(warning)")
                }
                if update.problem != nil { isIncomplete = true }
            }
        }
        lookups.explainRequests()
        if format == .json {
            Output.write(DependencyDocuments.value("DependencyList", documents, isList: targets.isList).json)
        }
        if targets.tellUnreadable() || isIncomplete { throw ExitCode.incomplete }
    }

    private func show(
        _ update: ChartUpdate, _ check: LockCheck, _ vendored: VendoredCharts, lock: String?, target: ChartTarget,
        isList: Bool
    ) {
        guard !update.rows.isEmpty else {
            if update.problem == nil { Output.note("warning: \(target.label): no dependencies") }
            return
        }
        if isList { Output.write("\(target.label)\n") }
        Output.write(DependencyTable.text(of: update, vendored: vendored))
        Output.write("\(DependencyTable.line(of: check, lock: lock, label: target.label))\n")
        if isList { Output.write("\n") }
    }
}
