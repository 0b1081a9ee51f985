import TestSupport
import Testing

@testable import Charts

@Suite struct CustomResourceChangeTests {
    /// argo-cd keeps its definitions in `templates/crds/`, with conditions and annotations from values around them.
    @Test(.enabled(if: Places.shared != nil, "the shared corpus is absent"))
    func readsTemplatesOfRealCharts() throws {
        let folder = "\(Places.shared ?? "")/corpus/chart-pairs/argo-cd/10.0.0"
        let names = ["application", "applicationset", "appproject"]
        let files = names.map { "templates/crds/crd-\($0).yaml" }.map { path in
            ChartFile(path: path, bytes: Places.bytes("\(folder)/\(path)"))
        }
        let chart = try Chart(
            files: files + [ChartFile(path: "Chart.yaml", bytes: Places.bytes("\(folder)/Chart.yaml"))])
        let (found, unreadable) = chart.definitions
        #expect(unreadable.isEmpty)
        #expect(
            found.map(\.name).sorted() == [
                "applications.argoproj.io", "applicationsets.argoproj.io", "appprojects.argoproj.io",
            ])
        #expect(found.allSatisfy { $0.versions.map(\.name) == ["v1alpha1"] && $0.scope == "Namespaced" })
        #expect(
            found.allSatisfy {
                ($0.versions.first?.schema.map(CustomResourceFields.init)?.all.count ?? 0) > 50 && !$0.isInCRDFolder
            })
        #expect(CustomResourceDiff.changes(from: found, to: found).isEmpty)
        let gone = CustomResourceDiff.changes(from: found, to: Array(found.dropFirst()))
        #expect(gone.map(\.kind) == [.removed])
    }
}
