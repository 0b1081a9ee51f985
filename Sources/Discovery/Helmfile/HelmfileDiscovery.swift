import Artifacts
import SourceYAML

/// Releases of a Helmfile: the chart's version, and the images in values that stand in place.
///
/// A chart that is a path, and one that Git or a web server delivers, has no version that could be listed.
enum HelmfileDiscovery {
    static func references(of helmfile: Helmfile, in model: TreeModel) -> [ReferenceDraft] {
        helmfile.releases.flatMap { release -> [ReferenceDraft] in
            let owner = owner(of: release.node)
            let dependencies = (release.node["dependencies"]?.items ?? []).map {
                Helmfile.Release(document: release.document, node: $0)
            }
            return ([release] + dependencies).flatMap { versions(of: $0, in: helmfile, model: model, owner: owner) }
                + HelmfileImages.references(of: release, in: helmfile, model: model, owner: owner)
        }
    }

    /// The files that releases and their templates name as values.
    static func namedValues(of helmfile: Helmfile) -> [NamedValues] {
        (helmfile.releases.map(\.node) + helmfile.templates).flatMap { release in
            (release["values"]?.items ?? []).compactMap { value -> NamedValues? in
                guard value.kind == .scalar, let text = value.text else { return nil }
                return NamedValues(text, in: helmfile.file.directory, owner: owner(of: release))
            }
        }
    }

    private static func owner(of release: YAMLNode) -> Owner {
        func text(_ key: String) -> String? {
            release[key]?.text.flatMap { TemplateText.isIn($0) || $0.isEmpty ? nil : $0 }
        }
        return Owner(apiVersion: nil, kind: nil, namespace: text("namespace"), name: text("name"))
    }

    private static func versions(
        of release: Helmfile.Release, in helmfile: Helmfile, model: TreeModel, owner: Owner
    ) -> [ReferenceDraft] {
        guard let chart = release.node["chart"], let name = chart.text, isListed(name),
            !model.helmfileRepositories.isFromGit(chart: name, in: helmfile)
        else { return [] }
        // Both branches of a condition may have a version; one that is merged in is not among the pairs.
        let written = release.node.pairs.filter { $0.key.reads(as: "version") }.map(\.value)
        let versions: [YAMLNode?] = written.isEmpty ? [release.node["version"]] : written
        let family = model.helmfileRepositories.withBases(helmfile)
        let drafts = versions.flatMap { version -> [ReferenceDraft] in
            let places = version?.text.map { model.helmfileState.places(of: $0, in: family) } ?? []
            let own = HelmfileState.Place(file: helmfile.file, document: release.document, node: version ?? chart)
            return (places.isEmpty ? [own] : places).compactMap { place in
                draft(version: version == nil ? nil : place.node, chart: chart, at: place, owner)
            }
        }
        return drafts.map { draft in
            var draft = draft
            if TemplateText.isIn(name) {
                draft.isTemplated = true
                draft.unbound = "the name of the chart is a variable"
            } else if name.hasPrefix("oci://") {
                if let artifact = OCIReference(url: name).map({ Artifact.oci($0.repository) }) {
                    draft.bindChart(artifact)
                } else {
                    draft.unbound = "'\(RedactedURL.text(name))' is not an oci:// URL"
                }
            } else {
                model.helmfileRepositories.bind(&draft, chart: name, in: helmfile)
                // Helmfile takes a version that its lock does not have for an error. The lock is generated: not edited.
                if model.locks.contains(helmfile.lock) { draft.lock = helmfile.lock }
            }
            return draft
        }
    }

    /// True for `repository/name` and `oci://…`.
    private static func isListed(_ chart: String) -> Bool {
        if chart.hasPrefix("oci://") { return true }
        guard Paths.isLocal(chart), !chart.contains("::"), !chart.hasSuffix(".tgz") else { return false }
        return chart.contains("/") && !chart.hasPrefix(".") && !chart.hasPrefix("/")
    }

    private static func draft(
        version: YAMLNode?, chart: YAMLNode, at place: HelmfileState.Place, _ owner: Owner
    ) -> ReferenceDraft? {
        let file = place.file
        var draft = ReferenceDraft(
            file: file, document: place.document, kind: .helmChart, owner: owner, pin: Pin(constraint: "*"),
            sites: [], scheme: .chartIndex
        )
        guard let version, let text = version.text, !text.isEmpty, !version.isNull else {
            // No version means the newest release at every run: nothing is pinned, the chart is the place.
            draft.sites = [Site(file: file.path, node: chart, role: .url, form: .none)]
            return draft
        }
        guard !TemplateText.isEncrypted(text) else { return nil }
        if let literal = TemplateDefault.literal(of: version) {
            draft.pin = Pin(chartVersion: literal.text)
            draft.sites = [Site(file: file.path, span: literal, role: .version, form: .chartVersion)]
        } else {
            draft.pin = TemplateText.isIn(text) ? Pin(version: text) : Pin(chartVersion: text)
            draft.sites = [Site(file: file.path, node: version, role: .version, form: .chartVersion)]
        }
        return draft
    }
}
