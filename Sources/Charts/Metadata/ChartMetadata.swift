internal import SourceYAML

/// What a `Chart.yaml` says, of API version 1 or 2. Source: Helm, "The Chart.yaml file".
public struct ChartMetadata: Hashable, Sendable {
    public var apiVersion: String
    public var name: String
    /// As written, `+` and `v` and all.
    public var version: String
    public var appVersion: String?
    /// A constraint on the version of the cluster.
    public var kubeVersion: String?
    public var summary: String?
    /// `application` or `library`; nil where the file does not say.
    public var type: String?
    public var deprecated: Bool
    public var home: String?
    public var icon: String?
    public var sources: [String]
    public var keywords: [String]
    public var maintainers: [Maintainer]
    public var annotations: [String: String]
    /// Those of `Chart.yaml` itself, as Helm holds them: charts of API version 1 have them in `requirements.yaml`.
    public var dependencyList: DependencyList

    /// The entries of ``dependencyList`` that are not null.
    public var dependencies: [ChartDependency] { dependencyList.present }
    /// The file names dependencies at all: `dependencies: []` is not the same as none to Helm.
    public var hasDependencies: Bool { dependencyList.entries != nil }

    public struct Maintainer: Hashable, Sendable {
        public let name: String
        public let email: String?
        public let url: String?
    }

    /// Reads the bytes of a `Chart.yaml`; of several documents the first counts.
    public init(_ bytes: [UInt8]) throws(ChartFileError) {
        let value = try ChartFileError.value(of: bytes, in: "Chart.yaml")
        guard let metadata = ChartMetadata(value) else {
            throw ChartFileError("Chart.yaml", "is not a mapping")
        }
        self = metadata
    }

    /// Reads a value, as `index.yaml` and the config of an OCI chart have it too; nil for anything but a mapping.
    public init?(_ value: ChartValue) {
        guard case .map = value else { return nil }
        func text(_ key: String) -> String? { value[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        func texts(_ key: String) -> [String] { value[key]?.items.compactMap(\.text) ?? [] }
        apiVersion = text("apiVersion") ?? ""
        name = text("name") ?? ""
        version = text("version") ?? ""
        appVersion = text("appVersion")
        kubeVersion = text("kubeVersion")
        summary = text("description")
        type = text("type")
        deprecated = value["deprecated"] == .bool(true)
        home = text("home")
        icon = text("icon")
        sources = texts("sources")
        keywords = texts("keywords")
        maintainers = (value["maintainers"]?.items ?? []).compactMap { item in
            item["name"]?.text.map { Maintainer(name: $0, email: item["email"]?.text, url: item["url"]?.text) }
        }
        var annotations: [String: String] = [:]
        if case .map(let members) = value["annotations"] { annotations = members.compactMapValues(\.text) }
        self.annotations = annotations
        var list = DependencyList()
        if case .map(let members) = value { list.read(fileOf: members) }
        dependencyList = list.sanitized
    }
}
