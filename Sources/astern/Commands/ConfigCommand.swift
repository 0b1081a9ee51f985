import ArgumentParser
import Configuration
import Reporting

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", _superCommandName: "astern",
        abstract: "Tell which configuration a run over a tree would have, and where each value comes from."
    )

    @Argument(help: "The tree: a directory or a single file.")
    var path: String = "."

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    func run() throws {
        let format = try UpdateFormat.named(output)
        guard FilePaths.exists(path) else { throw Failure("\(path): no such file or directory") }
        let settings = try Settings(path: path)
        let rows = try EffectiveConfiguration.rows(of: settings)
        let files = settings.files.map { ConfigurationDocument.File(level: $0.level.rawValue, path: $0.path) }
        switch format {
        case .json: Output.write(ConfigurationDocument.value(of: rows, files: files).json)
        case .text: Output.write(ConfigurationDocument.text(of: rows))
        }
    }
}

extension Settings {
    /// The files that were looked at, those of the tree first; one that is not there has said nothing.
    fileprivate var files: [(level: Origin.Level, path: String)] {
        let tree = places.tree.map { [(Origin.Level.tree, $0.path)] } ?? []
        let user = places.user.flatMap { FilePaths.exists($0) ? [(Origin.Level.user, $0)] : nil } ?? []
        return tree + user
    }
}
