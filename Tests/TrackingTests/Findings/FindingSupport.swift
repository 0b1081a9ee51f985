import Artifacts
import Configuration
import SourceYAML
import TestSupport
import Testing
import Tracking
import Upstream
import Versioning

extension ChartChecks {
    /// The day on which tests take place: 2026-11-21.
    static let today: Int64 = 1_795_219_200

    /// - Parameter clusters: The versions of the clusters of every file.
    static func testing(_ clusters: [String] = [], fetches: Bool = false) -> ChartChecks {
        let versions = clusters.compactMap(KubernetesVersion.init)
        return ChartChecks(
            clusters: versions.isEmpty ? nil : ClusterVersions(versions), now: today, fetches: fetches)
    }
}

extension Plan {
    /// `code severity message` of each finding, without those about sources that are not in the tree.
    var told: [String] {
        findings.filter { $0.code != .unboundSource }.map {
            "\($0.code.rawValue) \($0.severity.rawValue) \($0.message)"
        }
    }
}

/// A `HelmRelease` and its repository.
func release(
    _ name: String = "app", chart: String = "app", version: String, repository: String = "https://charts.example",
    namespace: String = "apps"
) -> String {
    """
    kind: HelmRepository
    metadata: {name: \(name), namespace: \(namespace)}
    spec: {url: "\(repository)"}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: \(name), namespace: \(namespace)}
    spec:
      chart:
        spec:
          chart: \(chart)
          sourceRef: {kind: HelmRepository, name: \(name)}
          version: \(version)

    """
}

/// The archive of a chart; the files' paths are those below its folder.
func archive(_ files: [String: String], published: Digest? = nil) throws -> ChartArchiveFile {
    let digest = try #require(Digest(long("a")))
    let sorted = files.sorted { $0.key < $1.key }
    let bytes = TarBytes(sorted.map { (name: "chart/\($0.key)", content: Array($0.value.utf8)) }).bytes
    return ChartArchiveFile(
        bytes: TarBytes.gzip(bytes), digest: digest, published: published, source: "chart.tgz")
}
