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
        // `image` alone is what charts write above their `appVersion`.
        guard let source = comment["datasource"] ?? (comment["image"] == nil ? nil : "docker") else { return nil }
        // `packageName` is what is looked up where `depName` is only what people call it; `lookupName` is its old name.
        let name =
            comment["packageName"] ?? comment["lookupName"] ?? comment["depName"] ?? comment["image"] ?? ""
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
        case _ where source == "git-tags" || Self.forge(of: source) != nil:
            var host = comment["registryUrl"] ?? Self.forge(of: source) ?? ""
            while host.hasSuffix("/") { host.removeLast() }
            let url = source == "git-tags" || name.contains("://") ? name : "\(host)/\(name)"
            let artifact = name.isEmpty ? nil : GitRepositoryName(url).map { Artifact.git($0) }
            self.init(.gitTag, artifact, problem: "'\(RedactedURL.text(url))' is not the URL of a Git repository")
        default:
            self.init(.gitTag, nil, problem: "the datasource \(source) is none that is tracked")
            isForeign = true
        }
    }

    /// Where a datasource of Git tags or releases looks unless it is told otherwise.
    ///
    /// Source: Renovate, the default URLs of its datasources.
    private static func forge(of source: String) -> String? {
        guard let ending = ["-tags", "-releases"].first(where: source.hasSuffix) else { return nil }
        switch source.dropLast(ending.count) {
        case "github": return "https://github.com"
        case "gitlab": return "https://gitlab.com"
        case "gitea": return "https://gitea.com"
        case "forgejo": return "https://code.forgejo.org"
        case "bitbucket": return "https://bitbucket.org"
        default: return nil
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
