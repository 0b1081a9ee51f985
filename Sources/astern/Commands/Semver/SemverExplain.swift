import ArgumentParser
import Versioning

struct SemverExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell for each version whether a constraint allows it, and why not."
    )

    @Argument(help: "The constraint.") var constraint: String
    @Argument(help: "Versions; without any, the lines of stdin.") var versions: [String] = []

    func run() throws {
        let constraint = try SemverCommand.constraint(constraint)
        for text in SemverCommand.texts(versions) {
            Output.write("\(text): \(Self.verdict(on: text, constraint))\n")
        }
    }

    private static func verdict(on text: String, _ constraint: Constraint) -> String {
        do throws(VersionError) {
            let refusals = constraint.whyNot(try Version(text))
            guard !refusals.isEmpty else { return "allowed" }
            return "refused: " + refusals.map(\.sentence).joined(separator: "; ")
        } catch {
            return "not a version: \(error)"
        }
    }
}

extension Constraint.Refusal {
    fileprivate var sentence: String {
        switch reason {
        case .prerelease: "a pre-release, and `\(comparison)` names none"
        case .tooLow: "below `\(comparison)`"
        case .tooHigh: "above `\(comparison)`"
        case .excluded: "excluded by `\(comparison)`"
        }
    }
}
