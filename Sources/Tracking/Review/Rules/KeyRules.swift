import Charts

/// Keys that the tree sets: those that the new chart does not know any more, or never did, and those that say nothing.
enum KeyRules {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        var items: [ReviewItem] = []
        var told: Set<ValuePath> = []
        for (path, value) in context.leaves {
            switch context.new.knowledge(of: path) {
            case .absent(let key):
                guard told.insert(key).inserted, let item = absent(key, context) else { continue }
                items.append(item)
            case .known, .open, .unknown:
                if let item = repeated(path, value, context) { items.append(item) }
            }
        }
        return items + types(context)
    }

    private static func absent(_ key: ValuePath, _ context: ReviewContext) -> ReviewItem? {
        let place = context.release.place(of: key)
        guard let old = context.old[key] else {
            // Neither chart has a default: a word is due only where no text of the chart names it.
            guard case .absent = context.old.knowledge(of: key), !context.new.mentions(key), !context.old.mentions(key)
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
        if context.new.reads(key) { return nil }
        return ReviewItem(
            .keyVanished, .check, "\(key) is set here, and the new chart has no such key: it has no effect any more",
            path: "\(key)", old: old.shown(), at: place)
    }

    /// A value that differed from the default and now is the default.
    private static func repeated(_ path: ValuePath, _ value: ChartValue, _ context: ReviewContext) -> ReviewItem? {
        guard let default_ = context.new[path], default_ == value, !value.isBlank else { return nil }
        guard let old = context.old[path], old != value else { return nil }
        return ReviewItem(
            .redundant, .safe, "\(path) is set to \(value.shown()), which is the default now", path: "\(path)",
            old: old.shown(), new: default_.shown(), at: context.release.place(of: path))
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
