/// The versions of APIs that a chart's templates are written for, where no condition on the cluster chooses them.
enum TemplateAPIs {
    private static let mark = "apiVersion:"

    /// `apiVersion` ⇒ the first file with it; sub-charts included, files that look at the cluster's capabilities left out.
    static func all(in chart: Chart, prefix: String = "", depth: Int = 0) -> [String: String] {
        var found: [String: String] = [:]
        for file in chart.templates where [".yaml", ".yml"].contains(where: file.path.hasSuffix) {
            let text = String(decoding: file.bytes, as: UTF8.self)
            guard !text.contains(".Capabilities"), !text.contains("lookup ") else { continue }
            for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(mark) {
                let value = line.dropFirst(mark.count).split(separator: "#").first ?? ""
                let name = value.filter { $0 != " " && $0 != "\"" && $0 != "'" && $0 != "\t" }
                if !name.isEmpty, !name.contains("{") { found[name] = found[name] ?? prefix + file.path }
            }
        }
        guard depth < ChartLimits.chartDepth else { return found }
        for subchart in chart.subcharts {
            let inner = all(in: subchart, prefix: "\(prefix)charts/\(subchart.metadata.name)/", depth: depth + 1)
            found.merge(inner) { first, _ in first }
        }
        return found
    }
}
