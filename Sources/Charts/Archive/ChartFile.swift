/// A file of a chart: its path below the chart's own folder, and what is in it.
public struct ChartFile: Hashable, Sendable {
    /// Segments joined by `/`: `values.yaml`, `templates/deployment.yaml`.
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
