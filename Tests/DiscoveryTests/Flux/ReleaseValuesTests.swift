import Discovery
import SourceYAML
import Testing

/// Values that a release takes from ConfigMaps which stand in the tree.
@Suite struct ReleaseValuesTests {
    private static func release(_ valuesFrom: String, namespace: String = "web", values: String = "{}") -> String {
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web, namespace: \(namespace)}
        spec:
          chartRef: {kind: OCIRepository, name: web}
          valuesFrom: [\(valuesFrom)]
          values: \(values)

        """
    }

    private static func settings(_ data: String, namespace: String = "web") -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: \(namespace)}\ndata:\n\(data)"
    }

    private static let values = "  values.yaml: |\n    image:\n      repository: ghcr.io/org/web\n      tag: 1.2.3\n"

    @Test(arguments: [
        ("{kind: ConfigMap, name: settings}", values, "web", ["image ghcr.io/org/web 1.2.3 - c.yaml#0:@8"]),
        (
            "{kind: ConfigMap, name: settings, valuesKey: x}", values.replacing("values.yaml", with: "x"), "web",
            ["image ghcr.io/org/web 1.2.3 - c.yaml#0:@8"]
        ),
        ("{kind: ConfigMap, name: settings, valuesKey: x}", values, "web", []),
        ("{kind: Secret, name: settings}", values, "web", []),
        ("{kind: ConfigMap, name: settings}", values, "elsewhere", []),
        (
            "{kind: ConfigMap, name: settings}", "  values.yaml: 'image: {repository: a/b, tag: 1.0.0}'\n", "web",
            ["image docker.io/a/b 1.0.0 - c.yaml#0:@5"]
        ),
        (
            "{kind: ConfigMap, name: settings}", "  values.yaml: >-\n    image: {repository: a/b, tag: 1.0.0}\n", "web",
            []
        ),
    ]) func valuesInABlock(_ source: String, _ data: String, _ namespace: String, _ lines: [String]) async throws {
        let found = try await Found([
            "r.yaml": Self.release(source), "c.yaml": Self.settings(data, namespace: namespace),
        ])
        #expect(found.lines == lines)
    }

    @Test(arguments: [
        (
            "{kind: ConfigMap, name: settings, valuesKey: tag, targetPath: image.tag}",
            "{image: {repository: ghcr.io/org/web}}", ["image ghcr.io/org/web 1.2.3 - c.yaml#0:/data/tag"]
        ),
        (
            "{kind: ConfigMap, name: settings, valuesKey: tag, targetPath: image.tag}", "{}",
            ["image - 1.2.3 - c.yaml#0:/data/tag"]
        ),
        ("{kind: ConfigMap, name: settings, valuesKey: tag, targetPath: version}", "{}", []),
        (
            "{kind: ConfigMap, name: settings, valuesKey: whole, targetPath: image}", "{}",
            ["image docker.io/a/b 2.0.0 - c.yaml#0:/data/whole"]
        ),
    ]) func oneValue(_ source: String, _ values: String, _ lines: [String]) async throws {
        let found = try await Found([
            "r.yaml": Self.release(source, values: values),
            "c.yaml": Self.settings("  tag: 1.2.3\n  whole: a/b:2.0.0\n"),
        ])
        #expect(found.lines == lines)
    }

    /// Of ConfigMaps of one name, the one nearest to the release.
    @Test func everyClusterHasItsOwn() async throws {
        var files: [String: String] = [:]
        for (name, tag) in [("a", "1.0.0"), ("b", "2.0.0")] {
            files["\(name)/r.yaml"] = Self.release("{kind: ConfigMap, name: settings}")
            files["\(name)/c.yaml"] = Self.settings(Self.values.replacing("1.2.3", with: tag))
        }
        #expect(
            try await Found(files).lines == [
                "image ghcr.io/org/web 1.0.0 - a/c.yaml#0:@8", "image ghcr.io/org/web 2.0.0 - b/c.yaml#0:@8",
            ])
    }

    /// A variable in the values is followed, and what stands beside it stays editable.
    @Test func variablesInTheValues() async throws {
        let found = try await Found([
            "flux.yaml": """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: a, namespace: flux-system}
            spec: {path: apps, postBuild: {substitute: {TAG: 3.0.0}}}

            """, "apps/r.yaml": Self.release("{kind: ConfigMap, name: settings}"),
            "apps/c.yaml": Self.settings(
                Self.values.replacing("1.2.3", with: "${TAG}") + "    side:\n      image: a/b:1.0.0\n"),
        ])
        #expect(
            found.lines == [
                "image docker.io/a/b 1.0.0 - apps/c.yaml#0:@10",
                "image ghcr.io/org/web 3.0.0 - flux.yaml#0:/spec/postBuild/substitute/TAG",
            ])
        let edit = found.tree.references[0].mainSite.edit(to: "a/b:1.1.0")
        #expect(edit?.old == "a/b:1.0.0")
    }
}
