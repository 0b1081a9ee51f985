import Charts

/// A chart from the texts of its files; `demo 1.0.0` where no `Chart.yaml` is among them.
func chart(_ files: [String: String], subcharts: [Chart] = []) throws -> Chart {
    let all = ["Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.0.0\n"].merging(files) { $1 }
    return try Chart(
        files: all.map { ChartFile(path: $0.key, bytes: Array($0.value.utf8)) }, subcharts: subcharts)
}

/// Values from YAML.
func values(_ text: String) throws -> ChartValue { try ChartValue(values: Array(text.utf8)) }
