import Artifacts

/// The artifact that an annotation names, and how its versions are read.
struct AnnotatedArtifact {
    var kind: ArtifactKind
    var artifact: Artifact?
    var scheme: SchemeHint
    /// Why the artifact is not known.
    var problem: String?
    var isForeign = false
    /// Upstream's tags have a leading `v` that the tree may leave out.
    var mayDropPrefix = false

    /// Nil when the comment names neither a datasource nor an artifact: nothing is said of versions.
    init?(_ comment: AnnotationComment) {
        switch comment.form {
        case .astern: self.init(astern: comment)
        case .renovate: self.init(renovate: comment)
        }
        if comment["extractVersion"]?.hasPrefix("^v") == true { mayDropPrefix = true }
        if mayDropPrefix, scheme == .tag { scheme = .artifactTag }
    }

    private init(_ kind: ArtifactKind, _ artifact: Artifact?, problem: String) {
        self.kind = kind
        self.artifact = artifact
        self.problem = artifact == nil ? problem : nil
        switch kind {
        case .helmChart: scheme = .chartIndex
        case .ociChart: scheme = .chartTag
        case .ociArtifact: scheme = .artifactTag
        case .image, .gitTag: scheme = .tag
        }
        mayDropPrefix = kind == .gitTag
    }

    private init?(astern comment: AnnotationComment) {
        guard let text = comment["artifact"] else { return nil }
        let artifact = Artifact(typed: text)
        let kind: ArtifactKind =
            switch artifact {
            case .oci, nil: comment["kind"].flatMap(ArtifactKind.init).flatMap { $0.isOfRegistry ? $0 : nil } ?? .image
            case .chart: .helmChart
            case .git: .gitTag
            }
        self.init(kind, artifact, problem: "'\(RedactedURL.text(text))' is not an artifact")
    }

    private init?(renovate comment: AnnotationComment) {
        guard let source = comment["datasource"] else { return nil }
        // `packageName` is what is looked up where `depName` is only what people call it.
        let name = comment["packageName"] ?? comment["depName"] ?? ""
        switch source {
        case "docker":
            let repository = OCIReference.repository(Self.bare(name, comment["registryUrl"]), hubDefaults: true)
            self.init(.image, repository.map { .oci($0) }, problem: "'\(name)' is not the name of an image")
        case "helm":
            let registry = comment["registryUrl"] ?? ""
            let artifact: Artifact? =
                name.isEmpty
                ? nil
                : registry.hasPrefix("oci://")
                    ? .chart(inRegistry: registry, named: name)
                    : ChartRepository(registry).map { .chart($0, name: name) }
            let why = registry.isEmpty ? "the annotation names no registryUrl" : "no repository and chart are named"
            self.init(artifact?.isOCI == true ? .ociChart : .helmChart, artifact, problem: why)
        case "github-tags", "github-releases", "git-tags":
            let host = source == "git-tags" ? "" : comment["registryUrl"] ?? "https://github.com"
            let url = host.isEmpty || name.contains("://") ? name : "\(host)/\(name)"
            let artifact = name.isEmpty ? nil : GitRepositoryName(url).map { Artifact.git($0) }
            self.init(.gitTag, artifact, problem: "'\(RedactedURL.text(url))' is not the URL of a Git repository")
        default:
            self.init(.gitTag, nil, problem: "the datasource \(source) is none that is tracked")
            isForeign = true
        }
    }

    /// The name of an image, with the registry that an annotation may name beside it.
    private static func bare(_ name: String, _ registry: String?) -> String {
        guard var host = registry.map({ $0[...] }) else { return name }
        for scheme in ["https://", "http://", "oci://"] where host.hasPrefix(scheme) {
            host = host.dropFirst(scheme.count)
        }
        while host.hasSuffix("/") { host = host.dropLast() }
        return host.isEmpty || name.hasPrefix(host) ? name : "\(host)/\(name)"
    }
}

extension ArtifactKind {
    fileprivate var isOfRegistry: Bool { self == .image || self == .ociChart || self == .ociArtifact }
}
