public import SourceYAML

/// The `index.yaml` of a chart repository: which versions of which charts it has.
///
/// Where Helm fails the whole index, one bad entry is left out and named. YAML and JSON are read alike. The layout that
/// chart tools write is read without building a document; the answer is the same as libyaml's for every text. Source:
/// Helm, `pkg/repo` (fields, the map key as the chart's name).
public struct RepositoryIndex: Sendable {
    /// Chart name ⇒ entries in the order of the file.
    public let entries: [String: [IndexEntry]]
    /// Entries that were left out, and why.
    public let rejected: [RejectedEntry]
    /// True when the text stops in the middle of a line that is not at the margin, in block style: chart tools end every
    /// line, so the index was probably cut, and its last version may be another one.
    public let stopsInLine: Bool

    public struct RejectedEntry: Hashable, Sendable {
        public let chart: String
        public let line: Int
        public let problem: String
    }

    init(entries: [String: [IndexEntry]], rejected: [RejectedEntry], stopsInLine: Bool) {
        self.entries = entries
        self.rejected = rejected
        self.stopsInLine = stopsInLine
    }

    /// Reads an index; with `charts`, only the entries of those charts.
    ///
    /// All of the text is examined whichever charts are asked for: an index that is cut or damaged is an error.
    public init(_ bytes: [UInt8], charts: Set<String>? = nil) throws(IndexError) {
        guard bytes.count <= ChartLimits.indexBytes else { throw IndexError.tooLarge(bytes.count) }
        if let index = IndexScan.read(bytes, charts: charts) {
            self = index
        } else {
            self = try IndexTree.read(bytes, charts: charts)
        }
    }

    /// Reads an index piece by piece, so that a large one is never in memory whole.
    ///
    /// - Parameters:
    ///   - size: Of the index in bytes; a guess will do.
    ///   - next: Fills the front of a buffer and says how many bytes it put there, 0 at the end, nil when nothing can be
    ///     read.
    /// - Returns: Nil for whatever chart tools do not write, and for what cannot be read: `init(_:charts:)` tells.
    package init?(
        ofSize size: Int, charts: Set<String>? = nil, pieces next: (UnsafeMutableRawBufferPointer) -> Int?
    ) {
        guard let index = IndexScan.read(charts: charts, size: size, next) else { return nil }
        self = index
    }

    /// Reads an index by libyaml alone: what the fast reader is held against.
    package init(byTree bytes: [UInt8], charts: Set<String>? = nil) throws(IndexError) {
        guard bytes.count <= ChartLimits.indexBytes else { throw IndexError.tooLarge(bytes.count) }
        self = try IndexTree.read(bytes, charts: charts)
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
