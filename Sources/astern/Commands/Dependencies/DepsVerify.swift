import ArgumentParser
import Charts
import Reporting

struct DepsVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the digest of Chart.lock as Helm does, and compare; exit 10 when it is out of sync.",
        discussion:
            "Reads the charts' own files and nothing else. Exit 1 when a chart cannot be read, 3 for one of several."
    )

    @OptionGroup var arguments: ChartArguments

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let targets = try await ChartTargets.find(arguments.charts, settings: arguments.settings())
        let names = HelmConfiguration.repositoryNames()
        var documents: [[JSONValue.Member]] = []
        var outcomes: [LockCheck] = []
        for target in targets.all {
            let (chart, check) = DepsVerify.check(target, names: names)
            outcomes.append(check)
            documents.append(DependencyDocuments.members(of: check, chart: chart, label: target.label))
            let line = DependencyTable.line(of: check, lock: chart?.lockFile?.path, label: target.label)
            switch (format, check.outcome) {
            case (_, .undecided): Output.note("error: \(line)")
            case (.json, .noLock): Output.note("warning: \(line)")
            case (.json, _): break
            case (.text, _): Output.write("\(line)\n")
            }
        }
        if format == .json {
            Output.write(DependencyDocuments.value("LockCheck", documents, isList: targets.isList).json)
        }
        let isUndecided = outcomes.contains { if case .undecided = $0.outcome { true } else { false } }
        if targets.tellUnreadable() { throw ExitCode.incomplete }
        if isUndecided { throw targets.isList ? ExitCode.incomplete : ExitCode.failure }
        if outcomes.contains(where: { !$0.isInSync }) { throw ExitCode.found }
    }

    /// A chart that cannot be read at all is undecided.
    static func check(_ target: ChartTarget, names: RepositoryNames) -> (Chart?, LockCheck) {
        do throws(ChartFileError) {
            let chart = try target.chart()
            return (chart, chart.lockCheck(names: names))
        } catch {
            return (nil, LockCheck(undecided: error.description))
        }
    }
}
