public import Artifacts
import SourceYAML

/// The dependencies of a chart: `dependencies` of a `Chart.yaml`, or of the `requirements.yaml` that charts of API
/// version 1 have.
///
/// Source: Helm, "Chart dependencies". A dependency without a repository, or with one that is a path (`file://`), is
/// vendored: nothing of it is fetched.
struct ChartDependencies: Sendable {
    let file: SourceFile
    /// The chart's own name, where the file tells it.
    let name: String?
    /// With the number of their document.
    let dependencies: [(node: YAMLNode, document: Int)]

    static func isNamedLikeOne(_ name: Substring) -> Bool {
        name == "Chart.yaml" || name == "requirements.yaml" || name == "requirements.yml"
    }

    /// The locks that Helm reads beside the file, where the versions stand once more with a digest over all of them: both,
    /// whatever the API version, and the first one here is the one that counts.
    var locks: [String] {
        ["requirements.lock", "Chart.lock"].map { file.directory.isEmpty ? $0 : "\(file.directory)/\($0)" }
    }

    init?(_ file: SourceFile) {
        guard Self.isNamedLikeOne(file.name), let document = file.stream.documents.first else { return nil }
        let items = (document.root["dependencies"]?.items ?? []).filter { $0["name"]?.text?.isEmpty == false }
        guard !items.isEmpty else { return nil }
        self.file = file
        name = file.name == "Chart.yaml" ? document.root["name"]?.text : nil
        dependencies = items.map { ($0, document.index) }
    }

    func references(in model: TreeModel) -> [ReferenceDraft] {
        dependencies.compactMap { dependency in
            guard var draft = draft(dependency.node, document: dependency.document) else { return nil }
            draft.lock = locks.first(where: model.locks.contains)
            return draft
        }
    }

    private func draft(_ node: YAMLNode, document: Int) -> ReferenceDraft? {
        guard let name = node["name"], let chart = name.text, let repository = node["repository"]?.text,
            !repository.isEmpty, !repository.hasPrefix("file:")
        else { return nil }
        var draft = ReferenceDraft(
            file: file, document: document, kind: .helmChart,
            owner: Owner(apiVersion: nil, kind: nil, namespace: nil, name: self.name), pin: Pin(constraint: "*"),
            sites: [], scheme: .chartIndex
        )
        if let version = node["version"], let text = version.text, !text.isEmpty, !version.isNull {
            guard !TemplateText.isEncrypted(text) else { return nil }
            draft.pin = TemplateText.isIn(text) ? Pin(version: text) : Pin(chartVersion: text)
            draft.sites = [Site(file: file.path, node: version, role: .version, form: .chartVersion)]
            draft.aliasPath = version.isAlias ? version.pointer : nil
        } else {
            // No version means the newest whenever the dependencies are updated.
            draft.sites = [Site(file: file.path, node: name, role: .url, form: .none)]
        }
        if let artifact = Artifact.dependency(chart, in: repository) {
            draft.bindChart(artifact)
        } else {
            draft.isTemplated = TemplateText.isIn(repository) || TemplateText.isIn(chart)
            draft.unbound = Self.problem(with: repository, isTemplated: draft.isTemplated)
        }
        return draft
    }

    private static func problem(with repository: String, isTemplated: Bool) -> String {
        if isTemplated { return "what names the chart is a variable" }
        if repository.hasPrefix("@") || repository.hasPrefix("alias:") {
            return "'\(repository)' is a name that only the configuration of Helm resolves, on the machine that builds"
        }
        return "'\(RedactedURL.text(repository))' is not the URL of a chart repository"
    }
}

extension Artifact {
    /// The chart that a dependency of another chart names; nil where what names it is a template, a path, or no URL.
    public static func dependency(_ chart: String, in repository: String) -> Artifact? {
        guard !TemplateText.isIn(repository), !TemplateText.isIn(chart) else { return nil }
        return repository.hasPrefix("oci://")
            ? .chart(inRegistry: repository, named: chart)
            : ChartRepository(repository).map { .chart($0, name: chart) }
    }
}
