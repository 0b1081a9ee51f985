import Artifacts
import SourceYAML

/// Charts that kustomize inflates: `helmCharts`, the generator objects, and the fields and objects before them.
///
/// A chart without a repository stands in the tree (`helmGlobals.chartHome`) and has no version to list.
///
/// Source: kustomize, `HelmChart` and `HelmChartInflationGenerator`; `ChartInflator` of its examples.
enum KustomizeCharts {
    static func references(of kustomization: Kustomization) -> [ReferenceDraft] {
        entries(of: kustomization.root).flatMap {
            references(
                of: $0, file: kustomization.file, document: kustomization.document, owner: kustomization.owner
            )
        }
    }

    /// Charts of a generator object of its own.
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard isGenerator(resource) else { return [] }
        return references(
            of: resource.node, file: resource.file, document: resource.document, owner: model.owner(resource)
        )
    }

    static func isGenerator(_ resource: Resource) -> Bool {
        resource.kind == "HelmChartInflationGenerator" || resource.kind == "ChartInflator"
    }

    /// The files of the tree that charts get as values.
    static func namedValues(of kustomization: Kustomization) -> [NamedValues] {
        entries(of: kustomization.root).flatMap {
            namedValues(of: $0, directory: kustomization.directory, owner: kustomization.owner)
        }
    }

    static func namedValues(of resource: Resource) -> [NamedValues] {
        guard isGenerator(resource) else { return [] }
        let owner = Owner(
            apiVersion: resource.apiVersion, kind: resource.kind, namespace: resource.namespace, name: resource.name
        )
        return namedValues(of: resource.node, directory: resource.file.directory, owner: owner)
    }

    private static func entries(of root: YAMLNode) -> [YAMLNode] {
        ["helmCharts", "helmChartInflationGenerator"].flatMap { root[$0]?.items ?? [] }
    }

    private static func namedValues(of chart: YAMLNode, directory: String, owner: Owner) -> [NamedValues] {
        let files = [chart["valuesFile"], chart["values"]] + (chart["additionalValuesFiles"]?.items ?? [])
        return files.compactMap { node in node?.text.flatMap { NamedValues($0, in: directory, owner: owner) } }
    }

    private static func references(
        of chart: YAMLNode, file: SourceFile, document: Int, owner: Owner
    ) -> [ReferenceDraft] {
        var drafts = [version(of: chart, file: file, document: document, owner: owner)].compactMap { $0 }
        if let values = chart["valuesInline"], values.kind == .mapping {
            drafts += ValuesImages.references(in: values, file: file, document: document, owner: owner)
        }
        return drafts
    }

    private static func version(
        of chart: YAMLNode, file: SourceFile, document: Int, owner: Owner
    ) -> ReferenceDraft? {
        func written(_ keys: String...) -> YAMLNode? {
            keys.lazy.compactMap { chart[$0] }.first { !$0.isNull && $0.text?.isEmpty == false }
        }
        guard let name = written("chartName", "name"), let text = name.text,
            let place = written("repo", "chartRepo", "chartRepoUrl"), let url = place.text
        else { return nil }
        var draft = ReferenceDraft(
            file: file, document: document, kind: .helmChart, owner: owner, pin: Pin(constraint: "*"), sites: [],
            scheme: .chartIndex
        )
        if let version = written("version", "chartVersion"), let text = version.text {
            guard !TemplateText.isEncrypted(text) else { return nil }
            draft.pin = TemplateText.isIn(text) ? Pin(version: text) : Pin(chartVersion: text)
            draft.sites = [Site(file: file.path, node: version, role: .version, form: .chartVersion)]
            draft.aliasPath = version.isAlias ? version.pointer : nil
        } else {
            draft.sites = [Site(file: file.path, node: name, role: .url, form: .none)]
        }
        if TemplateText.isIn(text) || TemplateText.isIn(url) {
            draft.isTemplated = true
            draft.unbound = "what names the chart is a variable"
        } else if let artifact = url.hasPrefix("oci://")
            ? Artifact.chart(inRegistry: url, named: text) : ChartRepository(url).map({ .chart($0, name: text) })
        {
            draft.bindChart(artifact)
        } else {
            draft.unbound = "'\(RedactedURL.text(url))' is not the URL of a chart repository"
        }
        return draft
    }
}
