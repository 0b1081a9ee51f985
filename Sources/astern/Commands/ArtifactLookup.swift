import ArgumentParser
import Artifacts
import Discovery

/// The artifact that a word on the command line means, for commands that need no tree.
enum ArtifactLookup {
    /// An artifact that names its host need not occur in the tree; anything else is looked for in the tree here.
    static func artifact(_ word: String) async throws -> Artifact {
        if let artifact = byHost(word) { return artifact }
        let session = try await Session(path: ".")
        let artifacts = Set(try session.references([word]).compactMap(\.artifact))
        guard let artifact = artifacts.first, artifacts.count == 1 else {
            let names = artifacts.map(\.identity).sorted().joined(separator: "\n  ")
            throw ValidationError("'\(word)' means several artifacts:\n  \(names)")
        }
        return artifact
    }

    /// The artifact that a word means by itself, because it names a host.
    static func byHost(_ word: String) -> Artifact? { namesHost(word) ? Artifact(typed: word) : nil }

    private static func namesHost(_ word: String) -> Bool {
        if word.contains("://") { return true }
        let first = word.prefix { $0 != "/" }
        return first.count < word.count && (first.contains(".") || first.contains(":") || first == "localhost")
    }
}
