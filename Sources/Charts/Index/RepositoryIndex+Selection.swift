internal import Versioning

extension RepositoryIndex {
    /// The version of a chart that a request names, chosen as Helm chooses it.
    ///
    /// An entry with exactly this text comes first, whatever else the text may mean: `1.2` is the entry `1.2` before it
    /// is a range. Otherwise the text is a range, and the highest version in it wins; of versions that are equal but for
    /// their text (`1.2.3`, `v1.2.3`, `1.2.3+a`) the first in the index. No text means the newest version that is no
    /// pre-release. Entries whose versions do not parse are found by their text alone.
    ///
    /// Where Helm refuses a text that is no range before it looks for an entry with this text, the entry is found here.
    /// Source: Helm, `pkg/repo`, `IndexFile.Get`.
    ///
    /// - Parameter request: A version, a range (`^1.2`), or nothing.
    public func entry(of chart: String, matching request: String) throws(IndexSelectionError) -> IndexEntry {
        guard let entries = entries[chart] else { throw .noChart(chart) }
        if !request.isEmpty, let exact = entries.first(where: { $0.version == request }) { return exact }
        let constraint: Constraint
        do throws(ConstraintError) {
            constraint = try Constraint(request.isEmpty ? "*" : request)
        } catch {
            throw .noRange(request, problem: error.description)
        }
        var best: (entry: IndexEntry, version: Version)?
        for entry in entries {
            guard let version = try? Version(entry.version), constraint.allows(version) else { continue }
            if let best, version <= best.version { continue }
            best = (entry, version)
        }
        guard let best else { throw .noVersion(chart, request, of: entries.count) }
        return best.entry
    }
}

/// Why an index has no entry for a request.
public enum IndexSelectionError: Error, Hashable, Sendable, CustomStringConvertible {
    case noChart(String)
    case noRange(String, problem: String)
    /// None of so many versions matches.
    case noVersion(String, String, of: Int)

    public var description: String {
        switch self {
        case .noChart(let chart): "the index has no chart named \(chart)"
        case .noRange(let text, let problem): "\(text) is no version of the index and no range: \(problem)"
        case .noVersion(let chart, _, of: 0): "the index has no versions of \(chart)"
        case .noVersion(let chart, "", let count):
            "the index has \(count) versions of \(chart), and none but pre-releases"
        case .noVersion(let chart, let request, let count):
            "none of the \(count) versions of \(chart) in the index matches \(request)"
        }
    }
}
