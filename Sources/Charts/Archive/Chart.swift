/// A chart that was read: its metadata, its lock, its files as bytes, and the charts below `charts/`.
public struct Chart: Hashable, Sendable {
    public let metadata: ChartMetadata
    /// What `Chart.yaml` or, for charts of API version 1, `requirements.yaml` asks for.
    public let dependencies: [ChartDependency]
    public let lock: ChartLock?
    /// The documents of `values.yaml` laid over one another; an empty map where there is none, or it cannot be read.
    public let values: ChartValue
    /// Every file but those below `charts/`, in the order of their paths.
    public let files: [ChartFile]
    /// The charts below `charts/`, unpacked or not, in the order of their paths.
    public let subcharts: [Chart]
    /// What in it cannot be read; the chart as such can.
    public let problems: [ChartFileError]

    /// Puts a chart together.
    ///
    /// - Parameters:
    ///   - files: All files outside of `charts/`; order does not matter.
    ///   - subcharts: What lies below `charts/`, read already.
    /// - Throws: Where there is no `Chart.yaml`, or it cannot be read. A lock or requirements that cannot be read are
    ///   problems of the chart, no more.
    public init(files: [ChartFile], subcharts: [Chart] = [], problems: [ChartFileError] = []) throws(ChartFileError) {
        let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        func bytes(_ path: String) -> [UInt8]? { sorted.first { $0.path == path }?.bytes }
        guard let metadataFile = bytes("Chart.yaml") else { throw ChartFileError("Chart.yaml", "is missing") }
        let metadata = try ChartMetadata(metadataFile)
        var problems = problems
        var dependencies = metadata.dependencies
        var lock: ChartLock?
        do throws(ChartFileError) {
            if !metadata.hasDependencies, let requirements = bytes("requirements.yaml") {
                dependencies = try ChartDependency.ofRequirements(requirements)
            }
            for name in ["Chart.lock", "requirements.lock"] where lock == nil {
                lock = try bytes(name).map { bytes throws(ChartFileError) in try ChartLock(bytes, file: name) }
            }
        } catch {
            problems.append(error)
        }
        do throws(ChartFileError) {
            values =
                try bytes("values.yaml").map { bytes throws(ChartFileError) in try ChartValue(values: bytes) }
                ?? .map([:])
        } catch {
            values = .map([:])
            problems.append(error)
        }
        self.metadata = metadata
        self.dependencies = dependencies
        self.lock = lock
        self.files = sorted
        self.subcharts = subcharts
        self.problems = problems
    }

    /// The bytes of a file outside of `charts/`, by its path; nil where there is none.
    public func bytes(of path: String) -> [UInt8]? {
        files.first { $0.path == path }?.bytes
    }
}
