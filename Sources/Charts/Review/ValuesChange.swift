/// A difference between the default values of two versions of a chart.
public struct ValuesChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// The same subtree, or the same last keys, under another path: probably moved.
        case moved
        /// A value of another kind: templates that range over it, and values that are merged with it, go wrong.
        case type
        case `default`
    }

    public let kind: Kind
    /// Of something that moved, where it is now.
    public let path: ValuePath
    /// Of something that moved, where it was.
    public let from: ValuePath?
    public let old: ChartValue?
    public let new: ChartValue?

    public init(
        _ kind: Kind, _ path: ValuePath, from: ValuePath? = nil, old: ChartValue? = nil, new: ChartValue? = nil
    ) {
        self.kind = kind
        self.path = path
        self.from = from
        self.old = old
        self.new = new
    }
}

/// Compares default values. Comments, order and spelling do not matter; a parent that comes or goes is one change.
enum ValuesDiff {
    static func changes(
        from old: ChartValue, to new: ChartValue
    ) -> [ValuesChange] {
        var changes: [ValuesChange] = []
        compare(old, new, at: ValuePath(), into: &changes)
        return ValuesMoves.found(in: changes).sorted { $0.path < $1.path }
    }

    private static func compare(
        _ old: ChartValue, _ new: ChartValue, at path: ValuePath, into changes: inout [ValuesChange]
    ) {
        if old == new { return }
        switch (old, new) {
        case (.map(let before), .map(let after)):
            for key in Set(before.keys).union(after.keys) {
                let inner = path / key
                switch (before[key], after[key]) {
                case (let old?, let new?): compare(old, new, at: inner, into: &changes)
                case (let old?, nil): changes.append(ValuesChange(.removed, inner, old: old))
                case (nil, let new?): changes.append(ValuesChange(.added, inner, new: new))
                case (nil, nil): break
                }
            }
        case (.list(let before), .list(let after)):
            guard let olds = names(of: before), let news = names(of: after) else {
                // Few differences between lists of one length are told one by one, anything else as a whole.
                let differing = before.count == after.count ? before.indices.filter { before[$0] != after[$0] } : []
                guard !differing.isEmpty, before.count > 1, differing.count * 2 <= before.count else {
                    changes.append(ValuesChange(.default, path, old: old, new: new))
                    return
                }
                for index in differing { compare(before[index], after[index], at: path / "[\(index)]", into: &changes) }
                return
            }
            // Named items may stand in any order: each is compared with its namesake.
            for (name, old) in olds {
                let inner = path / "[name=\(name)]"
                if let new = news.first(where: { $0.name == name })?.item {
                    compare(old, new, at: inner, into: &changes)
                } else {
                    changes.append(ValuesChange(.removed, inner, old: old))
                }
            }
            for (name, new) in news where !olds.contains(where: { $0.name == name }) {
                changes.append(ValuesChange(.added, path / "[name=\(name)]", new: new))
            }
        default:
            let isOtherKind = old.kindName != new.kindName && old != .null && new != .null
            changes.append(ValuesChange(isOtherKind ? .type : .default, path, old: old, new: new))
        }
    }

    /// The items of a list by their names; nil where one has none, or two have the same.
    private static func names(of items: [ChartValue]) -> [(name: String, item: ChartValue)]? {
        guard !items.isEmpty else { return nil }
        let named = items.compactMap { item in item["name"]?.text.map { (name: $0, item: item) } }
        return named.count == items.count && Set(named.map(\.name)).count == items.count ? named : nil
    }
}
