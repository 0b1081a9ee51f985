import Artifacts
import SourceYAML
import TestSupport
import Testing

@testable import Discovery

/// Sources of Argo CD Applications.
@Suite struct ApplicationDiscoveryTests {
    private static func application(_ spec: String) -> String {
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app, namespace: argocd}\nspec:\n  \(spec.indented(2))\n"
    }

    /// `spec` ⇒ references.
    static let specs: [Snippet] = [
        Snippet(
            "a chart of a repository", "source: {repoURL: \"https://x.org/c/\", chart: app, targetRevision: 1.2.3}",
            "helmChart https://x.org/c#app 1.2.3 -"),
        Snippet(
            "a chart of a registry", "source: {repoURL: ghcr.io/org/charts, chart: app, targetRevision: v1.2.3}",
            "ociChart ghcr.io/org/charts/app v1.2.3 -"),
        Snippet(
            "a chart of a registry by scheme",
            "source: {repoURL: \"oci://ghcr.io/org\", chart: app, targetRevision: 1.2.3}",
            "ociChart ghcr.io/org/app 1.2.3 -"),
        Snippet(
            "an artifact", "source: {repoURL: \"oci://ghcr.io/org/app\", path: ., targetRevision: 1.2.3}",
            "ociArtifact ghcr.io/org/app 1.2.3 -"),
        Snippet(
            "a tag", "source: {repoURL: \"https://x.org/o/r.git\", path: a, targetRevision: v1.2.3}",
            "gitTag https://x.org/o/r v1.2.3 -"),
        Snippet(
            "a branch pins nothing", "source: {repoURL: \"git@x.org:o/r\", targetRevision: main}"),
        Snippet(
            "HEAD", "source: {repoURL: \"https://x.org/o/r\", targetRevision: HEAD}"),
        Snippet(
            "a branch of releases", "source: {repoURL: \"https://x.org/o/r\", targetRevision: release-1.2}",
            "gitTag https://x.org/o/r release-1.2 -"),
        Snippet(
            "a tag by its whole name", "source: {repoURL: \"https://x.org/o/r\", targetRevision: refs/tags/v1.2.3}",
            "gitTag https://x.org/o/r v1.2.3 -"),
        Snippet(
            "patches for kustomize",
            "source: {repoURL: \"https://x.org/o/r\", kustomize: {patches: [{patch: '[{\"op\": \"add\", \"path\": \"/image\", \"value\": \"a/b:1\"}]'}]}}",
            "image docker.io/a/b 1 -"),
        Snippet(
            "a branch like a version", "source: {repoURL: \"https://x.org/o/r\", targetRevision: \"1.2\"}",
            "gitTag https://x.org/o/r 1.2 -"),
        Snippet(
            "a range of tags", "source: {repoURL: \"https://x.org/o/r\", targetRevision: 1.2.*}",
            "gitTag https://x.org/o/r (1.2.*) -"),
        Snippet(
            "a range of charts", "source: {repoURL: \"https://x.org\", chart: app, targetRevision: \"~1.2\"}",
            "helmChart https://x.org#app (~1.2) -"),
        Snippet("no revision of files", "source: {repoURL: \"https://x.org/o/r\", path: a}"),
        Snippet("an empty one", "source: {repoURL: \"https://x.org/o/r\", targetRevision: \"\"}"),
        Snippet(
            "no revision of a chart", "source: {repoURL: \"https://x.org\", chart: app}",
            "helmChart https://x.org#app (*) -"),
        Snippet(
            "an empty chart", "source: {repoURL: \"https://x.org/o/r\", chart: \"\", targetRevision: v1}",
            "gitTag https://x.org/o/r v1 -"),
        Snippet(
            "a variable", "source: {repoURL: \"${URL}\", chart: app, targetRevision: 1.2.3}", "helmChart - 1.2.3 -"),
        Snippet("no URL", "source: {repoURL: nowhere, targetRevision: v1}", "gitTag - v1 -"),
        Snippet(
            "several sources",
            """
            source: {repoURL: "https://x.org", chart: not, targetRevision: 1.0.0}
            sources:
            - {repoURL: "https://x.org", chart: app, targetRevision: 1.2.3, helm: {valueFiles: [$v/a.yaml]}}
            - {repoURL: "https://x.org/o/r", ref: v, targetRevision: v2}
            """, "helmChart https://x.org#app 1.2.3 -", "gitTag https://x.org/o/r v2 -"),
        Snippet(
            "a hydrated source",
            "sourceHydrator: {drySource: {repoURL: \"https://x.org/o/r\", path: a, targetRevision: v2}}",
            "gitTag https://x.org/o/r v2 -"),
        Snippet(
            "images",
            """
            source:
              repoURL: https://x.org
              chart: app
              targetRevision: 1.2.3
              helm:
                valuesObject: {a: {image: {repository: a/b, tag: "1"}}}
                values: |
                  b:
                    image:
                      repository: c/d
                      tag: "2"
                parameters:
                - {name: image.repository, value: e/f}
                - {name: image.tag, value: "3"}
                - {name: side.image, value: "g/h:4"}
                - {name: x.image.tag, value: "5"}
                - {name: replicas, value: "6"}
              kustomize:
                images: ["i/j:7", "k=l/m:8", "n/o=p/q@\(digestA)", "r/s"]
            """, "helmChart https://x.org#app 1.2.3 -", "image docker.io/a/b 1 -", "image docker.io/c/d 2 -",
            "image docker.io/e/f 3 -", "image docker.io/g/h 4 -", "image - 5 -", "image docker.io/i/j 7 -",
            "image docker.io/l/m 8 -",
            "image docker.io/p/q @aaaa -"),
        Snippet(
            "values in quotes, with escapes, and no YAML",
            "sources:\n- {repoURL: \"https://x.org/o/r\", helm: {values: \"image: a/b:1\"}}\n- {repoURL: \"https://x.org/o/r\", helm: {values: \"image: a/b:2\\nx: 1\"}}\n- repoURL: https://x.org/o/r\n  helm:\n    values: |\n      - [image: a/b:1",
            "image docker.io/a/b 1 -"),
    ]

    @Test(arguments: specs) func aSource(_ snippet: Snippet) async throws {
        let found = try await Found(["a.yaml": Self.application(snippet.text)])
        #expect(found.shortLines == snippet.lines)
        #expect(found.tree.references.allSatisfy { $0.owner.kind == "Application" && $0.owner.namespace == "argocd" })
    }

    @Test func otherKindsOfThatNameAreNot() async throws {
        let text = Self.application("source: {repoURL: \"https://x.org\", chart: app, targetRevision: 1.2.3}")
        #expect(try await Found(["a.yaml": text.replacing("argoproj.io", with: "app.k8s.io")]).lines.isEmpty)
    }

    @Test func everySiteIsEditedWhereItStands() async throws {
        let text = Self.application(Self.specs.first { $0.testDescription == "images" }?.text ?? "")
        let sites = try await Found(["a.yaml": text]).tree.references.flatMap(\.sites)
        #expect(sites.map(\.path).filter { $0.hasPrefix("@") } == ["@15"])
        let edits = sites.compactMap { site in site.form.text(tag: "9", digest: digestB).flatMap(site.edit) }
        #expect(edits.count == sites.count)
        let after = try EditProof.apply(edits, to: Array(text.utf8), file: "a.yaml")
        let again = try await Found(["a.yaml": String(decoding: after, as: UTF8.self)])
        #expect(
            again.tree.references.map(\.artifact) == (try await Found(["a.yaml": text])).tree.references.map(\.artifact)
        )
        let changed = String(decoding: after, as: UTF8.self)
        #expect(changed.contains("\"k=l/m:9@\(digestB)\""))
        #expect(changed.contains("          tag: \"9\"\n"))
    }

    /// Applications named `app` ⇒ what a patch of the revision is.
    @Test(arguments: [
        (["https://x.org"], "helmChart https://x.org#app 2.0.0 patchedObject"),
        (["https://x.org", "https://x.org"], "helmChart https://x.org#app 2.0.0 patchedObject"),
        (["https://x.org", "https://y.org"], "gitTag - 2.0.0 -"), ([], "gitTag - 2.0.0 -"),
    ])
    func aPatchIsOfTheApplicationItNames(urls: [String], line: String) async throws {
        var tree = ["patch.yaml": Self.application("source: {targetRevision: 2.0.0}")]
        for (index, url) in urls.enumerated() {
            tree["z\(index).yaml"] = Self.application(
                "source: {repoURL: \"\(url)\", chart: app, targetRevision: 1.2.3}")
        }
        let found = try await Found(tree)
        #expect(found.shortLines.first == line)
        #expect(found.tree.references.first?.candidates.count == (Set(urls).count > 1 ? 2 : 0))
    }

    @Test func valuesFilesAreNamed() async throws {
        let text = Self.application(
            """
            sources:
            - {repoURL: "https://x.org", chart: app, targetRevision: 1.2.3, helm: {valueFiles: [$v/env/a.yaml, "$v/{{x}}.yaml"]}}
            - {repoURL: "https://x.org/o/r", path: charts/app, targetRevision: main, helm: {valueFiles: [values-prod.yaml, ../b.yaml]}}
            """)
        let folder = TemporaryTree(["a.yaml": text])
        let reader = try await TreeReader(path: folder.path, parsing: .promising)
        let paths = await TreeModel(files: reader.files).namedValues.map(\.path)
        #expect(paths == ["env/a.yaml", "charts/app/values-prod.yaml", "charts/b.yaml"])
    }
}
