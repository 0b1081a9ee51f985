/// What a request is for, said by whoever makes it: which question, and about what.
///
///     RequestPurpose(.tags, of: "ghcr.io/org/app")     // "tags of ghcr.io/org/app"
public struct RequestPurpose: Hashable, Sendable {
    /// The questions that are asked of upstreams: a closed list, so that counts for each of them can be compared.
    public enum Question: String, CaseIterable, Sendable {
        /// A page of a repository's tags.
        case tags
        /// What a tag points at, by HEAD.
        case digest
        /// A manifest or an index.
        case manifest
        case blob
        /// What refers to a manifest: signatures, attestations.
        case referrers
        /// A bearer token.
        case token
        /// `index.yaml` of a chart repository.
        case chartIndex = "chart index"
        case chartArchive = "chart archive"
        /// Whether a server speaks TLS.
        case probe
        /// An API of a forge: pull requests, releases.
        case forge
        /// Whoever asked did not say.
        case unstated
    }

    public let question: Question

    /// What is asked about, as users write it: `ghcr.io/org/app`, `https://charts.example.com`.
    public let subject: String

    public init(_ question: Question, of subject: String) {
        self.question = question
        self.subject = subject
    }

    public static let unstated = RequestPurpose(.unstated, of: "")
}

extension RequestPurpose: CustomStringConvertible {
    public var description: String {
        subject.isEmpty ? question.rawValue : "\(question.rawValue) of \(RemoteText.clean(subject))"
    }
}
