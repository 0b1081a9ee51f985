/// What a `Chart.lock` or `requirements.lock` records: the versions that the dependencies were resolved to.
public struct ChartLock: Hashable, Sendable {
    /// As Helm holds it: absent, or with entries that may be null.
    public var list: DependencyList
    /// `sha256:…` over requested and locked dependencies, as Helm wrote it.
    public var digest: String
    /// RFC 3339 with nanoseconds.
    public var generated: String

    /// The entries that are not null.
    public var dependencies: [ChartDependency] { list.present }

    public init(dependencies: [ChartDependency], digest: String, generated: String) {
        self.init(list: DependencyList(dependencies), digest: digest, generated: generated)
    }

    public init(list: DependencyList, digest: String, generated: String) {
        self.list = list
        self.digest = digest
        self.generated = generated
    }

    /// Reads the bytes of a lock; nil where the file says nothing, which is no lock to Helm.
    ///
    /// - Parameter file: How errors call it.
    public init?(_ bytes: [UInt8], file: String = "Chart.lock") throws(ChartFileError) {
        let value = try ChartFileError.value(of: bytes, in: file)
        if value == .null { return nil }
        guard case .map(let members) = value else { throw ChartFileError(file, "is not a mapping") }
        list = DependencyList()
        list.read(fileOf: members)
        var texts = ["digest": "", "generated": ""]
        for (key, value) in members.inByteOrder {
            if let text = value.text, texts[key.lowercased()] != nil { texts[key.lowercased()] = text }
        }
        digest = texts["digest"] ?? ""
        generated = texts["generated"] ?? ""
    }
}
