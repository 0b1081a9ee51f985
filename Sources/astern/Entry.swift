import ArgumentParser
import Glibc
import Transport

@main
enum Entry {
    static func main() async {
        // A reader that goes away (`astern … | head`) is no reason to die loudly: the write fails, and we stop.
        signal(SIGPIPE, SIG_IGN)
        // The one question that must cost nothing is answered before the commands are set up.
        if CommandLine.arguments.count == 2, CommandLine.arguments[1] == "--version" {
            Output.write("astern \(AsternVersion.text)\n")
            return
        }
        await run(Array(CommandLine.arguments.dropFirst()))
    }

    /// Whether no request will be made; a mere guess, for which nothing depends but a few milliseconds.
    private static func isOffline(_ arguments: [String]) -> Bool {
        ["snapshot", "upstream", "offline"].contains { name in
            Environment.flag(name) != nil
                || arguments.contains {
                    $0 == "--\(name)" || $0.hasPrefix("--\(name)=") || $0 == "--help" || $0 == "-h"
                }
        }
    }

    /// Hands over to the command that is named; `astern` itself answers for help and for wrong names.
    ///
    /// The parser describes to itself every command below the one that it starts from: starting from the one that is
    /// meant saves a millisecond of each run.
    private static func run(_ arguments: [String]) async {
        let named = arguments.first.flatMap { name in
            Astern.configuration.subcommands.first { $0._commandName == name }
        }
        if named?.asksUpstream == true, !isOffline(arguments) { HTTPClient.prepare() }
        switch named {
        case let command as any AsyncParsableCommand.Type: await run(command, Array(arguments.dropFirst()))
        case let command?: command.main(Array(arguments.dropFirst()))
        case nil: await Astern.main(arguments)
        }
    }
}

extension Entry {
    /// As `main(_:)` of the command, but a run that fails early waits for libcurl, which is being loaded meanwhile.
    private static func run<Command: AsyncParsableCommand>(_ type: Command.Type, _ arguments: [String]) async {
        do {
            var command = try type.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            HTTPClient.settle()
            type.exit(withError: error)
        }
    }
}

extension ParsableCommand {
    fileprivate static var asksUpstream: Bool {
        self == ReportCommand.self || self == UpdateCommand.self || self == WhyCommand.self || self == TagsCommand.self
            || self == ReviewCommand.self
    }
}

/// The version of the program; `CHANGELOG.md` says what each brought.
enum AsternVersion {
    static let text = "0.1.0"
}
