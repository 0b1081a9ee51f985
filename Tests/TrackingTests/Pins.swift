import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Tracking
import Upstream
import Versioning

/// One pin, in the place where trees have it.
enum PinnedPlace: Sendable {
    /// A chart of an HTTP repository, by version or range; nil: no version.
    case chart(String?)
    /// A chart of a Helmfile with a lock file beside it.
    case locked(String)
    /// A chart of a `HelmRepository` of type oci.
    case helmOCI(String)
    /// An `OCIRepository` that holds a chart; the text is its `ref`.
    case chartRepository(String)
    /// An `OCIRepository` that holds anything else.
    case repository(String)
    /// The image of a workload: what stands behind its name.
    case image(String)
    /// An image in values: what stands below `image:` beside the repository.
    case values(String)

    var identity: String {
        switch self {
        case .chart, .locked: "https://charts.example#app"
        case .helmOCI, .chartRepository, .repository, .image, .values: "ghcr.io/org/app"
        }
    }

    var text: String {
        switch self {
        case .chart(let version): Self.release(version, "{url: \"https://charts.example\"}")
        case .locked(let version):
            "repositories: [{name: r, url: \"https://charts.example\"}]\nreleases:\n- {chart: r/app, version: \(version)}\n"
        case .helmOCI(let version): Self.release(version, "{type: oci, url: \"oci://ghcr.io/org\"}")
        case .chartRepository(let ref): Self.repository(ref, chart: true)
        case .repository(let ref): Self.repository(ref, chart: false)
        case .image(let tail):
            "kind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - image: ghcr.io/org/app\(tail)\n"
        case .values(let rest):
            """
            kind: HelmRelease
            metadata: {name: app}
            spec:
              values:
                image:
                  repository: ghcr.io/org/app
                  \(rest.replacing("\n", with: "\n      "))

            """
        }
    }

    private static func release(_ version: String?, _ spec: String) -> String {
        """
        kind: HelmRepository
        metadata: {name: charts}
        spec: \(spec)
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app}
        spec:
          chart:
            spec:
              chart: app
              sourceRef: {name: charts}
              \(version.map { "version: \($0)" } ?? "interval: 1h")

        """
    }

    private static func repository(_ ref: String, chart: Bool) -> String {
        let type = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
        return """
            kind: OCIRepository
            metadata: {name: app}
            spec:
              url: oci://ghcr.io/org/app
              interval: 1h\(chart ? "\n  layerSelector: {mediaType: \(type)}" : "")
              ref:
                \(ref.replacing("\n", with: "\n    "))

            """
    }
}

/// The plan for a tree of a few files.
func plan(
    _ files: [String: String], upstream: some UpstreamSource, rules: Rules = Rules(), concurrency: Int = 4,
    selection: Selection = Selection(), checks: ChartChecks = ChartChecks(now: 0)
) async throws -> Plan {
    let folder = TemporaryTree(files)
    let tree = try await TreeDiscovery.discover(path: folder.path)
    return await Planner(
        upstream: upstream, rules: rules, checks: checks, concurrency: concurrency, lockTime: LockTime(seconds: 0)
    ).plan(
        tree, references: selection.apply(to: tree.references))
}

extension Decision {
    /// `status wanted latest change latestChange behind reachNeeded reasons edits`, for tables.
    var line: String {
        [
            status.rawValue, wanted?.line ?? "-", latest?.line ?? "-", change.rawValue, latestChange.rawValue,
            String(behind), reachNeeded?.rawValue ?? "-", reasons.map(\.code.rawValue).joined(separator: ","),
            edits.isEmpty ? "-" : edits.map { $0.new.shortDigests }.joined(separator: ","),
        ].joined(separator: " ")
    }
}

extension PinnedVersion {
    var line: String { (version ?? "") + (digest.map { "@\($0.hex.prefix(1))" } ?? "") }
}

extension String {
    /// Digests as tables write them: `@a`.
    var shortDigests: String {
        var text = self
        for digit in ["a", "b", "c", "d", "e"] { text = text.replacing(long(digit), with: digit) }
        return text
    }

    /// Digests as trees write them.
    var longDigests: String {
        var text = self
        for digit in ["a", "b", "c", "d", "e"] { text = text.replacing("@\(digit)", with: "@\(long(digit))") }
        return text
    }
}
