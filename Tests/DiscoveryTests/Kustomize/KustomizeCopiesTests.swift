import Discovery
import SourceYAML
import Testing

/// Fields that `replacements` and `vars` fill in: what is found is what they copy from.
@Suite struct KustomizeCopiesTests {
    private static let base = [
        "base/kustomization.yaml": "resources: [d.yaml]\n",
        "base/d.yaml": """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
              - {name: app, image: "ghcr.io/org/app:placeholder"}
              - {name: side, image: "ghcr.io/org/side:1.0.0"}

        """,
    ]

    private static func overlay(_ source: String, resources: String = "../base, versions.yaml", _ more: String = "")
        -> String
    {
        """
        resources: [\(resources)]
        replacements:
        - \(source.indented(2))
          targets:
          - select: {kind: Deployment, name: web}
            fieldPaths: ["spec.template.spec.containers.[name=app].image"]
            options: {delimiter: ":", index: 1}
        \(more)
        """
    }

    private static func versions(_ data: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: versions}\ndata: {\(data)}\n"
    }

    private static let fromVersions = "source: {kind: ConfigMap, name: versions, fieldPath: data.app}"
    private static let side = "image ghcr.io/org/side 1.0.0 - base/d.yaml#0:/spec/template/spec/containers/1/image"

    @Test(arguments: [
        (fromVersions, "app: 2.0.0", "image ghcr.io/org/app 2.0.0 - prod/versions.yaml#0:/data/app", "9.0.0"),
        (
            "source: {kind: ConfigMap, name: versions, fieldPath: data.app, options: {delimiter: \":\", index: 1}}",
            "app: \"org/app:2.0.0:x\"", "image ghcr.io/org/app 2.0.0 - prod/versions.yaml#0:/data/app",
            "org/app:9.0.0:x"
        ),
        (
            "sourceValue: 2.0.0", "app: unused",
            "image ghcr.io/org/app 2.0.0 - prod/kustomization.yaml#0:/replacements/0/sourceValue", "9.0.0"
        ),
    ]) func theSourceIsWhatIsEdited(_ source: String, _ data: String, _ line: String, _ written: String) async throws {
        let found = try await Found(
            Self.base.merging([
                "prod/kustomization.yaml": Self.overlay(source), "prod/versions.yaml": Self.versions(data),
            ]) { $1 })
        #expect(found.lines == [Self.side, line])
        #expect(found.tree.references[1].mainSite.form.text(tag: "9.0.0", digest: nil) == written)
    }

    @Test func everyOverlayHasItsOwn() async throws {
        let files = [
            "prod/kustomization.yaml": Self.overlay(Self.fromVersions),
            "prod/versions.yaml": Self.versions("app: 2.0.0"),
            "dev/kustomization.yaml": Self.overlay(
                Self.fromVersions, resources: "../base",
                "configMapGenerator:\n- {name: versions, literals: [app=3.0.0]}"),
            "test/kustomization.yaml": "resources: [../base]\n",
        ]
        let found = try await Found(Self.base.merging(files) { $1 })
        #expect(
            found.lines == [
                // Of the overlay that copies nothing.
                "image ghcr.io/org/app placeholder - base/d.yaml#0:/spec/template/spec/containers/0/image", Self.side,
                "image ghcr.io/org/app 3.0.0 - dev/kustomization.yaml#0:/configMapGenerator/0/literals/0",
                "image ghcr.io/org/app 2.0.0 - prod/versions.yaml#0:/data/app",
            ])
        #expect(found.tree.references[2].mainSite.form.text(tag: "9.0.0", digest: nil) == "app=9.0.0")
    }

    @Test(arguments: [
        "source: {kind: ConfigMap, name: absent, fieldPath: data.app}",
        "source: {kind: ConfigMap, name: versions, fieldPath: data.other}",
        "source: {kind: ConfigMap, name: versions, fieldPath: data.app, options: {encoding: base64}}",
    ]) func whatCannotBeFollowedSaysWhy(_ source: String) async throws {
        let found = try await Found(
            Self.base.merging([
                "prod/kustomization.yaml": Self.overlay(source), "prod/versions.yaml": Self.versions("app: 2.0.0"),
            ]) { $1 })
        #expect(found.tree.references.count == 2)
        let reason = try #require(found.tree.references[0].unresolved)
        #expect(reason.contains("ConfigMap") && reason.contains("prod/kustomization.yaml"))
        #expect(found.tree.references[1].unresolved == nil)
    }

    /// In a file of its own, by a component, over an inner one.
    @Test func whereReplacementsStand() async throws {
        let replacement = """
            - source: {kind: ConfigMap, name: versions, fieldPath: data.app}
              targets:
              - select: {kind: Deployment}
                reject: [{name: other}]
                fieldPaths: [spec.template.spec.containers.0.image]
                options: {delimiter: ":", index: 1}

            """
        let component = [
            "c/kustomization.yaml":
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements: [{path: r.yaml}]\n",
            "c/r.yaml": replacement,
            "prod/kustomization.yaml": "resources: [../base, versions.yaml]\ncomponents: [../c]\n",
            "prod/versions.yaml": Self.versions("app: 2.0.0"),
        ]
        let line = "image ghcr.io/org/app 2.0.0 - prod/versions.yaml#0:/data/app"
        #expect(try await Found(Self.base.merging(component) { $1 }).lines == [Self.side, line])
        let outer = [
            "top/kustomization.yaml": Self.overlay("sourceValue: 5.0.0", resources: "../prod")
        ]
        let found = try await Found(Self.base.merging(component) { $1 }.merging(outer) { $1 })
        #expect(
            found.lines == [
                Self.side, "image ghcr.io/org/app 5.0.0 - top/kustomization.yaml#0:/replacements/0/sourceValue",
            ])
    }

    @Test func variablesOfKustomize() async throws {
        let found = try await Found([
            "kustomization.yaml": """
            resources: [p.yaml, c.yaml]
            vars:
            - name: TAG
              objref: {kind: ConfigMap, name: versions, apiVersion: v1}
              fieldref: {fieldpath: data.app}

            """, "c.yaml": Self.versions("app: 1.2.3"),
            "p.yaml": "kind: Pod\nspec: {containers: [{image: \"a/b:v$(TAG)\"}, {image: \"a/c:$(OTHER)\"}]}\n",
        ])
        #expect(
            found.lines == [
                "image docker.io/a/b v1.2.3 - c.yaml#0:/data/app",
                "image docker.io/a/c $(OTHER) - p.yaml#0:/spec/containers/1/image",
            ])
        #expect(found.tree.references[0].mainSite.form.text(tag: "v1.3.0", digest: nil) == "1.3.0")
    }

    /// Variables of Flux in the same file are followed, too.
    @Test func besideVariablesOfFlux() async throws {
        var files = Self.base
        files["base/d.yaml"] = files["base/d.yaml"]?.replacing("side:1.0.0", with: "side:${SIDE}")
        files["prod/kustomization.yaml"] = Self.overlay(Self.fromVersions)
        files["prod/versions.yaml"] = Self.versions("app: 2.0.0")
        files["flux.yaml"] = """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: a, namespace: flux-system}
            spec: {path: prod, postBuild: {substitute: {SIDE: 4.0.0}}}

            """
        #expect(
            try await Found(files).lines == [
                "image ghcr.io/org/side 4.0.0 - flux.yaml#0:/spec/postBuild/substitute/SIDE",
                "image ghcr.io/org/app 2.0.0 - prod/versions.yaml#0:/data/app",
            ])
    }
}
