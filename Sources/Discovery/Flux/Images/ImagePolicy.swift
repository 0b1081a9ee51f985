public import Artifacts
public import Versioning

/// A Flux `ImagePolicy` with the `ImageRepository` that it names: which tag of which image is to be written.
///
/// Source: image-reflector-controller (`reference/flux.md` of the design, sections 1 and 2), API versions v1alpha1 to v1.
public struct ImagePolicy: Sendable {
    /// What happens to digests: `spec.digestReflectionPolicy`.
    public enum DigestReflection: String, Sendable {
        case never = "Never"
        /// A digest that stands there stays as long as the tag does.
        case ifNotPresent = "IfNotPresent"
        case always = "Always"
    }

    /// `namespace/name`, as a marker names it.
    public let name: String
    /// `spec.image` of the repository, as written: what a marker writes for the name.
    public let image: String
    public let repository: RepositoryName
    public let policy: Policy
    public let digests: DigestReflection
    /// Tags that match one of these are not seen (`spec.exclusionList`).
    public let exclusions: [TagFilter]
    /// The policy or its repository is suspended: Flux goes on writing what it selected before.
    public let isSuspended: Bool

    public init(
        name: String, image: String, repository: RepositoryName, policy: Policy, digests: DigestReflection = .never,
        exclusions: [TagFilter] = [], isSuspended: Bool = false
    ) {
        self.name = name
        self.image = image
        self.repository = repository
        self.policy = policy
        self.digests = digests
        self.exclusions = exclusions
        self.isSuspended = isSuspended
    }

    /// The tag that Flux selects of all tags of the repository.
    public func select(from tags: [String]) throws(PolicyError) -> String {
        try policy.latest(of: visible(tags), ties: .byBytes)
    }

    private func visible(_ tags: [String]) -> [String] {
        tags.filter { tag in !exclusions.contains { $0.value(of: tag) != nil } }
    }
}

/// What a marker says of a reference: the policy that decides it, or why there is none.
public struct PolicyMark: Sendable {
    /// `namespace/name`, or what stands in the marker when that names none.
    public let name: String
    public let outcome: Outcome

    public enum Outcome: Sendable {
        case found(ImagePolicy)
        /// No such policy is in the tree, or several that differ are.
        case missing(String)
        /// The policy or its repository cannot be read: a bad range, pattern or image.
        case invalid(String)
    }

    public init(name: String, outcome: Outcome) {
        self.name = name
        self.outcome = outcome
    }

    public var policy: ImagePolicy? {
        if case .found(let policy) = outcome { policy } else { nil }
    }
}
