import Charts
import Testing

/// Helm's judgement of what lies in `charts/`, in its order.
@Suite struct DependencyStatusTests {
    /// `foo-1.0.0.tgz=foo@1.0.0`, folders without `.tgz`; `=!` for what is no chart.
    private func vendored(_ line: String) throws -> VendoredCharts {
        var charts = VendoredCharts()
        for word in line.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let chart = parts[1].split(separator: "@").map(String.init)
            let yaml = chart.count == 2 ? "name: \(chart[0])\nversion: '\(chart[1])'\n" : nil
            let item = VendoredCharts.Item(file: parts[0], metadata: try yaml.map { try ChartMetadata(Array($0.utf8)) })
            if parts[0].hasSuffix(".tgz") { charts.archives.append(item) } else { charts.folders.append(item) }
        }
        return charts
    }

    @Test(arguments: [
        ("foo", "1.0.0", "foo-1.0.0.tgz=foo@1.0.0", "ok"), ("foo", "~1.0.0", "foo-1.0.9.tgz=foo@1.0.9", "ok"),
        ("foo", "^2", "foo-1.0.0.tgz=foo@1.0.0", "wrong version"),
        ("foo", "not a range", "foo-1.0.0.tgz=foo@1.0.0", "invalid version"),
        ("foo", "x y", "foo-x.tgz=foo@x_y", "invalid version"), ("foo", "odd!", "foo-1.tgz=foo@odd!", "ok"),
        ("foo", "1.0.0", "foo-1.0.0.tgz=!", "corrupt"), ("foo", "1.0.0", "foo-bar-1.0.0.tgz=foo-bar@1.0.0", "misnamed"),
        ("foo", "1.0.0", "foo-1.0.0.tgz=foo@1.0.0 foo-bar-1.0.0.tgz=foo-bar@1.0.0", "ok"),
        ("foo", "1.0.0", "foo-1.0.0.tgz=foo@1.0.0 foo-2.0.0.tgz=foo@2.0.0", "too many matches"),
        ("foo", "1.0.0", "foo-a.tgz=foo@1.0.0 foo-b.tgz=foo@1.0.0", "unpacked"),
        ("foo", "1.0.0", "foo-a.tgz=x@1.0.0 foo-b.tgz=x@1.0.0", "missing"),
        ("foo", "1.0.0", "foo-v1.0.0.tgz=foo@1.0.0 foo-v2.0.0.tgz=foo@2.0.0", "wrong version"),
        ("foo", "1.0.0", "", "missing"), ("foo", "1.0.0", "foo=foo@1.0.0", "unpacked"),
        ("foo", "1.x", "other=foo@1.9.0", "unpacked"), ("foo", "2.x", "foo=foo@1.9.0", "wrong version"),
        ("foo", "!", "foo=foo@1.9.0", "invalid version"), ("foo", "1.0.0", "foo=!", "missing"),
        ("f[o", "1.0.0", "", "bad pattern"), ("f\\", "1.0.0", "f-1.tgz=f@1.0.0", "misnamed"),
        ("f*", "1.0.0", "foo-1.0.0.tgz=foo@1.0.0", "misnamed"), ("f[a-p]o", "1.0.0", "foo-1.tgz=f[a-p]o@1.0.0", "ok"),
        ("f[^a]o", "1.0.0", "fao-1.tgz=fao@1.0.0", "missing"), ("[]a]", "1.0.0", "", "bad pattern"),
    ])
    func status(name: String, range: String, contents: String, expected: String) throws {
        let dependency = ChartDependency(name: name, version: range, repository: "https://x")
        #expect(try vendored(contents).status(of: dependency).rawValue == expected)
    }

    @Test func warnings() throws {
        let charts = try vendored("a-1.tgz=a@1.0.0 b=b@1.0.0 c=! d.tgz=!")
        #expect(
            charts.warnings(declared: [ChartDependency(name: "a")]) == [
                "charts/b holds b, which the chart does not declare", "charts/c is not a chart",
                "charts/d.tgz is not a chart",
            ])
    }
}
