import Artifacts
import SourceYAML
import Versioning

/// One source of an Argo CD Application: a chart of a repository, or files of a Git repository.
///
/// Source: Argo CD, "Application Specification", "Helm", "Multiple Sources".
struct ApplicationSource {
    let node: YAMLNode
    let repository: String
    /// Nil for files.
    let chart: String?

    /// - Parameter base: The source that this one changes, where it may be a patch.
    init?(_ node: YAMLNode, patching base: ApplicationSource? = nil) {
        func text(_ key: String) -> String? {
            node[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard node.kind == .mapping, let url = text("repoURL") ?? base?.repository else { return nil }
        self.node = node
        repository = url
        chart = text("chart") ?? base?.chart
    }

    /// `sources` win over `source`, as in Argo CD; a hydrated Application has its source elsewhere.
    static func all(in spec: YAMLNode) -> [YAMLNode] {
        let several = spec["sources"]?.items ?? []
        let one = [spec["source"], spec[["sourceHydrator", "drySource"]]].compactMap { $0 }
        return several.isEmpty ? one : several
    }

    var targetRevision: YAMLNode? {
        node["targetRevision"].flatMap { $0.isNull || $0.text?.isEmpty != false ? nil : $0 }
    }

    /// What a source is, when its repository and chart are these.
    enum Meaning {
        case chart(Artifact)
        /// An artifact in a registry that is no chart by name (`oci://…` without `chart`).
        case artifact(Artifact)
        case git(Artifact)
        /// Nothing that has versions, and why.
        case none(String)
    }

    static func meaning(repository: String, chart: String?) -> Meaning {
        guard let chart else {
            if repository.hasPrefix("oci://") {
                return OCIReference(url: repository).map { .artifact(.oci($0.repository)) }
                    ?? .none("'\(RedactedURL.text(repository))' is not an oci:// URL")
            }
            return GitRepositoryName(repository).map { .git(.git($0)) }
                ?? .none("'\(RedactedURL.text(repository))' is not the URL of a Git repository")
        }
        // A registry is written without a scheme, as Argo CD wants it.
        let isWeb = repository.hasPrefix("http://") || repository.hasPrefix("https://")
        let artifact =
            isWeb
            ? ChartRepository(repository).map { Artifact.chart($0, name: chart) }
            : Artifact.chart(inRegistry: repository, named: chart)
        return artifact.map { .chart($0) }
            ?? .none("'\(RedactedURL.text(repository))' is not the URL of a chart repository")
    }
}

extension ReferenceDraft {
    /// A draft for a revision of a source, at the scalar that has it; nil for a branch of a Git repository, which pins
    /// nothing.
    init?(revision: YAMLNode, of meaning: ApplicationSource.Meaning, file: SourceFile, document: Int, owner: Owner) {
        let text = revision.text ?? ""
        self.init(
            file: file, document: document, kind: .gitTag, owner: owner, pin: Pin(version: text), sites: [],
            scheme: .tag, aliasPath: revision.isAlias ? revision.pointer : nil
        )
        var form = WriteForm.tag
        let pin = TemplateText.isIn(text) ? pin : Pin(chartVersion: text)
        switch meaning {
        case .chart(let artifact):
            bindChart(artifact)
            self.pin = pin
            form = .chartVersion
        case .artifact(let artifact):
            self.artifact = artifact
            kind = .ociArtifact
            scheme = .artifactTag
            if text.isRangeOfTags { self.pin = pin }
        case .git(let artifact):
            self.artifact = artifact
            switch GitRevision(text) {
            case .branch: return nil
            case .lineOfReleases: untracked = .branch
            case .tag(let name, let head):
                if text.isRangeOfTags { self.pin = pin } else { self.pin = Pin(version: name) }
                if !head.isEmpty { form = .framed(.tag, TextFrame(head: head)) }
            }
        case .none(let reason):
            unbound = reason
        }
        sites = [Site(file: file.path, node: revision, role: .version, form: form)]
    }
}

extension String {
    /// True for text that only a range can be: `1.2` may be a branch or a tag, `1.2.*` and `>=1.2` may not.
    fileprivate var isRangeOfTags: Bool {
        utf8.contains { "*><~^=|,".utf8.contains($0) } && (try? Constraint(self)) != nil
    }
}
