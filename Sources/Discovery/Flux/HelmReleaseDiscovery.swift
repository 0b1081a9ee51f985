import Artifacts
import SourceYAML

/// `HelmRelease` (v2beta1, v2beta2, v2): the chart's version, and the images in the values.
///
/// A release with `chartRef` has its version in the `OCIRepository` or `HelmChart` that it names.
enum HelmReleaseDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.kind == "HelmRelease", let spec = resource.spec else { return [] }
        var drafts: [ReferenceDraft] = []
        if let chart = spec[["chart", "spec"]], let draft = version(in: chart, of: resource, model: model) {
            drafts.append(draft)
        }
        if let values = spec["values"] {
            drafts += ValuesImages.references(
                in: values, file: resource.file, document: resource.document, owner: model.owner(resource))
        }
        drafts += model.releaseValues.references(of: resource, owner: model.owner(resource))
        return drafts + PostRenderers.references(of: resource, spec: spec, in: model)
    }

    private static func version(in chart: YAMLNode, of resource: Resource, model: TreeModel) -> ReferenceDraft? {
        if let text = chart["version"]?.text, TemplateText.isEncrypted(text) { return nil }
        guard let source = ChartSource(chart) else {
            return chart["sourceRef"] == nil
                ? chart["version"].flatMap { patchedVersion($0, of: resource, model: model) } : nil
        }
        let isWritten = chart["version"].map { !$0.isNull && $0.text?.isEmpty == false } ?? false
        if !isWritten, model.versionPatches.decide(resource) { return nil }
        var draft = chartVersionDraft(version: chart["version"], name: source.chart, of: resource, model: model)
        source.bind(&draft, from: resource, in: model)
        return draft
    }

    /// A patch that sets the version of a release which stands elsewhere in the tree.
    ///
    /// - Parameter resource: The patch: it names the release, or has selectors for releases.
    static func patchedVersion(_ version: YAMLNode, of resource: Resource, model: TreeModel) -> ReferenceDraft? {
        let hasTargets = !model.patchTargets(of: resource).isEmpty
        guard version.kind == .scalar, hasTargets || resource.name != nil else { return nil }
        if let text = version.text, TemplateText.isEncrypted(text) { return nil }
        let releases =
            hasTargets
            ? model.patched(by: resource, kind: "HelmRelease") : model.helmReleases(named: resource.name ?? "")
        let named = resource.name.map { "named \($0)" } ?? "that the patch selects"
        var draft = chartVersionDraft(version: version, name: version, of: resource, model: model)
        draft.unbound = "no HelmRelease \(named) with a chart is in the tree"
        draft.isTemplated = resource.name.map(TemplateText.isIn) ?? false
        var bound: [ReferenceDraft] = []
        let unpatched = draft
        for release in releases {
            guard let whole = release.spec?[["chart", "spec"]], let source = ChartSource(whole) else { continue }
            var found = unpatched
            found.unbound = nil
            source.bind(&found, from: release, in: model)
            if found.artifact == nil {
                // The release is there, and its source is what cannot be told.
                draft = found
            } else if !bound.contains(where: { $0.artifact == found.artifact }) {
                bound.append(found)
            }
        }
        guard bound.count < 2 else {
            draft.candidates = bound.compactMap(\.artifact)
            draft.unbound = "several HelmReleases \(named) have different charts"
            return draft
        }
        guard var only = bound.first else { return draft }
        only.bound = .patchedObject
        return only
    }

    static func chartVersionDraft(
        version: YAMLNode?, name: YAMLNode, of resource: Resource, model: TreeModel
    ) -> ReferenceDraft {
        let file = resource.file.path
        var draft = ReferenceDraft(
            file: resource.file, document: resource.document, kind: .helmChart, owner: model.owner(resource),
            pin: Pin(constraint: "*"), sites: [], scheme: .chartIndex
        )
        if let version, let text = version.text, !text.isEmpty, !version.isNull {
            draft.pin = Pin(chartVersion: text)
            draft.sites = [Site(file: file, node: version, role: .version, form: .chartVersion)]
        } else {
            // No version means the newest release at every reconciliation: nothing is pinned, the chart is the place.
            draft.sites = [Site(file: file, node: name, role: .url, form: .none)]
        }
        return draft
    }
}
