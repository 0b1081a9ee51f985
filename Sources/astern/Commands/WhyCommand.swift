import ArgumentParser
import Discovery
import Reporting
import Tracking

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", _superCommandName: "astern",
        abstract: "Explain a decision: what upstream lists, what was rejected and why, what was chosen."
    )

    @Argument(
        help: ArgumentHelp(
            "What to explain: an id, FILE[:LINE], Kind/namespace/name, an artifact or its last segment.",
            valueName: "reference"))
    var reference: String

    @Argument(help: "The tree: a directory or a single file.")
    var path: String = "."

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Charts") var checks: CheckOptions
    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let settings = try Settings(path: path)
        let rules = try selection.rules(settings)
        let session = try await Session(path: path, settings: settings)
        let references = try selection.selection(settings).apply(to: try session.references([reference]))
        let plan = try await session.plan(references, rules: rules, checks: checks, source: source)
        switch format {
        case .json:
            Output.write(ReportFormat.json.text(of: plan, color: false))
        case .text:
            let texts = plan.decisions.map { WhyText.text(of: $0, findings: plan.findings) }
            Output.write(texts.joined(separator: "\n"))
        }
        if plan.decisions.contains(where: { $0.status == .unknown }) { throw ExitCode.incomplete }
    }
}
