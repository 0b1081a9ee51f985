/// The version of a cluster, and what a chart's `kubeVersion` says of it.
///
/// A chart names a constraint on the cluster's version; an unreadable one admits nothing. Helm compares the version that
/// a cluster reports letter by letter, so that the suffix of a vendor (`v1.30.2-gke.5`) makes a pre-release of it, which
/// `>=1.23` refuses and `>=1.23-0` admits; a version that is given by hand (`--kube-version`) loses its suffix before.
///
/// Source: Helm, `chartutil.IsCompatibleRange` and `ParseKubeVersion`.
public struct KubernetesVersion: Hashable, Sendable, CustomStringConvertible {
    /// As it was given.
    public let text: String
    private let reported: Version
    /// Without what vendors append.
    private let plain: Version

    /// Reads `1.31`, `v1.31.2`, `1.30.2-gke.5`, `v1.31.4+k3s1`; nil for what is no version.
    public init?(_ text: String) {
        guard let version = try? Version(text),
            let plain = try? Version("\(version.major).\(version.minor).\(version.patch)")
        else { return nil }
        self.text = text
        reported = version
        self.plain = plain
    }

    /// What a constraint says of a cluster.
    public enum Admission: Hashable, Sendable {
        case admitted
        case refused
        /// The numbers are within the range; the suffix of the vendor makes Helm refuse the cluster that reports it.
        case refusedForSuffix
        /// The constraint cannot be read, for the reason given: to Helm, no cluster is compatible.
        case unreadable(String)
    }

    public func admission(by constraint: String) -> Admission {
        do throws(ConstraintError) {
            let constraint = try Constraint(constraint)
            if constraint.allows(reported) { return .admitted }
            return reported.isPrerelease && constraint.allows(plain) ? .refusedForSuffix : .refused
        } catch {
            return .unreadable(error.description)
        }
    }

    public var description: String { text }
}
