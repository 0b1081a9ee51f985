import Charts

/// Keys that the tree sets: those that the new chart does not know any more, or never did, and those that say nothing.
enum KeyRules {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        var items: [ReviewItem] = []
        var told: Set<ValuePath> = []
        let gone = Set(context.comparison.dependencies.filter { $0.kind == .removed }.map(\.name))
        for (path, value) in context.leaves {
            switch context.new.knowledge(of: path) {
            case .absent(let key):
                // That its sub-chart is gone has been said.
                if let first = key.keys.first, gone.contains(first) { continue }
                guard told.insert(key).inserted, let item = absent(key, context) else { continue }
                items.append(item)
            case .open:
                if let key = lostDefault(of: path, context), told.insert(key).inserted {
                    items.append(withoutDefault(key, context))
                }
            case .known, .unknown:
                if let item = repeated(path, value, context) { items.append(item) }
            }
        }
        return items + types(context)
    }

    private static func absent(_ key: ValuePath, _ context: ReviewContext) -> ReviewItem? {
        let place = context.release.place(of: key)
        guard let old = context.old[key] else {
            // Neither chart has a default: a word is due only where no text of the chart names it.
            guard case .absent = context.old.knowledge(of: key), !context.new.mentions(key), !context.old.mentions(key),
                !isEntry(key.last)
            else { return nil }
            return ReviewItem(
                .unknownKey, .safe, "\(key) is set, and neither version of the chart names such a key", path: "\(key)",
                at: place)
        }
        let move = context.comparison.values.first { change in
            change.kind == .moved && change.from.map { key.isWithin($0) || $0.isWithin(key) } ?? false
        }
        if let move, let from = move.from {
            let rest = key.isWithin(from) ? key.relative(to: from) : ValuePath()
            let target = ValuePath(move.path.keys + rest.keys)
            return ReviewItem(
                .keyMoved, .check, "\(key) is set here, and has probably moved to \(target)", path: "\(key)",
                old: "\(key)", new: "\(target)", at: place)
        }
        if context.new.stillReads(key, asIn: context.old) { return nil }
        let proof =
            context.new.hasTemplates ? "no template of it reads the key" : "it has no default for the key any more"
        return ReviewItem(
            .keyVanished, .check, "\(key) is set here, and the new chart does not know it: \(proof)",
            path: "\(key)", old: old.shown(), at: place)
    }

    /// Names that are entries of a configuration or of an environment, not keys of a chart: nobody lists them all.
    private static func isEntry(_ key: String) -> Bool {
        key.contains { ".:/@ ".contains($0) } || key == key.uppercased()
    }

    /// The outermost key above a path, in a map that takes any key, that had a default which said something and has none.
    private static func lostDefault(of path: ValuePath, _ context: ReviewContext) -> ValuePath? {
        for count in 1...path.keys.count {
            let key = ValuePath(Array(path.keys.prefix(count)))
            guard let old = context.old[key] else { return nil }
            if context.new[key] == nil { return old.isCollection && !old.isBlank ? key : nil }
        }
        return nil
    }

    private static func withoutDefault(_ key: ValuePath, _ context: ReviewContext) -> ReviewItem {
        ReviewItem(
            .keyVanished, .check,
            "\(key) is set here in place of a default that the new chart does not have any more: what it replaced may come from elsewhere now",
            path: "\(key)", old: context.old[key]?.shown(), at: context.release.place(of: key))
    }

    /// A value that differed from the default and now is the default.
    private static func repeated(_ path: ValuePath, _ value: ChartValue, _ context: ReviewContext) -> ReviewItem? {
        guard let standard = context.new[path], standard == value, !value.isBlank else { return nil }
        guard let old = context.old[path], old != value else { return nil }
        return ReviewItem(
            .redundant, .safe, "\(path) is set to \(value.shown()), which is the default now", path: "\(path)",
            old: old.shown(), new: standard.shown(), at: context.release.place(of: path))
    }

    /// Values that are set and whose default is of another kind now.
    private static func types(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.values.compactMap { change in
            guard change.kind == .type, let old = change.old, let new = change.new,
                let value = context.release.value(at: change.path), !value.isPlaceholder, value != .null,
                value.kindName != new.kindName
            else { return nil }
            return ReviewItem(
                .typeChanged, .check,
                "\(change.path) is set to \(value.kindName) here; its default was \(old.kindName) and is \(new.kindName) now",
                path: "\(change.path)", old: old.shown(), new: new.shown(), at: context.release.place(of: change.path))
        }
    }
}
