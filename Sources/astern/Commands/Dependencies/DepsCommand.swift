import ArgumentParser

struct DepsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deps", _superCommandName: "astern",
        abstract: "A chart's own dependencies: what is behind, whether the lock is right, and bringing both forward.",
        subcommands: [DepsList.self, DepsVerify.self, DepsUpdate.self]
    )
}

/// The charts that a command of `deps` is about.
struct ChartArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Charts: folders, their Chart.yaml, or archives; a folder that is no chart stands for all charts in it.",
            valueName: "chart"))
    var charts: [String] = ["."]

    /// The configuration of the tree that the first of them lies in.
    func settings() throws -> Settings { try Settings(path: charts.first ?? ".") }
}
