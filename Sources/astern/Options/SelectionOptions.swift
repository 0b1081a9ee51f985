import ArgumentParser
import Artifacts
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

    @Flag(name: .long, help: "Take pre-releases too.")
    var prerelease = false

    @Flag(name: .long, help: "Leave digests alone that have moved under an unchanged tag.")
    var noDigests = false

    func selection() throws -> Selection {
        var selection = Selection()
        selection.only = only.orEnvironment("only")
        selection.exclude = exclude.orEnvironment("exclude")
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

    func rules(target: String? = nil) throws -> Rules {
        try Self.rules(change: change, prerelease: prerelease, noDigests: noDigests, target: target)
    }

    static func rules(
        change: String?, prerelease: Bool, noDigests: Bool = false, target: String? = nil
    ) throws -> Rules {
        let text = change ?? Environment.flag("change") ?? Change.minor.rawValue
        guard let reach = Change(rawValue: text), reach != .none else {
            throw ValidationError("--change \(text): expected digest, prerelease, patch, minor or major")
        }
        return Rules(
            reach: reach, allowPrerelease: try prerelease || Environment.isOn("prerelease"),
            followDigests: try !(noDigests || Environment.isOn("no-digests")), target: target
        )
    }
}

extension Array where Element == String {
    /// The flag's values, else those of its environment form.
    func orEnvironment(_ name: String) -> [String] {
        isEmpty ? Environment.list(name) : self
    }
}
