import Artifacts
public import Discovery
import SourceYAML

/// Finds the references that a person means by one word on the command line.
public struct ReferenceQuery: Sendable {
    public enum Outcome: Sendable {
        case found([Reference])
        /// Several different things are meant: artifacts or objects, by name.
        case ambiguous([String])
        /// Nothing is; names that come near.
        case unknown([String])
    }

    private let references: [Reference]

    public init(_ references: [Reference]) {
        self.references = references
    }

    /// Tries, in this order: id, `FILE[:LINE]`, `Kind/namespace/name` or `Kind/name`, artifact, last segment of one.
    public func find(_ word: String) -> Outcome {
        for match in [byID, byPlace, byArtifact] {
            let found = match(word)
            if !found.isEmpty { return .found(found) }
        }
        let owned = byOwner(word)
        if !owned.isEmpty { return distinct(owned) { $0.owner.label } }
        let named = references.filter { $0.artifact?.lastSegment == word || $0.owner.name == word }
        if !named.isEmpty {
            let byArtifact = named.filter { $0.artifact?.lastSegment == word }
            return byArtifact.isEmpty
                ? distinct(named) { $0.owner.label } : distinct(byArtifact) { $0.artifact?.identity ?? $0.id }
        }
        return .unknown(near(word))
    }

    private func distinct(_ found: [Reference], by label: (Reference) -> String) -> Outcome {
        let labels = Set(found.map(label)).sorted()
        return labels.count == 1 ? .found(found) : .ambiguous(labels)
    }

    private func byID(_ word: String) -> [Reference] { references.filter { $0.id == word } }

    private func byPlace(_ word: String) -> [Reference] {
        let file = references.filter { $0.sites.contains { $0.file == word } }
        if !file.isEmpty { return file }
        guard let colon = word.lastIndex(of: ":"), let line = Int(word[word.index(after: colon)...]) else { return [] }
        let path = String(word[..<colon])
        return references.filter { $0.sites.contains { $0.file == path && $0.position.line == line } }
    }

    private func byArtifact(_ word: String) -> [Reference] {
        guard let artifact = Artifact(typed: word) else { return [] }
        return references.filter { $0.artifact == artifact || $0.artifact?.identity == word }
    }

    private func byOwner(_ word: String) -> [Reference] {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3, let kind = parts.first, let name = parts.last else { return [] }
        return references.filter { reference in
            guard reference.owner.kind?.lowercased() == kind.lowercased(), reference.owner.name == name else {
                return false
            }
            return parts.count == 2 || (reference.owner.namespace ?? "") == parts[1]
        }
    }

    /// Names that hold the word, or that the word holds: at most ten.
    private func near(_ word: String) -> [String] {
        guard !word.isEmpty else { return [] }
        let names = Set(references.compactMap { $0.artifact?.identity } + references.compactMap(\.owner.name))
        return Array(names.filter { !$0.isEmpty && ($0.contains(word) || word.contains($0)) }.sorted().prefix(10))
    }
}

extension Owner {
    /// `Kind/namespace/name`, as the command line takes it.
    public var label: String {
        [kind, namespace, name].compactMap { $0 }.joined(separator: "/")
    }
}
