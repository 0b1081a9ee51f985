/// What kind of thing a reference names; the raw values are part of the JSON contract.
public enum ArtifactKind: String, CaseIterable, Sendable {
    case helmChart, ociChart, ociArtifact, image, gitTag
}

/// What is referenced, by its upstream identity.
///
/// The identity is the key of snapshots, selection, holds and cache: `host/path` in a registry, `URL#name` for a chart
/// of an HTTP repository, `https://host/path` for a Git repository.
public enum Artifact: Hashable, Sendable, CustomStringConvertible {
    case oci(RepositoryName)
    case chart(ChartRepository, name: String)
    case git(GitRepositoryName)

    public var identity: String {
        switch self {
        case .oci(let repository): repository.description
        case .chart(let repository, let name): "\(repository.url)#\(name)"
        case .git(let repository): repository.identity
        }
    }

    /// The short name that people use: the chart's name or the last segment of the path.
    public var lastSegment: String {
        switch self {
        case .oci(let repository): repository.lastSegment
        case .chart(_, let name): name
        case .git(let repository):
            repository.identity.split(separator: "/").last.map(String.init) ?? repository.identity
        }
    }

    public var description: String { identity }

    /// Reads an artifact as people type it: `oci://…`, `URL#name`, a Git URL, or an image; tag and digest are left out.
    public init?(typed text: String) {
        if text.hasPrefix("oci://") {
            guard let reference = OCIReference(url: text) else { return nil }
            self = .oci(reference.repository)
        } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
            guard let hash = text.lastIndex(of: "#") else {
                guard let repository = GitRepositoryName(text) else { return nil }
                self = .git(repository)
                return
            }
            let name = String(text[text.index(after: hash)...])
            guard let repository = ChartRepository(String(text[..<hash])), !name.isEmpty else { return nil }
            self = .chart(repository, name: name)
        } else if let reference = OCIReference(image: text) {
            self = .oci(reference.repository)
        } else if let repository = GitRepositoryName(text) {
            // `ssh://git@host/path` and `git@host:path`; an image with a digest, which looks alike, was read before.
            self = .git(repository)
        } else {
            return nil
        }
    }
}
