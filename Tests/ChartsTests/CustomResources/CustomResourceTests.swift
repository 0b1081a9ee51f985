import Charts
import Testing

@Suite("Custom resources of charts")
struct CustomResourceTests {
    private static let crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: as.x.io}
        spec:
          group: x.io
          names: {kind: A, plural: as}
          versions:
            - {name: v1, served: true, storage: true}
            - {name: v1beta1, served: false, storage: false, deprecated: true}
        """
    private static let template = """
        {{- if .Values.crds }}
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          {{- with .Values.annotations }}
          annotations: {{- toYaml . | nindent 4 }}
          {{- end }}
          name: bs.x.io
        spec:
          group: x.io
          names: {kind: B, plural: bs}
          version: v1alpha1
        {{- end }}
        """

    @Test func definitions() throws {
        let inner = try ChartsTests.chart(["Chart.yaml": "name: inner\nversion: 1.0.0", "crds/a.yaml": Self.crd])
        let chart = try ChartsTests.chart(
            [
                "crds/two.yaml": "# none\n---\n\(Self.crd)\n---\nkind: ConfigMap\n", "templates/b.yaml": Self.template,
                "crds/notes.txt": Self.crd, "crds/broken.yaml": "kind: CustomResourceDefinition\na: [",
            ], subcharts: [inner])
        let (found, unreadable) = chart.definitions
        #expect(found.map(\.file) == ["crds/two.yaml", "templates/b.yaml", "charts/inner/crds/a.yaml"])
        #expect(found.map(\.name) == ["as.x.io", "bs.x.io", "as.x.io"])
        #expect(found.map(\.isInCRDFolder) == [true, false, true])
        #expect(found[0].versions.map(\.name) == ["v1", "v1beta1"])
        #expect(found[0].versions.map(\.isServed) == [true, false])
        #expect(found[0].versions.map(\.isStored) == [true, false])
        #expect(found[0].versions.map(\.isDeprecated) == [false, true])
        #expect(found[1].versions.map(\.name) == ["v1alpha1"])
        #expect(unreadable.map(\.file) == ["crds/broken.yaml"])
    }
}
