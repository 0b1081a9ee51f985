/// The list under `dependencies` as Helm holds it: absent, or entries of which each may be null.
///
/// Source: Helm, `pkg/chart/loader`: YAML becomes JSON, and Go's `encoding/json` fills the structure from that.
public struct DependencyList: Hashable, Sendable {
    /// Nil where the file has no list, or null; an entry is nil where the list has null.
    public var entries: [ChartDependency?]?
    /// The first thing in it that Helm refuses to read, as the end of a sentence; the rest is read all the same.
    public private(set) var problem: String?

    public init(_ entries: [ChartDependency?]? = nil) {
        self.entries = entries
    }

    /// The entries that are not null.
    public var present: [ChartDependency] { (entries ?? []).compactMap { $0 } }

    /// Reads the members of a file that may hold a list onto what an earlier file said: a list replaces a list, but its
    /// entries are read onto those that stood at their places, as Go's decoder does.
    mutating func read(fileOf members: [String: ChartValue]) {
        for (key, value) in members.inByteOrder where key.lowercased() == "dependencies" {
            switch value {
            case .null: entries = nil
            case .list(let items): entries = items.indices.map { entry(items[$0], at: $0) }
            default: note("`dependencies` is \(value.kindName), expected a list")
            }
        }
    }

    private mutating func entry(_ value: ChartValue, at index: Int) -> ChartDependency? {
        switch value {
        case .null:
            return nil
        case .map(let members):
            var dependency = entries.flatMap { index < $0.count ? $0[index] : nil } ?? ChartDependency(name: "")
            dependency.read(members) { note("`dependencies[\(index)].\($0)") }
            return dependency
        default:
            note("`dependencies[\(index)]` is \(value.kindName), expected a mapping")
            return nil
        }
    }

    private mutating func note(_ what: String) {
        problem = problem ?? what
    }
}

extension [String: ChartValue] {
    /// As Go's encoder writes them, and its decoder meets them: of two spellings of one field the later one counts.
    var inByteOrder: [(key: String, value: ChartValue)] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
