public import Artifacts

/// One place in the tree that names a version of an artifact; it may span several scalars.
public struct Reference: Sendable {
    /// `file#document:/path` of the site that carries the version; unique in a tree.
    public let id: String
    public var kind: ArtifactKind
    /// Nil when the source that would name it is not found in the tree, or is not written out.
    public let artifact: Artifact?
    /// What the reference might mean, when the tree holds several fitting sources.
    public let candidates: [Artifact]
    public let owner: Owner
    /// How the source was found; nil where none is needed or none was found.
    public let bound: Binding?
    public let pin: Pin
    /// In the order of the file; never empty.
    public let sites: [Site]
    /// The rules by which the artifact's versions are read.
    public let scheme: SchemeHint
    /// Why the artifact is not known, for a person; nil when it is.
    public let unbound: String?
    /// True when what names the artifact holds a variable or a template: there is nothing to look up.
    public let isTemplated: Bool
    /// Why there is nothing to look up although no template stands in the name; where the artifact is not known, `unbound`
    /// says it for a person.
    public let untracked: Untracked?
    /// A lock file of the tree that pins the same version once more: a change here alone would break it.
    public let lock: String?
    /// Why the version that is written is none yet, for a person: the variable without a value, and where it would have
    /// to be defined.
    public let unresolved: String?
    /// The `$imagepolicy` marker that decides the reference.
    public let mark: PolicyMark?

    public init(
        id: String, kind: ArtifactKind, artifact: Artifact?, candidates: [Artifact] = [], owner: Owner,
        bound: Binding? = nil, pin: Pin, sites: [Site], scheme: SchemeHint, unbound: String? = nil,
        isTemplated: Bool = false, untracked: Untracked? = nil, lock: String? = nil, unresolved: String? = nil,
        mark: PolicyMark? = nil
    ) {
        self.id = id
        self.kind = kind
        self.artifact = artifact
        self.candidates = candidates
        self.owner = owner
        self.bound = bound
        self.pin = pin
        self.sites = sites
        self.scheme = scheme
        self.unbound = unbound
        self.isTemplated = isTemplated
        self.untracked = untracked
        self.lock = lock
        self.unresolved = unresolved
        self.mark = mark
    }

    /// The site that carries the version, else the tag, else the image: what the id and the tables show.
    public var mainSite: Site { Site.main(of: sites) }
}

/// What the tree pins: a version, a digest, both, or a range.
public struct Pin: Hashable, Sendable {
    /// The version or tag as written, without a digest; nil when none is written.
    public let version: String?
    public let digest: Digest?
    /// The text of a range; then `version` is nil.
    public let constraint: String?
    /// A Go regular expression, unanchored: the range sees only the tags that match (`semverFilter` of Flux).
    public let filter: String?

    public init(
        version: String? = nil, digest: Digest? = nil, constraint: String? = nil, filter: String? = nil
    ) {
        self.version = version
        self.digest = digest
        self.constraint = constraint
        self.filter = filter
    }
}

/// How the versions of the artifact are read (section 6.1 of the design).
public enum SchemeHint: Hashable, Sendable {
    /// An entry of a chart repository's index: Masterminds semver.
    case chartIndex
    /// A chart in a registry: tags of three parts, `_` read as `+`.
    case chartTag
    /// A chart in a registry that Helm itself lists (`HelmRepository` of type oci): as `chartTag`, but a range sees
    /// only tags that are strict semantic versions, so `v1.2.3` never comes of it.
    case strictChartTag
    /// An OCI artifact: as `chartTag` when the current version has three parts, else inferred.
    case artifactTag
    /// A tag of a Git repository: inferred; a range sees tags of three parts, as source-controller reads them.
    case gitTag
    /// A release that is tagged with a leading `v` and may be written without: three parts.
    case release
    /// A container image or anything else: inferred from the tag.
    case tag
}

/// The object that a reference belongs to; a file that is no Kubernetes object has only what it has.
public struct Owner: Hashable, Sendable {
    public let apiVersion: String?
    public let kind: String?
    public let namespace: String?
    public let name: String?

    public init(apiVersion: String?, kind: String?, namespace: String?, name: String?) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }
}

/// Why a reference names nothing that could be listed.
public enum Untracked: Hashable, Sendable {
    /// Values set a tag alone: the repository is the chart's default.
    case noRepository
    /// An annotation names a datasource that is none of our kinds.
    case foreignDatasource
    /// A branch is followed, whose name says which releases: `release-1.27`.
    case branch
}

/// How a reference found its source; the raw values are part of the JSON contract.
public enum Binding: String, Sendable {
    /// The reference names the namespace of its source.
    case explicitNamespace
    /// Reference and source are written in the same namespace.
    case sameNamespace
    /// The namespace comes from a kustomization or a Flux `Kustomization` that includes the file.
    case kustomizationNamespace
    /// Several sources fit, and the one beside the reference (same file, else same folder) is meant.
    case sameFolder
    /// No namespace can be told, and the tree holds only one artifact that fits.
    case onlyCandidate
    /// The reference is a patch; the object that it patches names the source.
    case patchedObject
}
