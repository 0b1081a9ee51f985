import ArgumentParser
import Discovery
import Reporting
import Tracking

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", _superCommandName: "astern", abstract: "Tell what is behind in a tree, and by how much."
    )

    @Argument(help: "The tree: a directory or a single file.")
    var path: String = "."

    @Option(name: .shortAndLong, help: "table (default), wide, json, yaml, markdown or name.")
    var output: String?

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Charts") var checks: CheckOptions
    @OptionGroup(title: "Upstream") var source: SourceOptions
    @OptionGroup(title: "Exit code") var failOn: FailOn

    func run() async throws {
        let format = try ReportFormat.named(output)
        let settings = try Settings(path: path)
        let failures = try failOn.names(settings)
        let rules = try selection.rules(settings)
        let selection = try selection.selection(settings)
        let session = try await Session(path: path, settings: settings)
        let lookups = try source.source(settings)
        var plan = try await session.plan(
            selection.apply(to: session.tree.references), rules: rules, checks: checks, source: source, lookups: lookups
        )
        if format == .wide {
            let reviewer = Reviewer(
                upstream: lookups.archivesAtHand, tree: session.tree, clusters: try checks.clusters(settings))
            plan = await PlanReview(
                of: plan, in: session.tree, by: reviewer, refusesBreaking: false, onlyWanted: false
            ).plan
        }
        lookups.explainRequests()
        Output.write(format.text(of: plan, color: Terminal.showsColor))
        if format == .table || format == .wide { Output.note(ReportSummary.line(for: plan)) }
        Session.tell(plan)
        // The process ends here: a tree of some thousand files need not be taken apart first.
        Self.exit(
            withError: plan.isIncomplete ? .incomplete : FailOn.isMet(failures, by: plan) ? .found : ExitCode.success)
    }
}

extension ReportFormat: OutputFormat {}
