import Charts
import FakeRegistry
import TestSupport
import Testing

/// Metadata, values and schemas of real charts.
@Suite(.enabled(if: Places.shared != nil, "needs the real charts of ../shared/corpus/chart-pairs"))
struct CorpusChartTests {
    private static let root = (Places.shared ?? "") + "/corpus/chart-pairs"

    static let charts: [String] = {
        guard Places.shared != nil else { return [] }
        let list = run("find", [root, "-name", "Chart.yaml", "-printf", "%P\\n"]).output
        return list.split(separator: "\n").map { String($0.dropLast("/Chart.yaml".count)) }.sorted()
    }()

    @Test(arguments: charts) func isRead(path: String) throws {
        let chart = try Chart(directory: "\(Self.root)/\(path)")
        #expect("\(chart.metadata.name)/\(chart.metadata.version)" == path)
        #expect(chart.problems.isEmpty && chart.definitions.unreadable.isEmpty, "\(chart.problems)")
        #expect(chart.metadata.name == "app-template" || !chart.images.isEmpty)
        #expect(
            chart.images.allSatisfy {
                !$0.reference.contains("{") && $0.tagSource != .values || $0.tag != nil || $0.digest != nil
            })
        let files = chart.files.map { (name: "x/\($0.path)", content: $0.bytes) }
        #expect(try Chart(archive: Gzip.stored(TarBytes(files).bytes), named: path) == chart)
    }

    @Test func theImagesOfArgoCD() throws {
        let chart = try Chart(directory: "\(Self.root)/argo-cd/10.0.0")
        let running = chart.images.filter { $0.disabledBy == nil }.map(\.reference)
        #expect(
            running == [
                "ghcr.io/dexidp/dex:v2.45.1", "quay.io/argoproj/argocd:v3.4.4",
                "ecr-public.aws.com/docker/library/redis:8.2.3-alpine",
            ])
        #expect(chart.definitions.found.count == 3)
    }
}
