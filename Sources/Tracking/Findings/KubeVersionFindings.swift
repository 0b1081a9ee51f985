import Artifacts
import Configuration
import Versioning

/// Charts whose `kubeVersion` does not admit a cluster of the tree, or none at all.
enum KubeVersionFindings {
    static func of(_ use: ChartUse, clusters: ClusterVersions?) -> [Finding] {
        let versions = clusters?.versions(for: use.file) ?? []
        var findings: [Finding] = []
        var told: String?
        if let range = use.currentKubeVersion, let version = use.decision.current.version,
            let problem = problem(with: range, versions)
        {
            findings.append(use.finding(.kubeVersion, .warning, "\(use.name) \(version) \(problem)"))
            told = problem
        }
        if let range = use.wantedKubeVersion, let version = use.decision.wanted?.version,
            let problem = problem(with: range, versions), problem != told
        {
            let message = "\(use.name) \(version), which an update writes, \(problem)"
            findings.append(use.finding(.kubeVersion, .warning, message))
        }
        return findings
    }

    /// The end of a sentence that begins with the chart; nil where every cluster is admitted.
    private static func problem(with range: String, _ clusters: [KubernetesVersion]) -> String? {
        // Whatever the cluster: it need not be known.
        do throws(ConstraintError) {
            _ = try Constraint(range)
        } catch {
            return "asks for Kubernetes '\(range)', which is no range (\(error)): Helm installs it on no cluster"
        }
        func versions(_ admission: KubernetesVersion.Admission) -> [String] {
            clusters.filter { $0.admission(by: range) == admission }.map(\.text)
        }
        let refused = versions(.refused)
        if !refused.isEmpty {
            return "needs Kubernetes \(range), and the \(noun(refused)) \(list(refused))"
        }
        let suffixed = versions(.refusedForSuffix)
        guard !suffixed.isEmpty else { return nil }
        return "needs Kubernetes \(range), and the \(noun(suffixed)) \(list(suffixed)), which Helm takes for a "
            + "pre-release and refuses: the range would have to admit pre-releases (-0)"
    }

    private static func noun(_ versions: [String]) -> String { versions.count == 1 ? "cluster has" : "clusters have" }

    private static func list(_ versions: [String]) -> String {
        versions.count < 2
            ? versions.joined() : "\(versions.dropLast().joined(separator: ", ")) and \(versions[versions.count - 1])"
    }
}
