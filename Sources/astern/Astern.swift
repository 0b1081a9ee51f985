import ArgumentParser

struct Astern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "astern",
        abstract: "Tells which versions a GitOps tree pins, what upstream offers, and brings the tree forward.",
        discussion: """
            Reads Flux, Helm and Kustomize files as they lie on disk: no cluster, no server. Edits are bytes: nothing \
            but the version changes in a file.

            Exit codes: 0 done, 1 failed, 3 done but something could not be decided, 10 found what --fail-on names, \
            64 wrong usage.
            """,
        version: AsternVersion.text,
        subcommands: [
            ReportCommand.self, UpdateCommand.self, WhyCommand.self, ReviewCommand.self, TagsCommand.self,
            ChartCommand.self, DepsCommand.self, SemverCommand.self, PolicyCommand.self, CacheCommand.self,
            ConfigCommand.self, VersionCommand.self,
        ]
    )
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", _superCommandName: "astern", abstract: "Print the version.")

    func run() throws {
        Output.write("astern \(AsternVersion.text)\n")
    }
}
