import Artifacts
import Configuration
import Discovery
import TestSupport
import Tracking
import Upstream
import Versioning

extension PackedCharts {
    /// Reviews the step from the version in the tree to the last chart's.
    func review(tree path: String, kubeVersion: String? = nil) async throws -> ChartReview {
        let tree = try await TreeDiscovery.discover(path: path)
        let references = tree.references.filter { $0.artifact?.identity == "https://charts.example.com#demo" }
        guard let reference = references.first, let from = reference.pin.version, let to = versions.last else {
            throw Problem(message: "\(path): nothing pins the chart")
        }
        let reviewer = Reviewer(
            upstream: DirectoryUpstream(directory: folder), tree: tree,
            clusters: kubeVersion.flatMap(KubernetesVersion.init).map { ClusterVersions([$0]) })
        return try await reviewer.review(references, from: from, to: to, readsBetween: true).get()
    }
}
