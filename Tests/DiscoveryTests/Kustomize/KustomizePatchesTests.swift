import Artifacts
import Discovery
import Testing

@Suite struct KustomizePatchesTests {
    private static func patch(_ text: String, target: String? = nil) -> String {
        "patches:\n" + (target.map { "  - target: \($0)\n    patch: |-\n      " } ?? "  - patch: |-\n      ")
            + text.indented(6)
    }

    private static let images = [
        Snippet(
            "a merge into a workload",
            patch(
                "kind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: app, image: 'a/b:1.2.3'}"
            ), "image docker.io/a/b 1.2.3 - kustomization.yaml#0:@9"),
        Snippet(
            "an operation", patch("- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: a/b:1.2.3"),
            "image docker.io/a/b 1.2.3 - kustomization.yaml#0:@5"),
        Snippet(
            "a container added",
            patch("- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: x, image: 'a/b:1'}"),
            "image docker.io/a/b 1 - kustomization.yaml#0:@5"),
        Snippet(
            "a list of containers",
            patch(
                "- op: add\n  path: /spec/template/spec/initContainers\n  value:\n    - image: a/b:1\n    - image: c/d:2"
            ),
            "image docker.io/a/b 1 - kustomization.yaml#0:@6", "image docker.io/c/d 2 - kustomization.yaml#0:@7"),
        Snippet(
            "a pod", patch("- op: replace\n  path: /spec/template\n  value: {spec: {containers: [{image: 'a/b:1'}]}}"),
            "image docker.io/a/b 1 - kustomization.yaml#0:@5"),
        Snippet("taken away", patch("- op: remove\n  path: /spec/template/spec/containers/0/image")),
        Snippet("tested", patch("- op: test\n  path: /spec/template/spec/containers/0/image\n  value: a/b:1")),
        Snippet("something else", patch("- op: add\n  path: /metadata/annotations/image\n  value: logo")),
        Snippet(
            "of a list of merges",
            "patchesStrategicMerge:\n  - |-\n    kind: Pod\n    spec: {containers: [{image: 'a/b:1'}]}",
            "image docker.io/a/b 1 - kustomization.yaml#0:@4"),
        Snippet(
            "of a list of JSON patches",
            "patchesJson6902:\n  - target: {kind: Deployment, name: x}\n    patch: |-\n      - {op: add, path: /spec/template/spec/containers/1/image, value: 'a/b:1'}",
            "image docker.io/a/b 1 - kustomization.yaml#0:@4"),
        Snippet(
            "several documents",
            patch(
                "---\nkind: Pod\nspec: {containers: [{image: 'a/b:1'}]}\n---\nkind: Pod\nspec: {containers: [{image: 'c/d:2'}]}"
            ),
            "image docker.io/a/b 1 - kustomization.yaml#0:@5", "image docker.io/c/d 2 - kustomization.yaml#0:@8"),
        Snippet("not YAML", patch("a: [")),
        Snippet(
            "quoted on one line",
            "patches:\n  - patch: '[{\"op\": \"add\", \"path\": \"/image\", \"value\": \"a/b:1\"}]'",
            "image docker.io/a/b 1 - kustomization.yaml#0:@2"
        ),
        Snippet(
            "quoted with escapes",
            "patches:\n  - patch: \"[{\\\"op\\\": \\\"add\\\", \\\"path\\\": \\\"/image\\\", \\\"value\\\": \\\"a/b:1\\\"}]\""
        ),
    ]

    @Test(arguments: images) func findsImages(_ snippet: Snippet) async throws {
        #expect(try await Found(["kustomization.yaml": "\(snippet.text)\n"]).lines == snippet.lines)
    }

    /// Two releases of one chart and one of another.
    private static func releases(_ kustomization: String) -> [String: String] {
        func release(_ name: String, _ chart: String, _ tier: String) -> String {
            """
            kind: HelmRelease
            metadata: {name: \(name), labels: {tier: \(tier)}}
            spec:
              chart: {spec: {chart: \(chart), version: 1.0.0, sourceRef: {kind: HelmRepository, name: repo}}}
              values: {image: {repository: ghcr.io/org/\(chart), tag: v1}}
            """
        }
        return [
            "overlay/kustomization.yaml": kustomization,
            "base/kustomization.yaml": "resources: [all.yaml]\n",
            "base/all.yaml": [
                "kind: HelmRepository\nmetadata: {name: repo}\nspec: {url: 'https://charts.example.com'}",
                release("web", "server", "front"), release("api", "server", "front"), release("db", "store", "back"),
            ].joined(separator: "\n---\n"),
        ]
    }

    private static let version = "kind: HelmRelease\nmetadata: {name: any}\nspec: {chart: {spec: {version: 1.27.*}}}"
    private static let operation = "- op: replace\n  path: /spec/chart/spec/version\n  value: 1.2.3"
    private static let base = "resources: [../base]\n"

