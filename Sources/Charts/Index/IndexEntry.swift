/// One version of a chart in an index.
///
/// A handle on the index's texts, free to copy: each text is made when it is asked for. Entries are equal when their
/// texts are.
public struct IndexEntry: Sendable {
    private let texts: IndexTexts
    private let index: Int32

    init(_ texts: IndexTexts, _ index: Int) {
        self.texts = texts
        self.index = Int32(index)
    }

    private var record: IndexTexts.Record { texts.records[Int(index)] }

    /// As the index has it, `v` and all.
    public var version: String {
        let record = record
        return texts.text(at: record.start, record.version)
    }

    public var appVersion: String? {
        let record = record
        return text(behind: record.version, of: record, record.appVersion)
    }

    public var kubeVersion: String? {
        let record = record
        return text(behind: record.version + record.appVersion, of: record, record.kubeVersion)
    }

    /// As written; RFC 3339 by convention.
    public var created: String? {
        let record = record
        return text(behind: record.version + record.appVersion + record.kubeVersion, of: record, record.created)
    }

    /// SHA-256 of the archive in hex, without a prefix.
    public var digest: String? {
        let record = record
        let before = record.version + record.appVersion + record.kubeVersion + record.created
        return text(behind: before, of: record, record.digest)
    }

    public var deprecated: Bool { record.deprecated }

    /// Where the archive lies: absolute, relative to the repository, or `oci://`.
    public var urls: [String] {
        let record = record
        var start = record.start + record.sizeBeforeDependencies + record.dependencies
        let first = Int(record.firstURL)
        return texts.urlSizes[first..<first + Int(record.urls)].map { size in
            defer { start += size }
            return texts.text(at: start, size)
        }
    }

    private func text(behind before: UInt32, of record: IndexTexts.Record, _ size: UInt32) -> String? {
        size == 0 ? nil : texts.text(at: record.start + before, size)
    }

    /// Name, version and repository alone: what the entry says of the charts that this one is put together from.
    public var dependencies: [ChartDependency] {
        let record = record
        guard record.dependencies > 0 else { return [] }
        return IndexDependencies.read(
            texts.slice(at: record.start + record.sizeBeforeDependencies, record.dependencies))
    }

    /// A chart that others take templates from, and that installs nothing.
    public var isLibrary: Bool { record.isLibrary }
}

extension IndexEntry: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        if left.texts === right.texts, left.index == right.index { return true }
        return left.version == right.version && left.appVersion == right.appVersion
            && left.kubeVersion == right.kubeVersion && left.created == right.created && left.digest == right.digest
            && left.deprecated == right.deprecated && left.urls == right.urls
            && left.isLibrary == right.isLibrary && left.dependencies == right.dependencies
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(version)
        hasher.combine(digest)
    }
}

extension IndexEntry: CustomStringConvertible {
    public var description: String { version }
}
