import Charts
import TestSupport
import Testing

@Suite("Chart archives")
struct ChartArchiveTests {
    static let inner = TarBytes([
        (name: "redis/Chart.yaml", content: Array("apiVersion: v2\nname: redis\nversion: 17.0.0\n".utf8))
    ]).bytes

    static let files: [(name: String, content: [UInt8])] = [
        ("Chart.yaml", Array("apiVersion: v2\nname: app\nversion: 1.2.3\nappVersion: \"4.5\"\n".utf8)),
        ("values.yaml", [0xEF, 0xBB, 0xBF] + Array("a: {b: 1, c: 2}\n---\na: {c: 3}\nd: [x]\n".utf8)),
        ("values.schema.json", Array("{}".utf8)),
        ("README.md", Array("# App\n".utf8)),
        ("CHANGELOG.md", Array("## 1.2.3\n".utf8)),
        ("crds/b.yaml", Array("kind: CustomResourceDefinition\n".utf8)),
        ("crds/notes.txt", Array("no manifest\n".utf8)),
        ("templates/deployment.yaml", Array("{{ .Values.a }}\n".utf8)),
        ("charts/redis-17.0.0.tgz", TarBytes.gzip(inner)),
        ("charts/redis-17.0.0.tgz.prov", Array("signed\n".utf8)),
        ("charts/common/Chart.yaml", Array("apiVersion: v1\nname: common\nversion: 0.1.0\n".utf8)),
        ("charts/common/templates/_h.tpl", Array("x".utf8)),
        ("charts/_old/Chart.yaml", Array("broken: [".utf8)),
    ]

    static func archive(_ files: [(name: String, content: [UInt8])] = files) -> [UInt8] {
        TarBytes.gzip(TarBytes(files.map { (name: "app/\($0.name)", content: $0.content) }).bytes)
    }

    static func expect(_ chart: Chart) {
        #expect(chart.metadata.name == "app" && chart.metadata.version == "1.2.3")
        #expect(chart.values["a"] == .map(["b": .integer(1), "c": .integer(3)]))
        #expect(chart.values["d"] == .list([.string("x")]))
        #expect(chart.schema == Array("{}".utf8))
        #expect(chart.crds.map(\.path) == ["crds/b.yaml"])
        #expect(chart.templates.map(\.path) == ["templates/deployment.yaml"])
        #expect(chart.readme?.path == "README.md" && chart.changelog?.path == "CHANGELOG.md")
        #expect(chart.subcharts.map(\.metadata.name) == ["common", "redis"])
        #expect(chart.subcharts.first?.templates.map(\.path) == ["templates/_h.tpl"])
        #expect(chart.bytes(of: "charts/redis-17.0.0.tgz.prov") == Array("signed\n".utf8))
        #expect(chart.problems.isEmpty, "\(chart.problems)")
    }

    @Test func readsAnArchive() throws {
        Self.expect(try Chart(archive: Self.archive(), named: "app-1.2.3.tgz"))
    }

    @Test func readsAFolder() throws {
        let folder = TemporaryTree()
        for file in Self.files { folder.write(file.content, to: "some/\(file.name)") }
        let chart = try Chart(directory: "\(folder.path)/some")
        Self.expect(chart)
        #expect(chart == (try Chart(archive: Self.archive(), named: "a")))
    }
}
