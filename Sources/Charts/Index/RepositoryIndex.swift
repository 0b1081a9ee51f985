public import SourceYAML

/// The `index.yaml` of a chart repository: which versions of which charts it has.
///
/// Where Helm fails the whole index, one bad entry is left out and named. YAML and JSON are read alike. Source: Helm,
/// `pkg/repo` (fields, the map key as the chart's name).
public struct RepositoryIndex: Sendable {
    /// Chart name ⇒ entries in the order of the file.
    public let entries: [String: [IndexEntry]]
    /// Entries that were left out, and why.
    public let rejected: [RejectedEntry]

    public struct RejectedEntry: Hashable, Sendable {
        public let chart: String
        public let line: Int
        public let problem: String
    }

    /// Reads an index; with `charts`, only the entries of those charts.
    public init(_ bytes: [UInt8], charts: Set<String>? = nil) throws(IndexError) {
        guard bytes.count <= ChartLimits.indexBytes else { throw IndexError.tooLarge(bytes.count) }
        let stream: YAMLStream
        do throws(YAMLError) {
            stream = try YAMLStream(bytes)
        } catch {
            // YAML 1.1 does not know JSON's pairs of surrogates, by which some servers write an emoji.
            if let (entries, rejected) = JSONIndex.read(bytes, charts: charts) {
                (self.entries, self.rejected) = (entries, rejected)
                return
            }
            throw IndexError.notYAML(error)
        }
        guard let root = stream.documents.first?.root, root.kind == .mapping else { throw IndexError.notAnIndex }
        let lists = root["entries"]
        guard lists != nil || root["apiVersion"] != nil else { throw IndexError.notAnIndex }
        if let lists, lists.kind != .mapping, !lists.isNull {
            throw IndexError.entriesAreNoMapping(line: lists.position.line)
        }
        var entries: [String: [IndexEntry]] = [:]
        var rejected: [RejectedEntry] = []
        for (key, list) in lists?.pairs ?? [] {
            guard let chart = key.text, charts?.contains(chart) ?? true else { continue }
            // A chart whose versions are absent or cannot be read is no unknown chart.
            entries[chart, default: []] += []
            guard list.kind == .sequence || list.isNull else {
                rejected.append(
                    .init(chart: chart, line: list.position.line, problem: "the chart has no list of entries"))
                continue
            }
            for item in list.items {
                switch IndexEntry.read(item) {
                case .success(let entry):
                    entries[chart, default: []].append(entry)
                case .failure(let problem):
                    rejected.append(
                        .init(chart: chart, line: item.position.line, problem: problem.description)
                    )
                }
            }
        }
        self.entries = entries
        self.rejected = rejected
    }
}

/// Why a text is not a chart index.
public enum IndexError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(Int)
    case notYAML(YAMLError)
    case notAnIndex
    case entriesAreNoMapping(line: Int)

    public var description: String {
        switch self {
        case .tooLarge(let bytes):
            "the index has \(bytes >> 20) MiB, the limit is \(ChartLimits.indexBytes >> 20) MiB"
        case .notYAML(let error): "the index is not YAML: \(error)"
        case .notAnIndex: "not a chart index: neither `apiVersion` nor `entries` stands at the top"
        case .entriesAreNoMapping(let line): "not a chart index: `entries` in line \(line) is not a mapping"
        }
    }
}
