import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Testing
import Tracking

/// What the selection flags and the words of the command line mean, on one small tree.
@Suite struct SelectionTests {
    private static let files = [
        "apps/web/pod.yaml": """
        kind: Pod
        metadata: {name: web, namespace: apps}
        spec:
          containers:
          - image: nginx:1.27
          - image: ghcr.io/org/web:1.2.3
        """,
        "apps/job.yaml": """
        kind: Job
        metadata: {name: web, namespace: jobs}
        spec: {template: {spec: {containers: [{image: "ghcr.io/other/web:1.0.0"}]}}}
        """,
        "infra/[odd].yaml": """
        kind: Deployment
        metadata: {name: proxy, namespace: infra}
        spec: {template: {spec: {containers: [{image: "quay.io/org/proxy:v1"}]}}}
        """,
        "infra/chart.yaml": """
        kind: HelmRepository
        metadata: {name: charts, namespace: infra}
        spec: {url: https://charts.example/stable}
        ---
        kind: HelmRelease
        metadata: {name: cert, namespace: infra}
        spec: {chart: {spec: {chart: cert-manager, version: 1.2.3, sourceRef: {name: charts}}}}
        ---
        kind: HelmRelease
        metadata: {name: lost, namespace: infra}
        spec: {chart: {spec: {chart: lost, version: 1.2.3, sourceRef: {name: nowhere}}}}
        """,
    ]

    private static let folder = TemporaryTree(files)

    private func references() async throws -> [Reference] {
        try await TreeDiscovery.discover(path: Self.folder.path).references
    }

    private static let nginx = "docker.io/library/nginx"
    private static let web = "ghcr.io/org/web"
    private static let other = "ghcr.io/other/web"
    private static let proxy = "quay.io/org/proxy"
    private static let cert = "https://charts.example/stable#cert-manager"
    private static let all = [other, nginx, web, proxy, cert, "-"]

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let selection: Selection
        let artifacts: [String]

        init(_ description: String, _ artifacts: [String], _ change: (inout Selection) -> Void) {
            testDescription = description
            self.artifacts = artifacts
            var selection = Selection()
            change(&selection)
            self.selection = selection
        }
    }

    private static let cases = [
        Case("everything", all) { _ in },
        Case("only, by identity", [web]) { $0.only = [web] },
        Case("only, by last segment", [other, web]) { $0.only = ["web"] },
        Case("only, by a pattern on the last segment", [cert]) { $0.only = ["cert-*"] },
        Case("only, by a pattern on the whole", [web]) { $0.only = ["ghcr.io/org/*"] },
        Case("`*` stays within a segment", []) { $0.only = ["ghcr.io/*"] },
        Case("`**` crosses segments", [other, web]) { $0.only = ["ghcr.io/**"] },
        Case("only, several", [nginx, proxy]) { $0.only = ["nginx", "proxy"] },
        Case("only, none", []) { $0.only = ["nothing"] },
        Case("exclude", [nginx, proxy, cert, "-"]) { $0.exclude = ["web"] },
        Case("exclude beats only", [web]) {
            $0.only = ["web"]
            $0.exclude = ["ghcr.io/other/**"]
        },
        Case("kinds", [cert, "-"]) { $0.kinds = [.helmChart] },
        Case("namespaces", [other, nginx, web]) { $0.namespaces = ["apps", "jobs"] },
        Case("a file", [other]) { $0.paths = ["apps/job.yaml"] },
        Case("a name of files", [nginx, web]) { $0.paths = ["pod.yaml"] },
        Case("a folder", [other, nginx, web]) { $0.paths = ["apps"] },
        Case("a folder with its slash", [other, nginx, web]) { $0.paths = ["apps/"] },
        Case("a pattern of paths", [nginx, web]) { $0.paths = ["apps/*/*.yaml"] },
        Case("any depth", [other, nginx, web]) { $0.paths = ["apps/**"] },
        Case("a file that looks like a pattern means itself", [proxy]) { $0.paths = ["infra/[odd].yaml"] },
        Case("all at once", [web]) {
            $0.kinds = [.image]
            $0.namespaces = ["apps"]
            $0.paths = ["apps"]
            $0.only = ["web"]
        },
    ]

    @Test(arguments: cases) func selects(_ row: Case) async throws {
        let chosen = row.selection.apply(to: try await references())
        #expect(chosen.map { $0.artifact?.identity ?? "-" } == row.artifacts)
    }

    /// Word ⇒ artifacts, `?a|b` when it is ambiguous, `!a|b` when it is unknown and those come near.
    private static let words: [(word: String, outcome: String)] = [
        ("apps/web/pod.yaml#0:/spec/containers/1/image", web),
        ("apps/web/pod.yaml", "\(nginx) \(web)"),
        ("apps/web/pod.yaml:6", web),
        ("apps/web/pod.yaml:1", "!web"),
        ("infra/chart.yaml:7", cert),
        ("Pod/apps/web", "\(nginx) \(web)"),
        ("pod/apps/web", "\(nginx) \(web)"),
        ("Job/web", other),
        ("Pod/jobs/web", "!web"),
        ("HelmRelease/cert", cert),
        ("HelmRelease/infra/lost", "-"),
        (nginx, nginx),
        ("nginx", nginx),
        ("index.docker.io/library/nginx", nginx),
        ("oci://ghcr.io/org/web", web),
        ("https://charts.example/stable#cert-manager", cert),
        ("cert-manager", cert),
        ("proxy", proxy),
        ("lost", "-"),
        ("cert", cert),
        ("web", "?\(web)|\(other)"),
        ("cert-man", "!cert|\(cert)"),
        ("nothing-like-it", "!"),
        ("", "!"),
    ]

    @Test(arguments: words) func finds(_ word: String, _ outcome: String) async throws {
        let said =
            switch ReferenceQuery(try await references()).find(word) {
            case .found(let found): found.map { $0.artifact?.identity ?? "-" }.joined(separator: " ")
            case .ambiguous(let names): "?" + names.joined(separator: "|")
            case .unknown(let near): "!" + near.joined(separator: "|")
            }
        #expect(said == outcome)
    }

    @Test func anObjectInTwoNamespacesIsAmbiguous() async throws {
        let text = "kind: Pod\nmetadata: {name: app, namespace: NS}\nspec: {containers: [{image: NS/a:1}]}\n"
        let folder = TemporaryTree([
            "a.yaml": text.replacing("NS", with: "one"), "b.yaml": text.replacing("NS", with: "two"),
        ])
        let references = try await TreeDiscovery.discover(path: folder.path).references
        guard case .ambiguous(let names) = ReferenceQuery(references).find("Pod/app") else {
            Issue.record("expected two objects")
            return
        }
        #expect(names == ["Pod/one/app", "Pod/two/app"])
    }
}
