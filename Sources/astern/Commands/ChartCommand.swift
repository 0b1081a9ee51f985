import ArgumentParser
import Charts
import Reporting
import Tracking

struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", _superCommandName: "astern",
        abstract: "Show a chart: metadata, dependencies, CRDs, images, values.",
        discussion: """
            Without a flag: what the chart is, what it needs and what it brings. The flags print one of its files, or one \
            list, alone; with -o json they add it to the document.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "An artifact (https://charts.example.com#app, oci://…), a reference of the tree here, a .tgz or a folder.",
            valueName: "reference"))
    var reference: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A version or a range; by default what the tree has, for an artifact the newest stable.",
            valueName: "version"))
    var version: String?

    @Flag(help: "One part alone.") var part: Part?

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @OptionGroup(title: "Upstream") var source: SourceOptions

    enum Part: String, EnumerableFlag {
        case values, schema, crds, images, readme, changes

        static func help(for value: Part) -> ArgumentHelp? {
            switch value {
            case .values: "values.yaml, byte by byte."
            case .schema: "values.schema.json, byte by byte."
            case .crds: "The manifests in crds/, those of sub-charts too."
            case .images: "The images that the chart runs by default."
            case .readme: "The README."
            case .changes: "What changed: the annotation artifacthub.io/changes, else the changelog."
            }
        }
    }

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let part = try part ?? Part.allCases.first { try Environment.isOn($0.rawValue) }
        let lookup = ChartLookup(word: reference, version: version ?? Environment.flag("version"), source: source)
        let inspected = try await lookup.inspect()
        switch format {
        case .json:
            let inclusion = part.flatMap { ChartDocument.Inclusion(rawValue: $0.rawValue) }
            Output.write(ChartDocument.value(of: inspected, including: inclusion.map { [$0] } ?? []).json)
        case .text:
            if let part {
                try print(part, of: inspected.chart)
            } else {
                Output.write(ChartText.text(of: inspected))
            }
        }
        for mismatch in inspected.mismatches { Output.note(ChartText.sentence(mismatch, source: inspected.source)) }
    }

    private func print(_ part: Part, of chart: Chart) throws {
        let name = "\(chart.metadata.name) \(chart.metadata.version)"
        switch part {
        case .values, .schema, .readme:
            guard let bytes = ChartDocument.Inclusion(rawValue: part.rawValue)?.bytes(of: chart) else {
                let file = part == .values ? "values.yaml" : part == .schema ? "values.schema.json" : "README"
                throw Failure("\(name) has no \(file)")
            }
            Output.write(bytes)
        case .crds:
            let manifests = ChartManifests.crds(of: chart)
            Output.write(manifests)
            if manifests.isEmpty {
                let count = chart.definitions.found.count
                let rest = count == 0 ? "" : "; \(count) of its templates are CRDs, which helm template shows"
                Output.note("\(name) has nothing in crds/\(rest)")
            }
        case .images:
            let images = ChartText.images(of: chart)
            Output.write(images)
            if images.isEmpty { Output.note("the values of \(name) name no images") }
        case .changes:
            guard let text = ChangesText.text(of: chart) else {
                throw Failure("\(name) has neither the annotation artifacthub.io/changes nor a changelog")
            }
            Output.write(text)
        }
    }
}
