/// A chart that was read: its metadata, its lock, its files as bytes, and the charts below `charts/`.
public struct Chart: Hashable, Sendable {
    public let metadata: ChartMetadata
    /// What `Chart.yaml` and, for charts of API version 1, `requirements.yaml` ask for, as Helm holds it.
    public let dependencyList: DependencyList
    public let lock: ChartLock?
    /// The documents of `values.yaml` laid over one another; an empty map where there is none, or it cannot be read.
    public let values: ChartValue
    /// Every file but those below `charts/`, in the order of their paths.
    public let files: [ChartFile]
    /// The charts below `charts/`, unpacked or not, in the order of their paths.
    public let subcharts: [Chart]
    /// What in it cannot be read; the chart as such can.
    public let problems: [ChartFileError]
    /// The first of the files about dependencies that cannot be read: then nothing can be said of them.
    let dependencyFailure: ChartFileError?

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
        var metadata = try ChartMetadata(metadataFile)
        // As Helm has it.
        if metadata.apiVersion.isEmpty { metadata.apiVersion = "v1" }
        var problems = problems
        var dependencies = metadata.dependencyList
        var lock: ChartLock?
        var failures: [ChartFileError] = []
        do throws(ChartFileError) {
            if let requirements = bytes("requirements.yaml") {
                dependencies = try dependencies.reading(requirements: requirements)
                if metadata.hasDependencies, dependencies != metadata.dependencyList {
                    let message = "counts in place of the dependencies that Chart.yaml names"
                    problems.append(ChartFileError("requirements.yaml", message))
                }
            }
        } catch {
            failures.append(error)
        }
        // Helm reads the one after the other, whatever the API version, and the later one stays.
        for name in Self.lockNames {
            do throws(ChartFileError) {
                if let bytes = bytes(name) { lock = try ChartLock(bytes, file: name) }
            } catch {
                lock = nil
                failures.append(error)
            }
        }
        do throws(ChartFileError) {
            values =
                try bytes("values.yaml").map { bytes throws(ChartFileError) in try ChartValue(values: bytes) }
                ?? .map([:])
        } catch {
            values = .map([:])
            problems.append(error)
        }
        problems += failures + metadata.problems(with: dependencies.present)
        dependencyFailure = failures.first
        self.metadata = metadata
        dependencyList = dependencies
        self.lock = lock
        self.files = sorted
        self.subcharts = subcharts
        self.problems = problems
    }

    static let lockNames = ["Chart.lock", "requirements.lock"]

    /// The entries of ``dependencyList`` that are not null.
    public var dependencies: [ChartDependency] { dependencyList.present }

    /// The lock that counts: `requirements.lock` where there is one, as Helm reads it last; nil where there is none.
    public var lockFile: ChartFile? {
        Self.lockNames.reversed().lazy.compactMap { name in files.first { $0.path == name } }.first
    }

    /// Whether Helm takes it for a chart of API version 1, as it does where the file names none.
    public var isVersion1: Bool { metadata.apiVersion.isEmpty || metadata.apiVersion == "v1" }

    /// The bytes of a file outside of `charts/`, by its path; nil where there is none.
    public func bytes(of path: String) -> [UInt8]? {
        files.first { $0.path == path }?.bytes
    }
}
