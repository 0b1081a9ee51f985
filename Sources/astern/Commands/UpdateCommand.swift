import ArgumentParser
import Artifacts
import Discovery
import Editing
import Reporting
import SourceYAML
import Tracking

struct UpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", _superCommandName: "astern",
        abstract: "Write newer versions into a tree: the version's bytes, and nothing else."
    )

    @Argument(
        help: ArgumentHelp(
            "What to update, and the tree: an id, FILE[:LINE], Kind/namespace/name, an artifact or its last segment; "
                + "a last word that is a directory is the tree.",
            valueName: "reference… path"))
    var words: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("The version to write, for references to one artifact.", valueName: "version"))
    var to: String?

    @Flag(
        name: .long,
        help: "Review each chart that would move: what breaks something in the tree is refused, with the evidence.")
    var review = false

    @Flag(name: .long, help: "With --review, write also what breaks something.")
    var allowBreaking = false

    @Flag(name: .long, help: "Print a unified diff and write nothing.")
    var dryRun = false

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Charts") var checks: CheckOptions
    @OptionGroup(title: "Upstream") var source: SourceOptions
    @OptionGroup(title: "Exit code") var failOn: FailOn

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let (words, path) = Session.split(words)
        let settings = try Settings(path: path)
        let failures = try failOn.names(settings)
        let rules = try selection.rules(settings, target: to ?? Environment.flag("to"))
        let selection = try selection.selection(settings)
        let session = try await Session(path: path, settings: settings)
        let references = selection.apply(to: try session.references(words))
        try validateTarget(rules.target, references)
        let lookups = try source.source(settings)
        var plan = try await session.plan(references, rules: rules, checks: checks, source: source, lookups: lookups)
        let allowsBreaking = try allowBreaking || Environment.isOn("allow-breaking")
        let reviews = try review || Environment.isOn("review")
        if allowsBreaking, !reviews { throw ValidationError("--allow-breaking is about --review") }
        if reviews {
            let reviewer = Reviewer(
                upstream: lookups.upstream, tree: session.tree, clusters: try checks.clusters(settings))
            let reviewed = await PlanReview(
                of: plan, in: session.tree, by: reviewer, refusesBreaking: !allowsBreaking, onlyWanted: true)
            plan = reviewed.plan
            for line in Diagnostics.reviews(reviewed) { Output.note(line) }
        }
        lookups.explainRequests()

        let root = FilePaths.root(of: path)
        let changes = ChangeSet(plan.decisions.flatMap(\.edits), root: root, known: Self.sources(of: plan))
        let isDryRun = try dryRun || Environment.isOn("dry-run")
        let result = isDryRun ? nil : FileTransaction.write(changes, root: root)
        let refusals = changes.refusals + (result?.refusals ?? [])
        let refused = Set(changes.refusals.map(\.file)).union(result?.unwritten ?? [])
        let outcome = UpdateOutcome(plan: plan, refused: refused, isDryRun: isDryRun)
        show(outcome, changes: changes, as: format)

        Session.tell(plan)
        for refusal in refusals { Output.note("error: \(refusal)") }
        if result?.isWithdrawn == true { Output.note("error: no file was written: all are written, or none") }
        if !refusals.isEmpty { throw ExitCode.failure }
        if plan.isIncomplete { throw ExitCode.incomplete }
        if FailOn.isMet(failures, by: plan) { throw ExitCode.found }
    }

    /// The files that are to be edited, as they were read.
    private static func sources(of plan: Plan) -> [String: [UInt8]] {
        let sites = plan.decisions.filter { !$0.edits.isEmpty }.flatMap(\.reference.sites)
        return Dictionary(sites.compactMap { site in site.source.map { (site.file, $0) } }) { first, _ in first }
    }

    private func show(_ outcome: UpdateOutcome, changes: ChangeSet, as format: UpdateFormat) {
        let sum = UpdateSummary.line(for: outcome.plan, updated: outcome.updated, dryRun: outcome.isDryRun)
        switch format {
        case .json:
            let written = outcome.isDryRun ? [] : outcome.updated
            Output.write(UpdateDocument.value(of: outcome.plan, written: written, edits: outcome.edits).json)
            Output.note(sum)
        case .text where outcome.isDryRun:
            // The diff is for `git apply`: nothing else goes to stdout.
            for change in changes.changes { Output.write(UnifiedDiff.of(change)) }
            Output.note(sum)
        case .text:
            for line in UpdateLines.lines(for: outcome.plan, updated: outcome.updated) { Output.write("\(line)\n") }
            Output.write("\(sum)\n")
        }
    }

    private func validateTarget(_ target: String?, _ references: [Reference]) throws {
        guard let target else { return }
        let artifacts = Set(references.compactMap { $0.artifact?.identity }).sorted()
        guard artifacts.count == 1 else {
            let names = artifacts.isEmpty ? "none is" : "these are:\n  \(artifacts.joined(separator: "\n  "))"
            throw ValidationError("--to \(target) is for references to one artifact, \(names)")
        }
    }
}

/// The values of `-o` for `astern update`.
enum UpdateFormat: String, OutputFormat {
    case text, json
}

/// What of a plan was carried out.
struct UpdateOutcome {
    let plan: Plan
    /// Ids of the references whose edits are proven and, unless it is a dry run, written.
    let updated: Set<String>
    let edits: [Edit]
    let isDryRun: Bool

    init(plan: Plan, refused: Set<String>, isDryRun: Bool) {
        let carried = plan.decisions.filter { decision in
            !decision.edits.isEmpty && !decision.edits.contains { refused.contains($0.file) }
        }
        self.plan = plan
        self.isDryRun = isDryRun
        updated = Set(carried.map(\.reference.id))
        var seen: Set<Edit> = []
        edits = carried.flatMap(\.edits).filter { seen.insert($0).inserted }
    }
}
