/// Tells of what was removed and what was added, which is probably the same under another path.
///
/// Either the subtree is the same and says something (two scalars, or a text that is not common), or the whole old path
/// is the end of the new one, or the new one of the old one. Where several fit, nothing is told: a wrong hint is worse
/// than none.
enum ValuesMoves {
    /// Beyond so many candidates a comparison of all with all costs more than a hint is worth.
    private static let candidates = 2_000

    static func found(in changes: [ValuesChange]) -> [ValuesChange] {
        let removed = changes.filter { $0.kind == .removed }
        let added = changes.filter { $0.kind == .added }
        guard !removed.isEmpty, !added.isEmpty else { return changes }
        let places = added.flatMap { change in
            subtrees(of: change.new ?? .null, at: change.path)
        }
        guard places.count <= candidates, removed.count <= candidates else { return changes }
        var moves: [(from: ValuesChange, to: Place)] = []
        for change in removed {
            guard let old = change.old else { continue }
            let fitting = best(places.filter { isSame(old, change.path, $0.value, $0.path) }, for: change.path, old)
            if let place = fitting { moves.append((change, place)) }
        }
        // Two that would have gone to one place, or into each other, are told as what they are.
        let targets = Dictionary(grouping: moves) { $0.to.path }
        let sure = targets.values.filter { $0.count == 1 }.flatMap { $0 }
        let gone = Set(sure.map(\.from.path))
        let arrived = Set(sure.map(\.to.path))
        let rest = changes.filter { change in
            switch change.kind {
            case .removed: !gone.contains(change.path)
            case .added: !isAllMoved(change.new ?? .null, at: change.path, arrived)
            default: true
            }
        }
        return rest
            + sure.map { move in
                ValuesChange(.moved, move.to.path, from: move.from.path, old: move.from.old, new: move.to.value)
            }
    }

    /// True where everything that was added came from elsewhere.
    private static func isAllMoved(_ value: ChartValue, at path: ValuePath, _ arrived: Set<ValuePath>) -> Bool {
        if arrived.contains(path) { return true }
        guard case .map(let members) = value, !members.isEmpty else { return false }
        return members.allSatisfy { isAllMoved($0.value, at: path / $0.key, arrived) }
    }

    private struct Place {
        let path: ValuePath
        let value: ChartValue
    }

    private static func subtrees(of value: ChartValue, at path: ValuePath) -> [Place] {
        var found = [Place(path: path, value: value)]
        if case .map(let members) = value {
            for (key, inner) in members { found += subtrees(of: inner, at: path / key) }
        }
        return found
    }

    private static func isSame(
        _ old: ChartValue, _ from: ValuePath, _ new: ChartValue, _ to: ValuePath
    ) -> Bool {
        if old == new, saysSomething(old) || (from.parent == to.parent && old.isMap && !old.isBlank) { return true }
        guard old.kindName == new.kindName || old == .null || new == .null else { return false }
        return isEnd(from.keys, of: to.keys) || isEnd(to.keys, of: from.keys)
            || (old == new && from.keys.count > 2 && to.keys.count > 2 && from.keys.suffix(2) == to.keys.suffix(2))
    }

    private static func isEnd(_ short: [String], of long: [String]) -> Bool {
        // One key alone may be the end of anything: `enabled`, `annotations`.
        short.count < long.count && long.suffix(short.count) == short[...]
            && (short.count > 1 || !ordinary.contains(short[0]))
    }

    private static func saysSomething(_ value: ChartValue) -> Bool {
        switch value {
        case .map(let members): members.count > 1 && value.leafCount > 1 && !members.values.allSatisfy(\.isBlank)
        case .list(let items): items.count > 1 || items.first.map(saysSomething) ?? false
        case .string(let text): text.utf8.count > 8
        default: false
        }
    }

    private static func best(_ places: [Place], for path: ValuePath, _ old: ChartValue) -> Place? {
        if places.count < 2 { return places.first }
        let sameName = places.filter { $0.path.last == path.last }
        if sameName.count == 1 { return sameName[0] }
        // Nested in each other, the outermost says all.
        guard let outer = places.min(by: { $0.path.keys.count < $1.path.keys.count }) else { return nil }
        return places.allSatisfy { $0.path.isWithin(outer.path) } ? outer : nil
    }

    private static let ordinary: Set<String> = [
        "enabled", "name", "annotations", "labels", "image", "type", "port", "host", "path", "resources", "affinity",
        "tolerations", "nodeSelector", "config", "create", "size", "replicas", "env", "args",
    ]
}
