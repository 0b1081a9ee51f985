/// What a `Chart.lock` or `requirements.lock` records: the versions that the dependencies were resolved to.
public struct ChartLock: Hashable, Sendable {
    public var dependencies: [ChartDependency]
    /// `sha256:…` over requested and locked dependencies, as Helm wrote it.
    public var digest: String
    /// RFC 3339 with nanoseconds.
    public var generated: String

    public init(dependencies: [ChartDependency], digest: String, generated: String) {
        self.dependencies = dependencies
        self.digest = digest
        self.generated = generated
    }

    /// Reads the bytes of a lock.
    ///
    /// - Parameter file: How errors call it.
    public init(_ bytes: [UInt8], file: String = "Chart.lock") throws(ChartFileError) {
        let value = try ChartFileError.value(of: bytes, in: file)
        guard case .map = value else { throw ChartFileError(file, "is not a mapping") }
        dependencies = (value["dependencies"]?.items ?? []).compactMap(ChartDependency.init)
        digest = value["digest"]?.text ?? ""
        generated = value["generated"]?.text ?? ""
    }
}
