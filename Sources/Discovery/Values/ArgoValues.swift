import Artifacts
import SourceYAML

/// The values of an Argo CD source: `valueFiles`, then `values`, then `valuesObject`, then `parameters`.
///
/// Source: Argo CD, "Helm": `parameters > valuesObject > values > valueFiles > values.yaml of the chart`; of `values` and
/// `valuesObject` the second wins as a whole.
struct ArgoValues {
    let context: TreeContext

    func installations(of resource: Resource, _ reference: Reference) -> [ChartInstallation] {
        let path = resource.kind == "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"]
        guard let spec = resource.node[path] else { return [] }
        let sources = ApplicationSource.all(in: spec).filter { $0["chart"] != nil }
        let own = sources.filter { $0.holds(reference.mainSite, in: resource.file.path) }
        let named = sources.filter { $0["chart"]?.text == reference.artifact?.lastSegment }
        return (own.isEmpty ? named : own).map { source in
            ChartInstallation(
                owner: context.model.owner(resource), file: resource.file.path, line: source.position.line,
                layers: layers(of: source, in: resource))
        }
    }

    private func layers(of source: YAMLNode, in resource: Resource) -> [ValuesLayer] {
        let file = resource.file.path
        let helm = source["helm"]
        var layers = (helm?["valueFiles"]?.items ?? []).flatMap { named(by: $0, in: resource) }
        if let object = helm?["valuesObject"], object.kind == .mapping {
            layers += [ValuesLayer.values(object, in: file)].compactMap { $0 }
        } else if let text = helm?["values"] {
            layers += [ValuesLayer.text(text, in: file)].compactMap { $0 }
        }
        for parameter in helm?["parameters"]?.items ?? [] {
            guard let name = parameter["name"]?.text, let value = parameter["value"], let keys = SetPath.keys(of: name)
            else { continue }
            let isParsed = parameter["forceString"]?.reads(as: "true") != true
            layers.append(
                ValuesLayer(
                    file: file, line: value.position.line, content: .single(keys, value, isParsed: isParsed)))
        }
        return layers
    }

    private func named(by node: YAMLNode, in resource: Resource) -> [ValuesLayer] {
        guard let text = node.text, Paths.isLocal(text) else { return [] }
        let file = resource.file.path
        if TemplateText.isIn(text) {
            return [.unknown("the values file \(text) is named by a variable", at: node, in: file)]
        }
        // `$values/…` is a file of the repository that another source names; the tree is taken for it.
        guard text.hasPrefix("$") else {
            // Beside the chart, in its archive: these are the chart's own.
            return []
        }
        let path = text.firstIndex(of: "/").flatMap { Paths.join("", String(text[$0...])) }
        guard let path, let found = context.reader.file(path) else {
            return [.unknown("the values file \(text) is not in the tree", at: node, in: file)]
        }
        return ValuesLayer.file(found)
    }
}
