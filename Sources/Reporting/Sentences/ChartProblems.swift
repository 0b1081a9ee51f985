public import Charts

/// What is wrong with a chart that could be read.
public enum ChartProblems {
    /// Those of the chart, of the charts in it (their files below `charts/NAME/`), of its CRDs and of its annotations.
    public static func all(of chart: Chart) -> [ChartFileError] {
        var problems = collect(chart, prefix: "") + chart.definitions.unreadable
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
