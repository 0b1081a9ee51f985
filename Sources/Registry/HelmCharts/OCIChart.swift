public import Artifacts
internal import FoundationEssentials

/// A Helm chart in a registry: what its manifest and its config blob say. The config is `Chart.yaml` as JSON, so that
/// the archive is not needed (Helm, pkg/registry; HIP 6).
public struct OCIChart: Sendable, Equatable {
    /// Of the manifest.
    public let digest: Digest
    public let name: String
    /// As `Chart.yaml` has it, with `+` where the tag has `_`.
    public let version: String
    public let appVersion: String?
    public let kubeVersion: String?
    public let deprecated: Bool
    /// The annotation that `helm push` writes, RFC 3339.
    public let created: String?
    /// The chart itself. Layers have no fixed order: it is found by its type.
    public let archive: Descriptor?
    /// The archive has the type that Helm used before 3.7; newer clients still read it.
    public let hasLegacyArchive: Bool
    /// The provenance file, a signature of the chart for `helm verify`; discovered, not verified.
    public let provenance: Descriptor?

    /// The tags that show this version, as Helm pushes it.
    public var tag: String { ChartTag.tag(ofVersion: version) }

    /// True for a manifest whose config has Helm's type.
    public static func isChart(_ manifest: Manifest) -> Bool {
        manifest.config.map { MediaType.essence($0.mediaType) } == MediaType.helmConfig
    }

    /// Why a tag is not this chart's, or nil when it is: people move tags by hand, and the config is what Helm
    /// installs by. Such a tag must be reported and never be written on.
    public func disagreement(with tag: String) -> String? {
        let said = ChartTag.version(ofTag: tag)
        return said == version ? nil : "the tag says version \(said), the chart in it \(version)"
    }

    /// Nil when the manifest is no chart, or its config no JSON object with a name and a version.
    public init?(_ manifest: Manifest, config: [UInt8]) {
        guard Self.isChart(manifest), let metadata = try? JSONDecoder().decode(Metadata.self, from: Data(config)) else {
            return nil
        }
        let current = Self.layer(of: manifest, MediaType.helmChart)
        digest = manifest.digest
        name = metadata.name
        version = metadata.version
        appVersion = metadata.appVersion
        kubeVersion = metadata.kubeVersion
        deprecated = metadata.deprecated
        created = manifest.annotations["org.opencontainers.image.created"]
        archive = Self.archive(of: manifest)
        hasLegacyArchive = current == nil && archive != nil
        provenance = Self.provenance(of: manifest)
    }

    /// The layer that is the chart's archive; nil when there is none.
    public static func archive(of manifest: Manifest) -> Descriptor? {
        layer(of: manifest, MediaType.helmChart) ?? layer(of: manifest, MediaType.helmLegacyChart)
    }

    /// The layer that is the chart's provenance file; nil when there is none.
    public static func provenance(of manifest: Manifest) -> Descriptor? {
        layer(of: manifest, MediaType.helmProvenance)
    }

    private static func layer(of manifest: Manifest, _ type: String) -> Descriptor? {
        manifest.layers.first { MediaType.essence($0.mediaType) == type }
    }

    private struct Metadata: Decodable {
        let name: String
        let version: String
        let appVersion: String?
        let kubeVersion: String?
        let deprecated: Bool

        private enum Keys: String, CodingKey { case name, version, appVersion, kubeVersion, deprecated }

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: Keys.self)
            name = try box.decode(String.self, forKey: .name)
            version = try box.decode(String.self, forKey: .version)
            appVersion = try? box.decodeIfPresent(String.self, forKey: .appVersion)
            kubeVersion = try? box.decodeIfPresent(String.self, forKey: .kubeVersion)
            deprecated = (try? box.decodeIfPresent(Bool.self, forKey: .deprecated)) ?? false
        }
    }
}

extension ArtifactRepository {
    /// The chart behind a tag or digest; nil when it is something else. Costs a manifest GET and a small blob GET.
    public func chart(of reference: String) async throws(RegistryError) -> OCIChart? {
        let manifest = try await manifest(of: reference)
        guard OCIChart.isChart(manifest), let config = manifest.config else { return nil }
        let bytes = try await smallBlob(config, limit: RegistryLimits.configBytes)
        guard let chart = OCIChart(manifest, config: bytes) else {
            throw RegistryError(
                .invalidResponse, host: host,
                "\(self): the config \(config.digest) is not the metadata of a chart: expected a name and a version")
        }
        return chart
    }
}
