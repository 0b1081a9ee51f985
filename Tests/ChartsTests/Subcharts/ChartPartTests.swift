import Testing

@testable import Charts

@Suite struct ChartPartTests {
    private static func part(_ name: String, _ more: String, _ values: String, _ inner: [Chart]) throws -> Chart {
        try chart(
            ["Chart.yaml": "apiVersion: v2\nname: \(name)\nversion: 1.0.0\n\(more)", "values.yaml": values],
            subcharts: inner)
    }

    /// What an outer chart says wins, three charts deep; `global` is handed down and is not among the chart's own values.
    @Test func outerValuesWin() throws {
        let inner = try Self.part("c", "", "x: 1\ny: 1\nz: 1\nglobal: {c: 1, a: 2}\n", [])
        let middle = try Self.part("b", "dependencies: [{name: c}]\n", "c: {y: 2, z: 2}\n", [inner])
        let outer = try Self.part(
            "a", "dependencies: [{name: b, alias: d}]\n", "d: {c: {z: 3}}\nglobal: {a: 1}\n", [middle])
        let parts = ChartPart.all(of: outer)
        #expect(parts.map { "\($0.path)" } == ["", "d", "d.c"])
        #expect(parts.last?.values == (try values("x: 1\ny: 2\nz: 3\nglobal: {a: 1, c: 1}\n")))
        let whole = "d: {c: {x: 1, y: 2, z: 3, global: {c: 1, a: 2}}}\nglobal: {a: 1}\n"
        #expect(parts.first?.values == (try values(whole)))
        #expect(ChartDefaults(of: outer).values == (try values(whole)))
    }

    /// 40 aliases in 40 aliases, five deep, are a hundred million charts.
    @Test func aliasesOfAliasesEnd() throws {
        let aliases = (0..<40).map { "{name: n, alias: a\($0)}" }.joined(separator: ", ")
        var nested = try Self.part("n", "", "image: o/a:1\n", [])
        for _ in 0..<5 { nested = try Self.part("n", "dependencies: [\(aliases)]\n", "image: o/a:1\n", [nested]) }
        #expect(ChartPart.all(of: nested).count == ChartLimits.chartParts)
        #expect(nested.images.count == ChartLimits.chartParts)
    }
}
