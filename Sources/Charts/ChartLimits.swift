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

    /// One file of a chart, unpacked. Helm has the same bound (5 MiB).
    public static let fileBytes = 5 << 20

    /// All files of a chart together must stay below it, as Helm has it (100 MiB); with those of the archives that are
    /// nested in it, which Helm counts one by one: a bomb may be made of bombs.
    public static let unpackedBytes = 100 << 20

    /// Entries of an archive or a folder, those of nested archives with it; the largest public charts have some hundred.
    public static let entries = 20_000

    /// The path of a file in a chart.
    public static let pathBytes = 1_024

    /// How deep charts may lie in charts; real ones reach 4.
    public static let chartDepth = 8

    /// Charts in a chart, counted by the keys of their values: each alias of one that has aliases itself makes more. The
    /// largest public charts have some fifty.
    static let chartParts = 512

    /// A provenance file: a Chart.yaml, a line and a signature.
    public static let provenanceBytes = 1 << 20

    /// Tar's own share of an archive: a header and padding for each entry, and pax headers for long names.
    static let tarBytes = entries * 2_048
}
