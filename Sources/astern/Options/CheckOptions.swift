import ArgumentParser
import Configuration
import Tracking
import Upstream
import Versioning

/// What charts are held against besides their versions.
struct CheckOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The version of the cluster, for charts that do not run on every one: 1.31, v1.31.2. .astern.yaml can name "
                + "several clusters.",
            valueName: "version"))
    var kubeVersion: String?

    @Flag(
        name: .long, inversion: .prefixedNo,
        help: "Fetch the charts in use, and the lists of their sub-charts, to look into them (default: only offline).")
    var checkCharts: Bool?

    func checks(_ settings: Settings, now: Int64) throws -> ChartChecks {
        ChartChecks(
            clusters: try clusters(settings), now: now,
            fetches: try checkCharts ?? Environment.switched("check-charts")
                ?? settings.configuration.checks.checkCharts?.value ?? false
        )
    }

    /// The clusters that the tree is for; nil when nobody says so.
    func clusters(_ settings: Settings) throws -> ClusterVersions? {
        guard let text = kubeVersion ?? Environment.flag("kube-version") else {
            return settings.configuration.kubeVersion?.value
        }
        guard let version = KubernetesVersion(text) else {
            throw ValidationError("--kube-version \(text): expected the version of a cluster, such as 1.31 or v1.31.2")
        }
        return ClusterVersions([version])
    }
}
