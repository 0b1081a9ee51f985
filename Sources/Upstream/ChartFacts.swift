import Artifacts
import Registry
import Versioning

/// What a chart in a registry tells of one release.
enum ChartFacts {
    static func release(tag: String, _ chart: OCIChart) -> Release {
        Release(
            text: tag, digest: chart.digest, created: chart.created, appVersion: chart.appVersion,
            kubeVersion: chart.kubeVersion, deprecated: chart.deprecated,
            chartVersion: chart.disagreement(with: tag) == nil ? nil : disagreement(of: chart.version, with: tag),
            dependencies: chart.dependencies
        )
    }

    /// The version that a chart names, where its tag names another one.
    ///
    /// Only a tag of three parts names a version: `1.2` and `latest` are meant to move. `v1.2.3` and build metadata are
    /// the same version, which is how helm-controller compares them before it refuses a chart.
    static func disagreement(of version: String, with tag: String) -> String? {
        guard let said = try? Version(threePart: TagSpelling.version(tag)) else { return nil }
        return (try? Version(version)) == said ? nil : version
    }
}
