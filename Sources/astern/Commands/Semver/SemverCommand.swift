import ArgumentParser
import Glibc
import Versioning

struct SemverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "semver", _superCommandName: "astern",
        abstract: "Try a constraint against versions, as Helm and Flux resolve it.",
        subcommands: [SemverMatch.self, SemverSort.self, SemverLatest.self, SemverExplain.self, SemverCheck.self]
    )

    static func constraint(_ text: String) throws -> Constraint {
        do throws(ConstraintError) {
            return try Constraint(text)
        } catch {
            throw ValidationError("'\(text)' is not a constraint: \(error)")
        }
    }

    /// The versions given, or the lines of stdin where none are.
    static func texts(_ given: [String]) -> [String] {
        guard given.isEmpty else { return given }
        var lines: [String] = []
        while let line = readLine() {
            if !line.isEmpty { lines.append(line) }
        }
        return lines
    }
}

struct SemverMatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Print the versions that a constraint allows; exit 1 when there are none."
    )

    @Argument(help: "The constraint, for example '^1.2 || ~3.4'.") var constraint: String
    @Argument(help: "Versions; without any, the lines of stdin.") var versions: [String] = []

    func run() throws {
        let constraint = try SemverCommand.constraint(constraint)
        let allowed = SemverCommand.texts(versions).filter { text in
            (try? Version(text)).map(constraint.allows) ?? false
        }
        Output.write(allowed.map { "\($0)\n" }.joined())
        if allowed.isEmpty { throw ExitCode.failure }
    }
}

struct SemverSort: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sort", abstract: "Print versions in ascending order; texts that are no versions go to stderr."
    )

    @Flag(name: .shortAndLong, help: "Newest first.") var reverse = false
    @Argument(help: "Versions; without any, the lines of stdin.") var versions: [String] = []

    func run() throws {
        var sorted: [Version] = []
        for text in SemverCommand.texts(versions) {
            do throws(VersionError) {
                sorted.append(try Version(text))
            } catch {
                Output.note("'\(text)' is not a version: \(error)")
            }
        }
        sorted.sortByPrecedence()
        let texts = reverse ? sorted.reversed().map(\.text) : sorted.map(\.text)
        Output.write(texts.map { "\($0)\n" }.joined())
    }
}

struct SemverLatest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latest", abstract: "Print the newest version that a constraint allows; exit 1 when there is none."
    )

    @Argument(help: "The constraint.") var constraint: String
    @Argument(help: "Versions; without any, the lines of stdin.") var versions: [String] = []
    @Flag(name: .long, help: "Three parts, no `v`: what Helm sees of a registry's tags.") var strict = false
    @Flag(name: .long, help: "Three parts, a `v` allowed: what Flux sees.") var flux = false

    func run() throws {
        let constraint = try SemverCommand.constraint(constraint)
        let texts = SemverCommand.texts(versions)
        guard let best = constraint.latest(of: texts, strict: strict, threePart: flux) else {
            Output.note("none of \(texts.count) versions is within '\(constraint.text)'")
            throw ExitCode.failure
        }
        Output.write("\(best.text)\n")
    }
}
