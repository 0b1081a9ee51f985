import Discovery
import SourceYAML
import TestSupport
import Testing

/// Variables that Flux fills in: what is found is the definition, for each cluster.
@Suite struct VariableDiscoveryTests {
    private static func cluster(_ name: String, path: String, _ postBuild: String) -> String {
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: \(name), namespace: flux-system}
        spec:
          path: \(path)
          postBuild:
            \(postBuild.indented(4))

        """
    }

    private static func pod(_ image: String) -> String {
        "kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - image: \(image)\n"
    }

    private static func settings(_ data: String) -> String {
        "kind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata: {\(data)}\n"
    }

    private static let fromSettings = "substituteFrom: [{kind: ConfigMap, name: settings}]"

    @Test func substituteBeatsSubstituteFrom() async throws {
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", "substitute: {TAG: 1.0.0}\n\(Self.fromSettings)"),
            "settings.yaml": Self.settings("TAG: 2.0.0, OTHER: 3.0.0"),
            "apps/a.yaml": Self.pod("ghcr.io/org/web:${TAG}"), "apps/b.yaml": Self.pod("ghcr.io/org/other:${OTHER}"),
        ])
        #expect(
            found.lines == [
                "image ghcr.io/org/web 1.0.0 - flux.yaml#0:/spec/postBuild/substitute/TAG",
                "image ghcr.io/org/other 3.0.0 - settings.yaml#0:/data/OTHER",
            ])
    }

    @Test func oneReferenceForEachCluster() async throws {
        var files = [
            "base/a.yaml": Self.pod("ghcr.io/org/web:v${TAG}"), "base/kustomization.yaml": "resources: [a.yaml]",
        ]
        for name in ["a", "b"] {
            files["clusters/\(name)/flux.yaml"] = Self.cluster(name, path: "apps/\(name)", Self.fromSettings)
            files["clusters/\(name)/settings.yaml"] = Self.settings("TAG: \(name == "a" ? 1 : 2).0.0")
            files["apps/\(name)/kustomization.yaml"] = "resources: [../../base]"
        }
        let found = try await Found(files)
        #expect(
            found.lines == [
                "image ghcr.io/org/web v1.0.0 - clusters/a/settings.yaml#0:/data/TAG",
                "image ghcr.io/org/web v2.0.0 - clusters/b/settings.yaml#0:/data/TAG",
            ])
    }

    @Test func aDefinitionThatSeveralArtifactsUse() async throws {
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", "substitute: {TAG: 1.0.0}"),
            "apps/a.yaml": Self.pod("ghcr.io/org/web:${TAG}"), "apps/b.yaml": Self.pod("ghcr.io/org/other:${TAG}"),
            "apps/c.yaml": Self.pod("ghcr.io/org/web:${TAG}"),
        ])
        #expect(
            found.lines == [
                "image ghcr.io/org/web 1.0.0 - flux.yaml#0:/spec/postBuild/substitute/TAG",
                "image ghcr.io/org/other 1.0.0 - apps/b.yaml#0:/spec/containers/0/image",
            ])
    }

    static let images: [(image: String, line: String, site: String)] = [
        ("${REPO}:1.2.3", "image ghcr.io/org/web 1.2.3 -", "apps/a.yaml ${REPO}:1.2.3"),
        ("${IMAGE}", "image ghcr.io/org/web 1.0.0 -", "flux.yaml ghcr.io/org/web:1.0.0"),
        ("ghcr.io/org/web:${TAG:=9.0.0}", "image ghcr.io/org/web 2.0.0 -", "flux.yaml 2.0.0"),
        (
            "ghcr.io/org/web:${NONE:=9.0.0}", "image ghcr.io/org/web 9.0.0 -",
            "apps/a.yaml ghcr.io/org/web:${NONE:=9.0.0}"
        ),
        ("ghcr.io/org/web:${NONE}", "image ghcr.io/org/web ${NONE} -", "apps/a.yaml ghcr.io/org/web:${NONE}"),
        ("ghcr.io/org/web:${TAG:0:3}", "image ghcr.io/org/web ${TAG:0:3} -", "apps/a.yaml ghcr.io/org/web:${TAG:0:3}"),
        ("ghcr.io/${NONE}/web:1.0.0", "image - 1.0.0 -", "apps/a.yaml ghcr.io/${NONE}/web:1.0.0"),
    ]

    @Test(arguments: images) func partsOfAnImage(image: String, line: String, site: String) async throws {
        let values = "substitute: {TAG: 2.0.0, REPO: ghcr.io/org/web, IMAGE: 'ghcr.io/org/web:1.0.0'}"
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", values), "apps/a.yaml": Self.pod(image),
        ])
        #expect(found.shortLines == [line])
        #expect(found.tree.references.map { "\($0.mainSite.file) \($0.mainSite.text ?? "")" } == [site])
    }

    /// What a site says for another version: between the pieces that stay.
    @Test(arguments: [
        ("ghcr.io/org/web:v${TAG}-slim", "v3.0.0-slim", "3.0.0"), ("ghcr.io/org/web:v${TAG}-slim", "v3.0.0-fat", nil),
        ("${REPO}:1.2.3", "3.0.0", "${REPO}:3.0.0"),
        ("ghcr.io/org/web:${NONE:=1.0.0}", "3.0.0", "ghcr.io/org/web:${NONE:=3.0.0}"),
    ]) func writing(image: String, tag: String, written: String?) async throws {
        let values = "substitute: {TAG: 2.0.0, REPO: ghcr.io/org/web}"
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", values), "apps/a.yaml": Self.pod(image),
        ])
        let form = try #require(found.tree.references.first?.mainSite.form)
        #expect(form.text(tag: tag, digest: nil) == written)
        #expect(form.refuses(tag: tag, digest: nil) == (written == nil))
    }

    @Test func undefinedVariablesSayWhereTheyWouldBeDefined() async throws {
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", "substitute: {OTHER: 1.0.0}"),
            "apps/a.yaml": Self.pod("ghcr.io/org/web:${TAG}"), "loose.yaml": Self.pod("ghcr.io/org/web:${TAG}"),
        ])
        #expect(
            found.tree.references.map(\.unresolved) == [
                "TAG has no value: postBuild of Kustomization flux-system/a defines it neither in substitute nor in a "
                    + "ConfigMap of the tree",
                "TAG has no value: no Flux Kustomization of the tree applies the file; its postBuild would define it",
            ])
    }

    /// `spec.path` counts from the top of the repository, also where the tree is a folder of it.
    @Test func aTreeThatIsAFolderOfItsRepository() async throws {
        let folder = TemporaryTree([
            ".git/HEAD": "ref: refs/heads/main\n",
            "kubernetes/flux.yaml": Self.cluster("a", path: "./kubernetes/apps", "substitute: {TAG: 1.0.0}"),
            "kubernetes/apps/a.yaml": Self.pod("ghcr.io/org/web:${TAG}"),
        ])
        let tree = try await TreeDiscovery.discover(path: "\(folder.path)/kubernetes")
        #expect(
            tree.references.map(\.line) == ["image ghcr.io/org/web 1.0.0 - flux.yaml#0:/spec/postBuild/substitute/TAG"])
    }

    /// A set of files that differ in nothing but their values is found the same way whatever is parsed.
    @Test func aConfigMapWithoutOtherWordsIsRead() async throws {
        let found = try await Found([
            "flux.yaml": Self.cluster("a", path: "apps", Self.fromSettings),
            "settings.yaml": "kind: Secret\n---\n" + Self.settings("TAG: 1.0.0"),
            "apps/a.yaml": Self.pod("ghcr.io/org/web:${TAG}"),
        ])
        #expect(found.lines == ["image ghcr.io/org/web 1.0.0 - settings.yaml#1:/data/TAG"])
    }
}
