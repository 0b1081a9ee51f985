import Testing

@testable import Charts

@Suite struct TemplateAPIsTests {
    @Test(
        arguments: [
            ("apiVersion: apps/v1\nkind: X\n", ["apps/v1"]), ("kind: X\r\napiVersion: \"batch/v1\"\r\n", ["batch/v1"]),
            ("apiVersion: 'v1' # {{ old }}\n", ["v1"]), ("apiVersion: v1\n---\napiVersion: v2\n", ["v1", "v2"]),
            ("apiVersion: {{ .Values.api }}\n", []), ("apiVersion:\n  nested: true\n", []), ("  apiVersion: v1\n", []),
            ("{{ if .Capabilities.APIVersions.Has \"a\" }}\napiVersion: v1\n", []),
            ("{{ lookup \"v1\" \"a\" }}\napiVersion: v1\n", []), ("", []), ("apiVersion: v1", ["v1"]),
        ] as [(String, [String])])
    func readsLines(text: String, names: [String]) throws {
        let found = TemplateAPIs.all(in: try chart(["templates/a.yaml": text, "templates/b.tpl": "apiVersion: v9"]))
        #expect(found.keys.sorted() == names && found.values.allSatisfy { $0 == "templates/a.yaml" })
    }

    @Test func theFirstFileCountsAndSubchartsComeLast() throws {
        let inner = try chart([
            "Chart.yaml": "name: db\nversion: 1.0.0\n", "templates/a.yaml": "apiVersion: v1\n---\napiVersion: v3\n",
        ])
        let outer = try chart(
            ["templates/b.yaml": "apiVersion: v1\n", "templates/a.yml": "apiVersion: v1\n"], subcharts: [inner])
        #expect(TemplateAPIs.all(in: outer) == ["v1": "templates/a.yml", "v3": "charts/db/templates/a.yaml"])
    }
}
