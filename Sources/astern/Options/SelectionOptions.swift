import ArgumentParser
import Artifacts
import Configuration
import Tracking
import Versioning

/// Which references are meant, and how far they may move: shared by all commands that decide.
struct SelectionOptions: ParsableArguments {
    @Option(name: .long, parsing: .singleValue, help: "Only artifacts that match the glob. Repeatable.")
    var only: [String] = []

    @Option(name: .long, parsing: .singleValue, help: "Leave out artifacts that match the glob. Repeatable.")
    var exclude: [String] = []

    @Option(
        name: .long, parsing: .singleValue,
        help: "Only this kind: helmChart, ociChart, ociArtifact, image, gitTag. Repeatable."
    )
    var kind: [String] = []

    @Option(name: .long, parsing: .singleValue, help: "Only objects of this namespace. Repeatable.")
    var namespace: [String] = []

    @Option(
        name: .long, parsing: .singleValue, help: "Only references in files that match the glob. Repeatable.")
    var path: [String] = []

    @Option(
        name: .long, help: "The greatest step of an update: digest, prerelease, patch, minor (default), major.")
    var change: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Take pre-releases too (default: no).")
    var prerelease: Bool?

    @Flag(
        name: .long, inversion: .prefixedNo,
        help: "Follow digests that have moved under an unchanged tag, or leave them alone (default: follow).")
    var digests: Bool?

    func selection(_ settings: Settings) throws -> Selection {
        let section = settings.configuration.selection
        var selection = Selection()
        selection.only = only.orEnvironment("only", else: section.only)
        selection.exclude = exclude.orEnvironment("exclude", else: section.exclude)
        selection.namespaces = Set(namespace.orEnvironment("namespace"))
        selection.paths = path.orEnvironment("path")
        for name in kind.orEnvironment("kind") {
            guard let kind = ArtifactKind(rawValue: name) else {
                let known = ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--kind \(name): expected one of \(known)")
            }
            selection.kinds.insert(kind)
        }
        return selection
    }

    func rules(_ settings: Settings, target: String? = nil) throws -> Rules {
        try Self.rules(settings, change: change, prerelease: prerelease, digests: digests, target: target)
    }

    static func rules(
        _ settings: Settings, change: String?, prerelease: Bool?, digests: Bool? = nil, target: String? = nil
    ) throws -> Rules {
        let section = settings.configuration.update
        return Rules(
            reach: try reach(change) ?? section.change?.value ?? .minor,
            allowPrerelease: try prerelease ?? Environment.switched("prerelease") ?? section.prerelease?.value ?? false,
            followDigests: try digests ?? digestsInEnvironment() ?? section.digests?.value ?? true, target: target
        )
    }

    private static func reach(_ change: String?) throws -> Change? {
        guard let text = change ?? Environment.flag("change") else { return nil }
        guard let reach = Change(rawValue: text), reach != .none else {
            throw ValidationError("--change \(text): expected digest, prerelease, patch, minor or major")
        }
        return reach
    }

    /// Both forms of the flag have one.
    static func digestsInEnvironment() throws -> Bool? {
        try Environment.switched("no-digests").map { !$0 } ?? Environment.switched("digests")
    }
}

extension Array where Element == String {
    /// The flag's values, else those of its environment form.
    func orEnvironment(_ name: String) -> [String] {
        isEmpty ? Environment.list(name) : self
    }

    /// The flag's values, else those of its environment form, else those of the configuration.
    func orEnvironment(_ name: String, else setting: Setting<[String]>?) -> [String] {
        let given = orEnvironment(name)
        return given.isEmpty ? setting?.value ?? [] : given
    }
}
