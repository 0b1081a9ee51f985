internal import SourceYAML

/// A definition of a custom resource that a chart brings, as far as its head tells.
public struct ChartCRD: Hashable, Sendable {
    public struct Version: Hashable, Sendable {
        public let name: String
        public let isServed: Bool
        /// Objects are stored as this one.
        public let isStored: Bool
        public let isDeprecated: Bool
    }

    /// `prometheuses.monitoring.coreos.com`.
    public let name: String
    public let kind: String
    public let versions: [Version]
    /// The file in the outermost chart: `crds/a.yaml`, `charts/redis/crds/b.yaml`.
    public let file: String
    /// In `crds/`: Helm installs it once and never upgrades or removes it. Others are templates.
    public let isInCRDFolder: Bool

    init?(_ value: ChartValue, file: String, isInCRDFolder: Bool) {
        guard value["kind"] == .string("CustomResourceDefinition"), let spec = value["spec"],
            let group = spec["group"]?.text, let plural = spec[["names", "plural"]]?.text
        else { return nil }
        name = "\(plural).\(group)"
        kind = spec[["names", "kind"]]?.text ?? ""
        let versions = spec["versions"]?.items ?? []
        self.versions =
            versions.isEmpty
            // One version, as `apiextensions.k8s.io/v1beta1` had it.
            ? (spec["version"]?.text).map {
                [Version(name: $0, isServed: true, isStored: true, isDeprecated: false)]
            } ?? []
            : versions.compactMap { version in
                version["name"]?.text.map {
                    Version(
                        name: $0, isServed: version["served"] != .bool(false),
                        isStored: version["storage"] == .bool(true),
                        isDeprecated: version["deprecated"] == .bool(true))
                }
            }
        self.file = file
        self.isInCRDFolder = isInCRDFolder
    }
}

extension Chart {
    /// The definitions of custom resources in `crds/` and in templates, those of the charts in it too, and the files that
    /// hold some and cannot be read.
    public var definitions: (found: [ChartCRD], unreadable: [ChartFileError]) {
        var found: [ChartCRD] = []
        var unreadable: [ChartFileError] = []
        collectDefinitions(prefix: "", &found, &unreadable)
        return (found, unreadable)
    }

    private static let mark = ByteWords(["CustomResourceDefinition"])

    private func collectDefinitions(
        prefix: String, _ found: inout [ChartCRD], _ unreadable: inout [ChartFileError]
    ) {
        for (files, isInCRDFolder) in [(crds, true), (templates, false)] {
            for file in files where Self.mark.occur(in: file.bytes) && !file.path.hasSuffix(".tpl") {
                do throws(ChartFileError) {
                    found += try Self.definitions(
                        in: file.bytes, file: prefix + file.path, isInCRDFolder: isInCRDFolder)
                } catch {
                    unreadable.append(error)
                }
            }
        }
        for inner in subcharts {
            inner.collectDefinitions(prefix: "\(prefix)charts/\(inner.metadata.name)/", &found, &unreadable)
        }
    }

    private static func definitions(
        in bytes: [UInt8], file: String, isInCRDFolder: Bool
    ) throws(ChartFileError) -> [ChartCRD] {
        let stream: YAMLStream
        do throws(YAMLError) {
            stream = isInCRDFolder ? try YAMLStream(bytes) : try YAMLStream(template: bytes)
        } catch {
            throw ChartFileError(file, "holds a CustomResourceDefinition and is not YAML: \(error)")
        }
        var found: [ChartCRD] = []
        for document in stream.documents where document.root["kind"]?.reads(as: "CustomResourceDefinition") == true {
            do throws(ChartValueError) {
                let value = try ChartValue(document.root)
                if let crd = ChartCRD(value, file: file, isInCRDFolder: isInCRDFolder) { found.append(crd) }
            } catch {
                throw ChartFileError(file, "is too large: \(error)")
            }
        }
        return found
    }
}
