import Artifacts

/// Charts whose sub-charts are behind: one finding for each version of a chart.
enum SubchartFindings {
    /// As many as a line takes.
    private static let named = 5

    static func of(_ uses: [ChartUse]) -> [Finding] {
        let groups = Dictionary(grouping: uses.indices.filter { !uses[$0].behind.isEmpty }) { index in
            "\(uses[index].artifact.identity) \(uses[index].decision.current.version ?? "")"
        }
        return groups.values.sorted { $0[0] < $1[0] }.map { indices in
            let group = indices.map { uses[$0] }
            let charts = group[0].behind
            let list = charts.prefix(named).map { "\($0.name) \($0.version) (\($0.newest) exists)" }
            let rest = charts.count > named ? ", and \(charts.count - named) more" : ""
            let message =
                "\(group[0].name) \(group[0].decision.current.version ?? "") contains charts that are behind: "
                + list.joined(separator: ", ") + rest
            return Finding(.subchartsBehind, .info, message, about: group)
        }
    }
}
