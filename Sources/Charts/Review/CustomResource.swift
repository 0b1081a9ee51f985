/// A definition of a custom resource that a chart brings.
public struct CustomResource: Hashable, Sendable {
    public struct Version: Hashable, Sendable {
        public let name: String
        public let isServed: Bool
        public let isStored: Bool
        /// The paths of the fields of `openAPIV3Schema`, `[]` for items and `*` for any key.
        public let fields: Set<String>
        /// Fields that an object must have.
        public let required: Set<String>
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

    /// Fields of one version; beyond it a schema is compared no further.
    static let fieldLimit = 100_000

    init?(_ value: ChartValue, file: String, isInCRDFolder: Bool) {
        guard value["kind"]?.text == "CustomResourceDefinition", let spec = value["spec"],
            let group = spec["group"]?.text, let kind = spec[["names", "kind"]]?.text,
            let plural = spec[["names", "plural"]]?.text
        else { return nil }
        name = "\(plural).\(group)"
        self.group = group
        self.kind = kind
        self.plural = plural
        scope = spec["scope"]?.text ?? ""
        self.file = file
        self.isInCRDFolder = isInCRDFolder
        isKept = value[["metadata", "annotations", "helm.sh/resource-policy"]]?.text?.contains("keep") ?? false
        var versions = (spec["versions"]?.items ?? []).compactMap { version -> Version? in
            let schema = version[["schema", "openAPIV3Schema"]] ?? spec[["validation", "openAPIV3Schema"]]
            return version["name"]?.text.map { name in
                Version(
                    name: name, isServed: version["served"] != .bool(false),
                    isStored: version["storage"] == .bool(true),
                    schema: schema)
            }
        }
        // `apiextensions.k8s.io/v1beta1` had one version and one schema.
        if versions.isEmpty, let only = spec["version"]?.text {
            versions = [
                Version(name: only, isServed: true, isStored: true, schema: spec[["validation", "openAPIV3Schema"]])
            ]
        }
        self.versions = versions
    }
}

extension CustomResource.Version {
    fileprivate init(name: String, isServed: Bool, isStored: Bool, schema: ChartValue?) {
        self.name = name
        self.isServed = isServed
        self.isStored = isStored
        var fields: Set<String> = []
        var required: Set<String> = []
        if let schema { Self.collect(schema, at: "", &fields, &required) }
        self.fields = fields
        self.required = required
    }

    private static func collect(
        _ schema: ChartValue, at path: String, _ fields: inout Set<String>, _ required: inout Set<String>
    ) {
        guard fields.count < CustomResource.fieldLimit else { return }
        let prefix = path.isEmpty ? "" : path + "."
        for name in (schema["required"]?.items ?? []).compactMap(\.text) { required.insert(prefix + name) }
        if case .map(let properties)? = schema["properties"] {
            for (name, inner) in properties {
                fields.insert(prefix + name)
                collect(inner, at: prefix + name, &fields, &required)
            }
        }
        if let items = schema["items"] { collect(items, at: path + "[]", &fields, &required) }
        if case .map? = schema["additionalProperties"], let inner = schema["additionalProperties"] {
            collect(inner, at: prefix + "*", &fields, &required)
        }
    }
}
