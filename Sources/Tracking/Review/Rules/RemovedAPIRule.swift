import Charts
import Versioning

/// Templates written for versions of APIs that the cluster does not serve any more.
enum RemovedAPIRule {
    /// The minor version of Kubernetes in which the last kind of an API version went. Source: Kubernetes, "Deprecated API
    /// Migration Guide".
    private static let removals: [String: UInt64] = [
        "apps/v1beta1": 16, "apps/v1beta2": 16, "extensions/v1beta1": 22,
        "admissionregistration.k8s.io/v1beta1": 22, "apiextensions.k8s.io/v1beta1": 22,
        "apiregistration.k8s.io/v1beta1": 22, "authentication.k8s.io/v1beta1": 22, "authorization.k8s.io/v1beta1": 22,
        "certificates.k8s.io/v1beta1": 22, "coordination.k8s.io/v1beta1": 22, "networking.k8s.io/v1beta1": 22,
        "rbac.authorization.k8s.io/v1beta1": 22, "scheduling.k8s.io/v1beta1": 22,
        "autoscaling/v2beta1": 25, "batch/v1beta1": 25, "discovery.k8s.io/v1beta1": 25, "events.k8s.io/v1beta1": 25,
        "node.k8s.io/v1beta1": 25, "policy/v1beta1": 25,
        "autoscaling/v2beta2": 26, "flowcontrol.apiserver.k8s.io/v1beta1": 26, "storage.k8s.io/v1beta1": 27,
        "flowcontrol.apiserver.k8s.io/v1beta2": 29, "flowcontrol.apiserver.k8s.io/v1beta3": 32,
    ]

    static func items(_ comparison: ChartComparison, kubeVersion: String?) -> [ReviewItem] {
        guard let kubeVersion, let cluster = try? Version(kubeVersion), cluster.major == 1 else { return [] }
        return comparison.newAPIs.sorted { $0.key < $1.key }.compactMap { apiVersion, file in
            guard let removed = removals[apiVersion], cluster.minor >= removed else { return nil }
            let wasThere = comparison.oldAPIs[apiVersion] != nil
            return ReviewItem(
                .removedAPI, wasThere ? .check : .breaks,
                "a template is written for \(apiVersion), which Kubernetes 1.\(removed) removed, and the cluster has \(kubeVersion)"
                    + (wasThere ? "; \(comparison.old.version) has it, too" : ""),
                path: file)
        }
    }
}
