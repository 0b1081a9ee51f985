import Artifacts
import FoundationEssentials
import Registry

/// What the config blob of a chart in a registry says: it is `Chart.yaml` as JSON, so the archive is not needed.
enum ChartFacts {
    private struct Config: Decodable {
        var appVersion: String?
        var kubeVersion: String?
        var deprecated: Bool?
    }

    static func isChart(_ manifest: Manifest) -> Bool {
        manifest.config?.mediaType == MediaType.helmConfig
    }

    /// The facts of a tag, or nil when it holds no chart.
    static func release(
        tag: String, manifest: Manifest, blob: (Descriptor) throws -> [UInt8]
    ) throws -> Release? {
        guard isChart(manifest), let config = manifest.config else { return nil }
        return release(tag: tag, manifest: manifest, config: try blob(config))
    }

    static func release(tag: String, manifest: Manifest, config bytes: [UInt8]) -> Release? {
        guard let config = try? JSONDecoder().decode(Config.self, from: Data(bytes)) else { return nil }
        return Release(
            text: tag, digest: manifest.digest, created: manifest.annotations["org.opencontainers.image.created"],
            appVersion: config.appVersion, kubeVersion: config.kubeVersion, deprecated: config.deprecated ?? false
        )
    }
}
