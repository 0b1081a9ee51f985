import ArgumentParser
import Charts
import Discovery
import Editing
import Reporting
import SourceYAML
import Tracking

struct DepsUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Raise a chart's dependencies, and write its lock as Helm does; with --vendor refresh charts/ too."
    )

    @OptionGroup var arguments: ChartArguments

    @Flag(name: .long, help: "Bring charts/ forward too: fetch the archives, pack local charts, remove old archives.")
    var vendor = false

    @Flag(name: .long, help: "Print a unified diff and write nothing.")
    var dryRun = false

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let settings = try arguments.settings()
        let rules = try selection.rules(settings)
        let chosen = try selection.selection(settings)
        let isDryRun = try dryRun || Environment.isOn("dry-run")
        let targets = try await ChartTargets.find(arguments.charts, settings: settings)
        if let archive = targets.all.first(where: { $0.archive != nil }) {
            throw Failure("\(archive.label): an archive cannot be updated, only the chart that it is made of")
        }
        let lookups = try source.source(settings)
        var outcome = DepsOutcome()
        for group in targets.groups {
            let session = try DepsSession(group, rules: rules, source: source, lookups: lookups, settings: settings)
            let tree = DiscoveredTree(
                references: chosen.apply(to: group.tree.references), filesRead: group.tree.filesRead,
                skipped: group.tree.skipped, charts: group.tree.charts)
            var plans: [DepsPlan] = []
            for (target, update) in zip(
                group.targets, await session.planner.plan(tree, charts: group.targets.map(\.files)))
            {
                plans.append(await plan(target, update, session))
            }
            outcome.add(plans, root: session.root, isDryRun: isDryRun)
        }
        lookups.explainRequests()
        show(outcome, as: format, isDryRun: isDryRun, isList: targets.isList)
        let isIncomplete = targets.tellUnreadable()
        if !outcome.refusals.isEmpty { throw ExitCode.failure }
        if isIncomplete { throw ExitCode.incomplete }
        if outcome.plans.contains(where: { $0.error != nil }) {
            throw targets.isList ? ExitCode.incomplete : ExitCode.failure
        }
    }

    private func plan(_ target: ChartTarget, _ update: ChartUpdate, _ session: DepsSession) async -> DepsPlan {
        var plan = DepsPlan(target: target, update: update)
        guard update.problem == nil else { return plan }
        let folder = target.files.folder
        if let lock = update.newLock {
            plan.changes.append(.init(file: update.lockFile, before: nil, after: lock))
        }
        guard vendor else { return plan }
        let place = "\(target.folder ?? ".")/charts"
        let present = VendoredCharts(folder: place).archives.compactMap { item in
            FilePaths.read("\(place)/\(item.file)").map {
                VendorPlan.Archive(file: item.file, bytes: $0, metadata: item.metadata)
            }
        }
        let vendored = await session.planner.vendor(update, present: present, pack: session.pack)
        plan.problems = vendored.problems
        plan.notes = vendored.notes
        let prefix = folder.isEmpty ? "charts" : "\(folder)/charts"
        plan.changes += vendored.changes.map { .init(file: "\(prefix)/\($0.file)", before: $0.before, after: $0.after) }
        return plan
    }

    private func show(_ outcome: DepsOutcome, as format: UpdateFormat, isDryRun: Bool, isList: Bool) {
        if format == .json {
            let documents = outcome.plans.map { plan in
                DependencyDocuments.members(
                    of: plan.update, written: outcome.isWritten(plan) && !isDryRun && plan.isChange, files: plan.files,
                    error: plan.error, label: plan.target.label)
            }
            Output.write(DependencyDocuments.value("DependencyUpdate", documents, isList: isList).json)
        } else if isDryRun {
            for change in outcome.changes { Output.write(UnifiedDiff.of(change)) }
        } else {
            for plan in outcome.plans where plan.error == nil && outcome.isWritten(plan) {
                let lines = DependencyTable.lines(of: plan.update, label: plan.target.label)
                Output.write(lines: lines + plan.files.map { "\(plan.target.label): \($0.file) \($0.action)" })
            }
        }
        for plan in outcome.plans {
            for note in plan.notes { Output.note("warning: \(plan.target.label): \(note)") }
            if let error = plan.error { Output.note("error: \(plan.target.label): \(error)") }
        }
        for refusal in outcome.refusals { Output.note("error: \(refusal)") }
        let changed = outcome.plans.count { $0.isChange && $0.error == nil && outcome.isWritten($0) }
        let words =
            changed == 0
            ? "nothing to update"
            : "\(changed) \(changed == 1 ? "chart" : "charts") "
                + (isDryRun ? "would be updated" : "updated")
        Output.note(words)
    }
}

/// What is to be written for one chart.
struct DepsPlan {
    let target: ChartTarget
    let update: ChartUpdate
    /// Files that come and go.
    var changes: [ChangeSet.FileChange] = []
    var notes: [String] = []
    /// Why the archives are not all at hand.
    var problems: [String] = []

    var edits: [Edit] { update.edits + update.lockEdits }
    var isChange: Bool { !edits.isEmpty || !changes.isEmpty }
    var error: String? { update.problem ?? (problems.isEmpty ? nil : problems.joined(separator: "; ")) }

    /// The files that come and go, with a word for what becomes of each.
    var files: [(file: String, action: String)] {
        changes.map { ($0.file, $0.before == nil ? "created" : $0.after == nil ? "removed" : "replaced") }
    }
}

/// What was written for all charts.
struct DepsOutcome {
    private(set) var plans: [DepsPlan] = []
    private(set) var changes: [ChangeSet.FileChange] = []
    private(set) var refusals: [EditRefusal] = []
    private var unwritten: Set<String> = []

    /// Carries out the plans of one tree: all of what is proven, or nothing of it.
    mutating func add(_ more: [DepsPlan], root: String, isDryRun: Bool) {
        let sound = more.filter { $0.error == nil }
        let known = Dictionary(
            sound.flatMap { plan in plan.update.chart.files.map { (plan.update.chart.path(of: $0.key), $0.value) } }
        ) { first, _ in first }
        let set = ChangeSet(
            sound.flatMap(\.edits), files: sound.flatMap(\.changes), root: root, known: known)
        plans += more
        changes += set.changes
        refusals += set.refusals
        unwritten.formUnion(set.refusals.map(\.file))
        // A chart whose lock cannot be written must not be raised either: one refusal keeps back all.
        guard set.refusals.isEmpty else {
            unwritten.formUnion(set.changes.map(\.file))
            return
        }
        guard !isDryRun else { return }
        let result = FileTransaction.write(set, root: root)
        refusals += result.refusals
        unwritten.formUnion(result.unwritten)
    }

    func isWritten(_ plan: DepsPlan) -> Bool {
        !plan.edits.contains { unwritten.contains($0.file) } && !plan.changes.contains { unwritten.contains($0.file) }
    }
}
