import Artifacts
import Discovery
import SourceYAML
import Tracking
import Versioning

/// Values for tests, made from YAML text so that places and ranges are real.
enum Fixture {
    static let digest = "sha256:" + String(repeating: "1234abcd", count: 8)
    static let otherDigest = "sha256:" + String(repeating: "99ff00ee", count: 8)

    static let podinfo = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: apps
        spec:
          chart:
            spec:
              chart: podinfo
              version: 6.5.0
          values:
            redis:
              image:
                repository: redis
                tag: 7.0.5
            # a wide line: 漢字
            side: "ghcr.io/acme/side:1.0.0"

        """

    /// The scalar at a chain of keys in the first document.
    static func node(_ text: String, _ path: [String]) throws -> YAMLNode {
        let root = try YAMLStream(Array(text.utf8)).documents.first?.root
        guard let node = root?[path] else { throw FixtureError.noSuchNode(path) }
        return node
    }

    enum FixtureError: Error {
        case noSuchNode([String])
    }

    static func site(
        _ file: String, _ text: String, _ path: [String], role: Site.Role = .version, form: WriteForm = .chartVersion
    ) throws -> Site {
        Site(file: file, node: try node(text, path), role: role, form: form)
    }

    static func oci(_ name: String) -> Artifact? { RepositoryName(name).map(Artifact.oci) }

    static func chart(_ url: String, _ name: String) -> Artifact? {
        ChartRepository(url).map { Artifact.chart($0, name: name) }
    }

    static func owner(_ name: String?, namespace: String? = "apps", kind: String? = "HelmRelease") -> Owner {
        Owner(apiVersion: "helm.toolkit.fluxcd.io/v2", kind: kind, namespace: namespace, name: name)
    }

    /// A reference of one site.
    static func reference(
        _ site: Site, kind: ArtifactKind = .helmChart, artifact: Artifact?, owner: Owner, bound: Binding? = nil,
        pin: Pin, candidates: [Artifact] = [], unbound: String? = nil
    ) -> Reference {
        Reference(
            id: "\(site.file)#0:\(site.path)", kind: kind, artifact: artifact, candidates: candidates, owner: owner,
            bound: bound, pin: pin, sites: [site], scheme: .tag, unbound: unbound
        )
    }

    /// A decision of a bare image, for tests of sentences and sums.
    static func decision(
        _ status: Status, version: String? = "1.2.3", constraint: String? = nil, digest: Digest? = nil,
        wanted: PinnedVersion? = nil, latest: PinnedVersion? = nil, change: Change = .none,
        latestChange: Change = .none, reasons: [Reason] = [], error: String? = nil, name: String = "web",
        file: String = "apps/web.yaml", line: Int = 1
    ) throws -> Decision {
        let text = String(repeating: "\n", count: line - 1) + "image: example.org/web:1.2.3\n"
        let site = try site(file, text, ["image"], role: .image, form: .image(prefix: "example.org/web"))
        let pin = Pin(version: constraint == nil ? version : nil, digest: digest, constraint: constraint)
        return Decision(
            reference: reference(
                site, kind: .image, artifact: oci("example.org/web"), owner: owner(name, kind: "Deployment"), pin: pin
            ),
            status: status, current: PinnedVersion(version: version, digest: digest, constraint: constraint),
            wanted: wanted, latest: latest, change: change, latestChange: latestChange, reasons: reasons, error: error
        )
    }

    static func plan(
        _ decisions: [Decision], findings: [Finding] = [], read: Int = 1, skipped: [SkippedFile] = []
    ) -> Plan {
        Plan(decisions: decisions, findings: findings, filesRead: read, skipped: skipped)
    }
}
