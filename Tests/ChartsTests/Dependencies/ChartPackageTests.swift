import Charts
import TestSupport
import Testing

@Suite struct ChartPackageTests {
    @Test func whatIsPackedReadsBack() throws {
        let long = String(repeating: "long-", count: 40)
        let big = String(repeating: "0123456789abcdef", count: 10_000)
        let tree = TemporaryTree([
            "Chart.yaml": "name: c\nversion: 1.0.0\n", "values.yaml": "a: 1\n", "templates/\(long).yaml": "x",
            "files/big": big, "files/empty": "", ".helmignore": "*.bak\n", "old.bak": "x",
            "charts/sub/Chart.yaml": "name: sub\nversion: 2.0.0\n",
        ])
        let package = try ChartPackage(directory: tree.path)
        let chart = try Chart(archive: package.bytes, named: "c.tgz")
        #expect(package.metadata.name == "c")
        #expect(
            chart.files.map(\.path) == [
                ".helmignore", "Chart.yaml", "files/big", "files/empty", "templates/\(long).yaml", "values.yaml",
            ])
        #expect(chart.bytes(of: "files/big") == Array(big.utf8))
        #expect(chart.subcharts.map(\.metadata.version) == ["2.0.0"])
        #expect(chart.problems.isEmpty, "\(chart.problems)")
        #expect(try ChartPackage(directory: tree.path).bytes == package.bytes)
        tree.write(package.bytes, to: "../packed.tgz")
        defer { run("rm", ["-f", "\(tree.path)/../packed.tgz"]) }
        #expect(run("gzip", ["-t", "\(tree.path)/../packed.tgz"]).status == 0)
        #expect(run("tar", ["-tzf", "\(tree.path)/../packed.tgz"]).output.hasPrefix("c/Chart.yaml\n"))
    }

    @Test func whatLiesInAFolderOfCharts() throws {
        let tree = TemporaryTree([
            "a/Chart.yaml": "name: a\nversion: 1.0.0\n", "b-1.tgz": "none", ".hidden/x": "",
            "_off/Chart.yaml": "name: x\n",
            "README.md": "", "empty/x": "",
        ])
        tree.write(try ChartPackage(directory: "\(tree.path)/a").bytes, to: "a-1.0.0.tgz")
        let found = VendoredCharts(folder: tree.path)
        #expect(
            found.archives.map { "\($0.file) \($0.metadata?.version ?? "-")" } == ["a-1.0.0.tgz 1.0.0", "b-1.tgz -"])
        #expect(found.folders.map { "\($0.file) \($0.metadata?.version ?? "-")" } == ["a 1.0.0", "empty -"])
        #expect(VendoredCharts(folder: "\(tree.path)/nowhere") == VendoredCharts())
    }
}
