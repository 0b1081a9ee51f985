import Artifacts
import Registry

/// What a chart in a registry tells of one release.
enum ChartFacts {
    static func release(tag: String, _ chart: OCIChart) -> Release {
        Release(
            text: tag, digest: chart.digest, created: chart.created, appVersion: chart.appVersion,
            kubeVersion: chart.kubeVersion, deprecated: chart.deprecated
        )
    }
}
