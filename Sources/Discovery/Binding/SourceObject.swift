import Artifacts
import SourceYAML

/// An object that says where charts come from: `HelmRepository`, `OCIRepository`, `HelmChart`, `GitRepository`.
struct SourceObject: Sendable {
    let resource: Resource
    let namespaces: Namespaces.Known
    let url: String?
    /// `HelmRepository` only: `spec.type: oci`.
    let isOCI: Bool

    init(_ resource: Resource, namespaces: Namespaces.Known) {
        self.resource = resource
        self.namespaces = namespaces
        url = resource.spec?["url"]?.text
        isOCI = resource.spec?["type"]?.text == "oci" || url?.hasPrefix("oci://") == true
    }

    static let kinds: Set<String> = ["HelmRepository", "OCIRepository", "HelmChart", "GitRepository", "Bucket"]

    /// The artifact that a chart of this repository is.
    func chart(named name: String) -> Artifact? {
        guard resource.kind == "HelmRepository", let url, !TemplateText.isIn(url) else { return nil }
        if isOCI {
            let base = url.hasSuffix("/") ? String(url.dropLast()) : url
            return OCIReference(url: "\(base)/\(name)").map { .oci($0.repository) }
        }
        return ChartRepository(url).map { .chart($0, name: name) }
    }
}
