/// A definition of a custom resource that a chart brings.
public struct CustomResource: Hashable, Sendable {
    public struct Version: Hashable, Sendable {
        public let name: String
        public let isServed: Bool
        /// Objects are stored as this one.
        public let isStored: Bool
        public let isDeprecated: Bool
        /// `openAPIV3Schema`.
        let schema: ChartValue?
    }

    /// `prometheuses.monitoring.coreos.com`.
    public let name: String
    public let group: String
    public let kind: String
    public let plural: String
    /// `Namespaced` or `Cluster`.
    public let scope: String
    public let versions: [Version]
    /// The file in the chart, those of sub-charts below `charts/NAME/`.
    public let file: String
    /// In `crds/`, which Helm installs and never upgrades; others are templates.
    public let isInCRDFolder: Bool
    /// Helm is told to leave it in the cluster when the chart goes, or drops it.
    public let isKept: Bool

    init?(_ value: ChartValue, file: String, isInCRDFolder: Bool) {
        guard value["kind"]?.text == Self.kind, let spec = value["spec"], let group = spec["group"]?.text,
            let plural = spec[["names", "plural"]]?.text
        else { return nil }
        name = "\(plural).\(group)"
        self.group = group
        kind = spec[["names", "kind"]]?.text ?? ""
        self.plural = plural
        scope = spec["scope"]?.text ?? ""
        self.file = file
        self.isInCRDFolder = isInCRDFolder
        isKept = value[["metadata", "annotations", "helm.sh/resource-policy"]]?.text?.contains("keep") ?? false
        let shared = spec[["validation", "openAPIV3Schema"]]
        let versions = (spec["versions"]?.items ?? []).compactMap { version in
            version["name"]?.text.map { name in
                Version(
                    name: name, isServed: version["served"] != .bool(false),
                    isStored: version["storage"] == .bool(true), isDeprecated: version["deprecated"] == .bool(true),
                    schema: version[["schema", "openAPIV3Schema"]] ?? shared)
            }
        }
        // `apiextensions.k8s.io/v1beta1` had one version and one schema.
        let only = (spec["version"]?.text).map {
            Version(name: $0, isServed: true, isStored: true, isDeprecated: false, schema: shared)
        }
        self.versions = versions.isEmpty ? only.map { [$0] } ?? [] : versions
    }

    static let kind = "CustomResourceDefinition"
}
