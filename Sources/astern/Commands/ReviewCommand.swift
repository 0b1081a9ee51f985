import ArgumentParser
import Artifacts
import Discovery
import Reporting
import Tracking

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", _superCommandName: "astern",
        abstract: "Tell what moving a chart to another version changes, and what it breaks in your values."
    )

    @Argument(
        help: ArgumentHelp(
            "What to review, and the tree: an id, FILE[:LINE], Kind/namespace/name, an artifact or its last segment; a last "
                + "word that is a directory is the tree. Without a reference: every chart that is behind.",
            valueName: "reference… path"))
    var words: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The version to come from (default: the one in the tree).", valueName: "version"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The version to move to (default: what update would write, else the latest).", valueName: "version"))
    var to: String?

    @Option(name: .shortAndLong, help: "table (default), markdown or json.")
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Exit with 10 for this verdict or a worse one: check or breaks.", valueName: "verdict"))
    var failOn: String?

    @OptionGroup(title: "Charts") var checks: CheckOptions
    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let format = try ReviewFormat.named(output)
        let limit = try failOn.orEnvironment("fail-on").map(Self.verdict)
        let (words, path) = Session.split(words)
        let settings = try Settings(path: path)
        let session = try await Session(path: path, settings: settings)
        let (from, to) = (from.orEnvironment("from"), to.orEnvironment("to"))
        let lookups = try source.source(settings)
        let steps: [ReviewStep]
        let unknown: [Decision]
        if let step = Self.step(outside: session, words, from: from, to: to) {
            (steps, unknown) = ([step], [])
        } else {
            let references = try selection.selection(settings).apply(to: try session.references(words))
            let plan = try await session.plan(
                references, rules: try selection.rules(settings), checks: checks, source: source, lookups: lookups)
            (steps, unknown) = ReviewStep.all(
                in: try Self.charts(of: plan, words: words, to: to), from: from, to: to)
        }
        let reviewer = Reviewer(
            upstream: lookups.upstream, tree: session.tree, clusters: try checks.clusters(settings))
        var reviews: [ChartReview] = []
        var failures = unknown.map { decision in
            let name = decision.reference.artifact?.identity ?? decision.reference.id
            return ReviewProblem(artifact: name, message: Sentences.verdict(of: decision))
        }
        for (step, outcome) in zip(steps, await reviewer.review(steps, readsBetween: true)) {
            switch outcome {
            case .success(let review): reviews.append(review)
            case .failure(let failure):
                failures.append(ReviewProblem(artifact: step.artifact.identity, message: failure.description))
            }
        }
        lookups.explainRequests()
        if !reviews.isEmpty || format == .json {
            Output.write(format.text(of: reviews, failures: failures, color: Terminal.showsColor))
        }
        for failure in failures { Output.note(Diagnostics.unreviewed(failure)) }
        if reviews.isEmpty, failures.isEmpty { Output.note("no chart is behind") }
        guard failures.isEmpty else { throw ExitCode.incomplete }
        if let limit, reviews.contains(where: { $0.verdict >= limit }) { throw ExitCode.found }
    }

    /// The step of a chart that names its host and that the tree does not pin; nil for anything else.
    private static func step(outside session: Session, _ words: [String], from: String?, to: String?) -> ReviewStep? {
        guard let from, let to, words.count == 1, let artifact = ArtifactLookup.byHost(words[0]),
            !session.tree.references.contains(where: { $0.artifact == artifact })
        else { return nil }
        return ReviewStep(of: artifact, from: from, to: to)
    }

    /// The charts that are meant: those that are named, or where none is, those that have somewhere to go.
    private static func charts(of plan: Plan, words: [String], to: String?) throws -> [Decision] {
        let charts = plan.decisions.filter(\.isOfChart)
        guard !words.isEmpty else {
            guard to == nil else { throw ValidationError("--to is for one chart: name it") }
            return charts.filter { decision in
                let new = decision.wanted?.version ?? decision.latest?.version
                return new != nil && decision.status == .outdated
            }
        }
        guard !charts.isEmpty else {
            let kinds = Set(plan.decisions.map(\.reference.kind.rawValue)).sorted().joined(separator: ", ")
            throw ValidationError(
                "'\(words.joined(separator: " "))' names no Helm chart\(kinds.isEmpty ? "" : ", but: \(kinds)")")
        }
        let artifacts = Set(charts.compactMap { $0.reference.artifact?.identity }).sorted()
        if to != nil, artifacts.count > 1 {
            throw ValidationError("--to is for one chart, these are:\n  \(artifacts.joined(separator: "\n  "))")
        }
        return charts
    }

    private static func verdict(_ name: String) throws -> Verdict {
        guard let verdict = Verdict(rawValue: name), verdict != .safe else {
            throw ValidationError("--fail-on \(name): expected check or breaks")
        }
        return verdict
    }
}

extension ReviewFormat: OutputFormat {}

extension String? {
    /// The flag's value, else that of its environment form.
    func orEnvironment(_ name: String) -> String? { self ?? Environment.flag(name) }
}
