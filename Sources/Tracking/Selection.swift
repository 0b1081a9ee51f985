public import Artifacts
public import Discovery

/// Which references of a tree are decided: what the shared selection flags say.
public struct Selection: Sendable {
    public var only: [String] = []
    public var exclude: [String] = []
    public var kinds: Set<ArtifactKind> = []
    public var namespaces: Set<String> = []
    public var paths: [String] = []

    public init() {}

    public func apply(to references: [Reference]) -> [Reference] {
        // A value that exists in the tree means itself, whatever its characters would mean in a pattern.
        let artifacts = Set(references.compactMap { $0.artifact?.identity })
        let files = Set(references.flatMap { $0.sites.map(\.file) })
        let only = only.map { GlobPattern($0, literals: artifacts) }
        let exclude = exclude.map { GlobPattern($0, literals: artifacts) }
        let paths = paths.map { GlobPattern($0, literals: files) }
        return references.filter { reference in
            if !kinds.isEmpty, !kinds.contains(reference.kind) { return false }
            if !namespaces.isEmpty, !namespaces.contains(reference.owner.namespace ?? "") { return false }
            if !paths.isEmpty,
                !reference.sites.contains(where: { site in paths.contains { $0.matches(path: site.file) } })
            {
                return false
            }
            if !only.isEmpty, !only.contains(where: { $0.matches(reference.artifact) }) { return false }
            return !exclude.contains { $0.matches(reference.artifact) }
        }
    }
}

extension GlobPattern {
    fileprivate func matches(_ artifact: Artifact?) -> Bool {
        guard let artifact else { return false }
        return matches(artifact: artifact.identity, lastSegment: artifact.lastSegment)
    }
}
