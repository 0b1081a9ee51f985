import SourceYAML

/// `HelmChart`: a chart version that a `HelmRelease` names by `chartRef`.
enum HelmChartDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.kind == "HelmChart", resource.group == "source.toolkit.fluxcd.io", let spec = resource.spec,
            let source = ChartSource(spec)
        else { return [] }
        if let text = spec["version"]?.text, TemplateText.isEncrypted(text) { return [] }
        var draft = HelmReleaseDiscovery.chartVersionDraft(
            version: spec["version"], name: source.chart, of: resource, model: model
        )
        source.bind(&draft, from: resource, in: model)
        return [draft]
    }
}