    private static let charts = [
        Snippet(
            "one release by name", base + patch(version, target: "{kind: HelmRelease, name: db}"),
            "helmChart https://charts.example.com#store (1.27.*) patchedObject"),
        Snippet(
            "several releases of a chart by label",
            base + patch(version, target: "{kind: HelmRelease, labelSelector: 'tier in (front, edge),!x'}"),
            "helmChart https://charts.example.com#server (1.27.*) patchedObject"),
        Snippet(
            "several releases by pattern", base + patch(version, target: "{kind: HelmRelease, name: web|api}"),
            "helmChart https://charts.example.com#server (1.27.*) patchedObject"),
        Snippet(
            "releases of different charts", base + patch(version, target: "{kind: HelmRelease}"),
            "helmChart - (1.27.*) -"),
        Snippet(
            "none", base + patch(version, target: "{kind: HelmRelease, labelSelector: 'tier!=front,tier!=back'}"),
            "helmChart - (1.27.*) -"),
        Snippet(
            "a pattern that is none", base + patch(version, target: "{kind: HelmRelease, name: 'web('}"),
            "helmChart - (1.27.*) -"),
        Snippet(
            "the patch's own name", base + patch(version.replacing("any", with: "db")),
            "helmChart https://charts.example.com#store (1.27.*) patchedObject"),
        Snippet(
            "an operation", base + patch(operation, target: "{kind: HelmRelease, name: web}"),
            "helmChart https://charts.example.com#server 1.2.3 patchedObject"),
        Snippet(
            "an operation on the image of the values",
            base
                + patch(
                    "- {op: replace, path: /spec/values/image/tag, value: v2}", target: "{kind: HelmRelease, name: db}"),
            "image ghcr.io/org/store v2 patchedObject"),
        Snippet(
            "by name, where nothing says who includes it", patch(operation, target: "{kind: HelmRelease, name: db}"),
            "helmChart https://charts.example.com#store 1.2.3 patchedObject"),
        Snippet(
            "by pattern, where nothing says who includes it",
            patch(operation, target: "{kind: HelmRelease, name: d.*}"),
            "helmChart - 1.2.3 -"),
    ]

    @Test(arguments: charts) func bindsVersionsToWhatIsPatched(_ snippet: Snippet) async throws {
        let found = try await Found(Self.releases(snippet.text + "\n"))
        let patches = found.tree.references.filter { $0.mainSite.file.hasPrefix("overlay") }
        #expect(patches.map(\.shortLine) == snippet.lines)
        let isAmbiguous = snippet.testDescription == "releases of different charts"
        #expect(patches.flatMap(\.candidates).count == (isAmbiguous ? 2 : 0))
    }

    @Test func aComponentPatchesWhatItsIncludersHold() async throws {
        let component =
            "kind: Component\n" + Self.patch(Self.version, target: "{kind: HelmRelease, labelSelector: tier=back}")
            + "\n"
        var files = Self.releases("resources: [../base]\ncomponents: [../part]\n")
        files["part/kustomization.yaml"] = component
        files["other/db.yaml"] =
            "kind: HelmRelease\nmetadata: {name: x, labels: {tier: back}}\nspec: {chart: {spec: {chart: other, version: 1.0.0, sourceRef: {kind: HelmRepository, name: repo}}}}\n"
        let found = try await Found(files)
        let patches = found.tree.references.filter { $0.mainSite.file.hasPrefix("part") }
        #expect(patches.map(\.shortLine) == ["helmChart https://charts.example.com#store (1.27.*) patchedObject"])
        #expect(patches.first?.owner.kind == "HelmRelease")
    }

