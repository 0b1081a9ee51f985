import Testing

@testable import Charts

/// A chart from the texts of its files.
func chart(_ version: String = "1.0.0", _ files: [String: String] = [:], subcharts: [Chart] = []) throws -> Chart {
    var all = files.map { ChartFile(path: $0.key, bytes: Array($0.value.utf8)) }
    if files["Chart.yaml"] == nil {
        let text = "apiVersion: v2\nname: demo\nversion: \(version)\n"
        all.append(ChartFile(path: "Chart.yaml", bytes: Array(text.utf8)))
    }
    return try Chart(files: all, subcharts: subcharts)
}

/// Values from YAML.
func values(_ text: String) throws -> ChartValue { try ChartValue(values: Array(text.utf8)) }
