/// Collects charts and their entries in the order of the index.
struct IndexBuilder: ~Copyable {
    private var bytes: [UInt8] = []
    private var records: [IndexTexts.Record] = []
    private var urlSizes: [UInt32] = []
    /// Each chart with its first entry; its entries end where those of the next begin.
    private var charts: [(name: String, first: Int)] = []
    private var rejected: [RepositoryIndex.RejectedEntry] = []

    /// - Parameter bytes: Room for the texts, a guess.
    init(bytes count: Int = 0) { bytes.reserveCapacity(count) }

    /// An entry's facts where no bytes of the index say them.
    struct Facts {
        var version: String
        var appVersion: String?
        var kubeVersion: String?
        var created: String?
        var deprecated = false
        var digest: String?
        var urls: [String] = []
        var dependencies: [ChartDependency] = []
        var isLibrary = false
    }

    /// The entries that follow are those of this chart.
    mutating func begin(_ chart: String) { charts.append((chart, records.count)) }

    mutating func reject(line: Int, _ problem: String) {
        rejected.append(.init(chart: charts.last?.name ?? "", line: line, problem: problem))
    }

    /// False when there would be more texts than any index has: aliases make many of few.
    mutating func add(_ facts: Facts) -> Bool {
        let dependencies = IndexDependencies.text(facts.dependencies)
        let texts = [
            facts.version, facts.appVersion, facts.kubeVersion, facts.created, facts.digest, dependencies,
        ].compactMap(\.self)
        let size = (texts + facts.urls).reduce(facts.urls.count) { $0 + $1.utf8.count }
        guard bytes.count + urlSizes.count + size <= ChartLimits.indexBytes else { return false }
        var record = IndexTexts.Record(start: UInt32(bytes.count), firstURL: UInt32(urlSizes.count))
        record.version = append(facts.version)
        record.appVersion = append(facts.appVersion)
        record.kubeVersion = append(facts.kubeVersion)
        record.created = append(facts.created)
        record.digest = append(facts.digest)
        record.dependencies = append(dependencies)
        for url in facts.urls { urlSizes.append(append(url)) }
        record.urls = UInt32(facts.urls.count)
        record.deprecated = facts.deprecated
        record.isLibrary = facts.isLibrary
        records.append(record)
        return true
    }

    mutating func add(_ fields: EntryFields, of text: UnsafePointer<UInt8>) {
        var record = IndexTexts.Record(start: UInt32(bytes.count), firstURL: UInt32(urlSizes.count))
        record.version = append(fields.version, of: text)
        record.appVersion = append(fields.appVersion, of: text)
        record.kubeVersion = append(fields.kubeVersion, of: text)
        record.created = append(fields.created, of: text)
        record.digest = append(fields.digest, of: text)
        record.dependencies = append(fields.dependencies, of: text)
        for url in fields.urls { urlSizes.append(append(url, of: text)) }
        record.urls = UInt32(fields.urls.count)
        record.deprecated = fields.deprecated
        record.isLibrary = fields.isLibrary
        records.append(record)
    }

    private mutating func append(_ text: String?) -> UInt32 {
        guard let text else { return 0 }
        bytes.append(contentsOf: text.utf8)
        return UInt32(text.utf8.count)
    }

    @inline(__always)
    private mutating func append(_ range: ByteSpan, of text: UnsafePointer<UInt8>) -> UInt32 {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text + range.start, count: range.count))
        return UInt32(range.count)
    }

    /// Charts that stand in the index twice have the entries of both places, in their order.
    ///
    /// - Parameter text: The index's last lines at least.
    consuming func finish(_ text: some BidirectionalCollection<UInt8>) -> RepositoryIndex {
        let texts = IndexTexts(bytes: bytes, records: records, urlSizes: urlSizes)
        var entries: [String: [IndexEntry]] = [:]
        entries.reserveCapacity(charts.count)
        for (place, chart) in charts.enumerated() {
            let end = place + 1 < charts.count ? charts[place + 1].first : records.count
            entries[chart.name, default: []] += (chart.first..<end).lazy.map { IndexEntry(texts, $0) }
        }
        return RepositoryIndex(entries: entries, rejected: rejected, stopsInLine: Self.stopsInLine(text))
    }

    private static func stopsInLine(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        switch text.last {
        case nil, .lineFeed, 0x0D, UInt8(ascii: "}"), UInt8(ascii: "]"): return false
        default: break
        }
        let before = text.lastIndex { $0 == .lineFeed || $0 == 0x0D }
        let first = text[before.map { text.index(after: $0) } ?? text.startIndex]
        return first == .space || first == UInt8(ascii: "-")
    }
}
