import Artifacts
import SourceYAML

/// The values of a release of a Helmfile: `values` in their order (files of the tree, or written in place), `secrets`, `set`.
///
/// Source: helmfile, "Configuration". What a template makes is not known.
struct HelmfileValues {
    let context: TreeContext

    func installations(of helmfile: Helmfile, _ reference: Reference) -> [ChartInstallation] {
        let file = helmfile.file.path
        let site = reference.mainSite
        let own = helmfile.releases.filter { $0.node.holds(site, in: file) }
        // The version may stand in the values of an environment, or the release in a base.
        let named = helmfile.releases.filter { release in
            release.node["name"]?.text == reference.owner.name
                && release.node["chart"]?.text?.hasSuffix("/\(reference.artifact?.lastSegment ?? "")") == true
        }
        let isNear = own.isEmpty && reference.owner.name != nil
        return (isNear ? named : own).map { release in
            ChartInstallation(
                owner: reference.owner, file: file, line: release.node.position.line,
                layers: layers(of: release.node, in: helmfile))
        }
    }

    private func layers(of release: YAMLNode, in helmfile: Helmfile) -> [ValuesLayer] {
        let file = helmfile.file.path
        var layers: [ValuesLayer] = []
        for value in release["values"]?.items ?? [] {
            if value.kind == .mapping {
                layers += [ValuesLayer.values(value, in: file)].compactMap { $0 }
            } else if let text = value.text {
                layers += named(text, by: value, in: helmfile)
            }
        }
        for secret in release["secrets"]?.items ?? [] where secret.kind == .scalar {
            layers.append(.unknown("\(secret.text ?? "") is encrypted", at: secret, in: file))
        }
        for set in release["set"]?.items ?? [] {
            guard let name = set["name"]?.text, let value = set["value"], let keys = SetPath.keys(of: name) else {
                continue
            }
            layers.append(
                ValuesLayer(file: file, line: value.position.line, content: .single(keys, value, isParsed: true)))
        }
        return layers
    }

    private func named(_ text: String, by node: YAMLNode, in helmfile: Helmfile) -> [ValuesLayer] {
        let file = helmfile.file.path
        guard !TemplateText.isIn(text) else {
            return [.unknown("the values file \(text) is named by a template", at: node, in: file)]
        }
        guard Paths.isLocal(text), let path = Paths.join(helmfile.file.directory, text) else {
            return [.unknown("the values file \(text) lies elsewhere", at: node, in: file)]
        }
        if FileKind.isGoTemplate(Paths.name(of: path)) {
            return [.unknown("the values file \(text) is a template", at: node, in: file)]
        }
        guard let found = context.reader.file(path) else {
            return [.unknown("the values file \(text) is not in the tree, or not YAML", at: node, in: file)]
        }
        return ValuesLayer.file(found)
    }
}
