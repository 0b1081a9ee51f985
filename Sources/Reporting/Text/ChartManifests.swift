public import Charts

/// The CRDs of a chart as one stream of YAML, for `kubectl apply -f -`.
public enum ChartManifests {
    /// The files in `crds/`, those of the charts in it behind them, each after a line `---`. Source: `helm show crds`.
    public static func crds(of chart: Chart) -> [UInt8] {
        var out: [UInt8] = []
        for file in chart.crds {
            out += "---\n".utf8
            out += file.bytes
            if out.last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
        }
        return out + chart.subcharts.flatMap(crds)
    }
}
