import SourceYAML

/// The values of a chart that kustomize inflates: `valuesFile`, `additionalValuesFiles`, and `valuesInline`.
///
/// Source: kustomize, `HelmChart`: `valuesMerge` is `override` (inline wins) unless told otherwise.
struct KustomizeValues {
    let context: TreeContext

    func installations(of reference: Reference) -> [ChartInstallation] {
        let site = reference.mainSite
        var entries: [(node: YAMLNode, file: String)] = context.model.kustomizations.flatMap { kustomization in
            ["helmCharts", "helmChartInflationGenerator"].flatMap { kustomization.root[$0]?.items ?? [] }
                .map { ($0, kustomization.file.path) }
        }
        entries += context.model.resources.filter(KustomizeCharts.isGenerator).map { ($0.node, $0.file.path) }
        return entries.filter { $0.node.holds(site, in: $0.file) }.map { chart, file in
            ChartInstallation(
                owner: reference.owner, file: file, line: chart.position.line, layers: layers(of: chart, in: file))
        }
    }

    private func layers(of chart: YAMLNode, in file: String) -> [ValuesLayer] {
        let named =
            [chart["valuesFile"], chart["values"]].compactMap { $0 } + (chart["additionalValuesFiles"]?.items ?? [])
        let files = named.flatMap { node -> [ValuesLayer] in
            guard let text = node.text, !text.isEmpty, Paths.isLocal(text),
                let path = Paths.join(Paths.directory(of: file), text)
            else { return [] }
            guard let found = context.reader.file(path) else {
                return [.unknown("the values file \(text) is not in the tree, or not YAML", at: node, in: file)]
            }
            return ValuesLayer.file(found)
        }
        let inline = chart["valuesInline"].flatMap { ValuesLayer.values($0, in: file) }
        guard let inline else { return files }
        switch chart["valuesMerge"]?.text {
        case "replace": return [inline]
        case "merge": return [inline] + files
        default: return files + [inline]
        }
    }
}
