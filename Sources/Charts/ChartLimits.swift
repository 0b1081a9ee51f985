/// Bounds on what is read of charts.
public enum ChartLimits {
    /// The largest public indexes have 20 to 30 MB, private ones are known beyond 100 MB.
    package static let indexBytes = 256 << 20

    /// An archive as it is sent: charts are seldom 1 MB, and Helm refuses beyond 100 MiB unpacked.
    package static let archiveBytes = 50 << 20

    /// Nodes of one YAML file with its aliases expanded; the largest real values have some ten thousand.
    public static let valueNodes = 1_000_000

    /// URLs of one version that are tried; honest indexes name one, or a mirror beside it.
    package static let archiveURLs = 8

    /// Charts within charts; real ones have three levels.
    static let subchartDepth = 16
}