    @Test func filesOfPatches() async throws {
        var files = Self.releases(
            """
            resources: [../base]
            patches:
              - {path: version.yaml, target: {kind: HelmRelease, labelSelector: tier=front}}
              - {path: operations.yaml, target: {kind: HelmRelease, name: db}}
              - {path: image.yaml, target: {kind: Deployment}}

            """)
        files["overlay/version.yaml"] = Self.version
        files["overlay/operations.yaml"] = Self.operation
        files["overlay/image.yaml"] = "- op: add\n  path: /spec/template/spec/containers/0/image\n  value: a/b:1\n"
        files["overlay/unused.yaml"] = "- op: add\n  path: /spec/template/spec/containers/0/image\n  value: c/d:1\n"
        let found = try await Found(files)
        #expect(
            found.lines.filter { $0.contains(" overlay/") } == [
                "image docker.io/a/b 1 - overlay/image.yaml#0:/0/value",
                "helmChart https://charts.example.com#store 1.2.3 patchedObject overlay/operations.yaml#0:/0/value",
                "helmChart https://charts.example.com#server (1.27.*) patchedObject overlay/version.yaml#0:/spec/chart/spec/version",
            ])
    }

    private static let sources = [
        Snippet(
            "a range for a tag",
            patch(
                "kind: OCIRepository\nmetadata: {name: any}\nspec:\n  ref:\n    tag: null\n    semver: '>=0.0.0-0'\n    semverFilter: '^1'",
                target: "{kind: OCIRepository, name: app}"), "ociArtifact ghcr.io/org/app (>=0.0.0-0)/^1/ patchedObject"
        ),
        Snippet(
            "for all of them",
            patch(
                "kind: OCIRepository\nmetadata: {name: any}\nspec: {ref: {tag: 1.0.0}}", target: "{kind: OCIRepository}"
            ),
            "ociArtifact - 1.0.0 -"),
        Snippet(
            "a tag by an operation",
            patch("- {op: replace, path: /spec/ref/tag, value: 1.2.3}", target: "{kind: OCIRepository, name: app}"),
            "ociArtifact ghcr.io/org/app 1.2.3 patchedObject"),
        Snippet(
            "a range by several operations",
            patch(
                "- {op: remove, path: /spec/ref/tag}\n- {op: add, path: /spec/ref/semver, value: 1.x}\n- {op: add, path: /spec/ref/semverFilter, value: '^1'}",
                target: "{kind: OCIRepository, name: app}"), "ociArtifact ghcr.io/org/app (1.x)/^1/ patchedObject"),
        Snippet(
            "all of it by an operation",
            patch("- {op: add, path: /spec/ref, value: {tag: 1.2.3}}", target: "{kind: OCIRepository, name: app}"),
            "ociArtifact ghcr.io/org/app 1.2.3 patchedObject"),
    ]

    @Test(arguments: sources) func bindsTagsOfSources(_ snippet: Snippet) async throws {
        func source(_ name: String) -> String {
            "kind: OCIRepository\nmetadata: {name: \(name)}\nspec: {url: 'oci://ghcr.io/org/\(name)', ref: {tag: 1.0.0}}\n"
        }
        let found = try await Found([
            "kustomization.yaml": "resources: [a.yaml]\n\(snippet.text)\n",
            "a.yaml": source("app") + "---\n" + source("other"),
        ])
        let patches = found.tree.references.filter { $0.mainSite.file == "kustomization.yaml" }
        #expect(patches.map(\.shortLine) == snippet.lines)
    }

    @Test func patchesOfFlux() async throws {
        let found = try await Found([
            "flux.yaml": """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps}
            spec:
              path: ./apps
              patches:
                - target: {kind: HelmRelease}
                  patch: |
                    - {op: replace, path: /spec/chart/spec/version, value: 1.2.3}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: late}
            spec:
              postRenderers:
                - kustomize:
                    patches:
                      - target: {kind: Deployment}
                        patch: |
                          - {op: add, path: /spec/template/spec/containers/0/image, value: 'a/b:1'}
            """,
            "apps/app.yaml": """
            kind: HelmRelease
            metadata: {name: app}
            spec: {chart: {spec: {chart: app, sourceRef: {kind: HelmRepository, name: repo}}}}
            ---
            kind: HelmRepository
            metadata: {name: repo}
            spec: {url: 'https://charts.example.com'}
            """,
        ])
        #expect(
            found.lines.filter { $0.contains(" flux.yaml") } == [
                "helmChart https://charts.example.com#app 1.2.3 patchedObject flux.yaml#0:@9",
                "image docker.io/a/b 1 - flux.yaml#1:@20",
            ])
        #expect(found.tree.references.last?.owner.name == "late")
    }

    /// What a release without a version takes counts only where no overlay says more.
    @Test(arguments: [
        ("prod", "path: version.yaml", false), ("prod", "{target: {kind: HelmRelease}, path: version.yaml}", false),
        (
            "prod",
            "{target: {kind: HelmRelease, name: app}, patch: '[{op: add, path: /spec/chart/spec/version, value: 1.2.3}]'}",
            false
        ),
        ("prod", "{target: {kind: HelmRelease, name: other}, path: version.yaml}", true),
        ("prod,dev", "path: version.yaml", true),
    ]) func aVersionThatEveryOverlaySets(_ overlays: String, _ patch: String, _ isListed: Bool) async throws {
        var files = [
            "base/kustomization.yaml": "resources: [a.yaml]\n",
            "base/a.yaml": """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app}
            spec: {chart: {spec: {chart: app, sourceRef: {kind: HelmRepository, name: r}}}}
            ---
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: r}
            spec: {url: "https://x.org"}

            """,
            "prod/version.yaml":
                "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app}\nspec: {chart: {spec: {version: 1.2.3}}}\n",
        ]
        for overlay in overlays.split(separator: ",") {
            files["\(overlay)/kustomization.yaml"] = "resources: [../base]\n"
        }
        files["prod/kustomization.yaml"]? += "patches:\n- \(patch)\n"
        let lines = try await Found(files).shortLines
        #expect(lines.contains("helmChart https://x.org#app (*) onlyCandidate") == isListed, "\(lines)")
    }
}
