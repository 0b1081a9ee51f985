import Artifacts
import SourceYAML

/// A chart by name and source, as `HelmRelease.spec.chart.spec` and `HelmChart.spec` write it.
struct ChartSource {
    let chart: YAMLNode
    let target: SourceIndex.Target

    /// Nil when chart or source is missing, or when the source is a Git repository or bucket: Flux then ignores the
    /// version, and the chart's own `Chart.yaml` decides.
    init?(_ spec: YAMLNode) {
        guard let chart = spec["chart"], let reference = spec["sourceRef"], let name = reference["name"]?.text else {
            return nil
        }
        let kind = reference["kind"]?.text ?? "HelmRepository"
        guard kind == "HelmRepository" else { return nil }
        self.chart = chart
        target = .init(kind: kind, name: name, namespace: reference["namespace"]?.text)
    }

    /// Finds the artifact, and says it of a draft.
    func bind(_ draft: inout ReferenceDraft, from resource: Resource, in model: TreeModel) {
        guard let name = chart.text, !TemplateText.isIn(name) else {
            draft.isTemplated = true
            draft.unbound = "the name of the chart is a variable"
            return
        }
        switch model.sources.resolve(target, from: resource, meaning: { $0.chart(named: name) }) {
        case .bound(let artifact, let how, _):
            draft.artifact = artifact
            draft.bound = how
            draft.isChartOfRegistry = artifact.isOCI
        case .ambiguous(let artifacts):
            draft.candidates = artifacts
            draft.unbound = "several sources named \(target.name) fit"
        case .meaningless(let objects):
            draft.isTemplated = objects.contains { $0.url.map(TemplateText.isIn) ?? false }
            let url = objects.first?.url ?? ""
            draft.unbound =
                draft.isTemplated
                ? "the url of \(target.kind) \(target.name) is a variable"
                : "'\(RedactedURL.text(url))', the url of \(target.kind) \(target.name), is not that of a chart repository"
        case .missing:
            draft.unbound = "no \(target.kind) named \(target.name) is in the tree"
            draft.isTemplated = TemplateText.isIn(target.name)
        }
    }
}

extension ReferenceDraft {
    fileprivate var isChartOfRegistry: Bool {
        get { kind == .ociChart }
        set {
            kind = newValue ? .ociChart : .helmChart
            scheme = newValue ? .strictChartTag : .chartIndex
        }
    }
}

extension Artifact {
    var isOCI: Bool {
        if case .oci = self { true } else { false }
    }
}
