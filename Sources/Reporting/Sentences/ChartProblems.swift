import Charts

/// What is wrong with a chart that could be read.
enum ChartProblems {
    /// Those of the chart, of the charts in it (their files below `charts/NAME/`), of its CRDs and of its annotations.
    ///
    /// - Parameter definitions: Those of ``Charts/Chart/definitions``.
    static func all(of chart: Chart, definitions: [ChartFileError]) -> [ChartFileError] {
        var problems = collect(chart, prefix: "") + definitions
        do throws(ChartFileError) {
            _ = try chart.metadata.changes()
        } catch {
            problems.append(error)
        }
        return problems
    }

    private static func collect(_ chart: Chart, prefix: String) -> [ChartFileError] {
        chart.problems.map { ChartFileError(prefix + $0.file, $0.message) }
            + chart.subcharts.flatMap { collect($0, prefix: "\(prefix)charts/\($0.metadata.name)/") }
    }
}
