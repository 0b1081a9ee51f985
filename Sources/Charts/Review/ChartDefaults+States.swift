extension ChartDefaults {
    /// What a chart knows of a path of its values.
    public enum Knowledge: Hashable, Sendable {
        /// It has a default.
        case known
        /// Any key may stand there: below an empty map, a null, a list or a scalar, where the schema says so, or where a
        /// template takes the map as a whole.
        case open
        /// The path lies in a sub-chart that is not in the archive.
        case unknown
        /// Neither; the path of the outermost key that has no default.
        case absent(ValuePath)
    }

    public func knowledge(of path: ValuePath) -> Knowledge {
        // Every sub-chart is given the globals, and any template may read them.
        if isUnknown(path) { return .unknown }
        var value = values
        var at = ValuePath()
        for key in path.keys {
            guard case .map(let members) = value, !members.isEmpty, !(at.isRoot && isOpen) else { return .open }
            guard let next = members[key] else {
                if key == "global" || at.keys.last == "global" || isOpenMap(at, key) { return .open }
                return .absent(at / key)
            }
            value = next
            at = at / key
        }
        return .known
    }

    /// True where a text of the chart names a key that has no default.
    public func mentions(_ path: ValuePath) -> Bool { mentions.names(path) }

    public var hasTemplates: Bool { mentions.hasTemplates }

    /// True where a template still reads a path that has no default any more.
    ///
    /// A chain of fields that ends like the path may belong to something else: where the older chart reads the path from the
    /// root of the values, this one has to as well.
    public func stillReads(_ path: ValuePath, asIn older: ChartDefaults) -> Bool {
        guard mentions.hasTemplates else { return false }
        if mentions.readsFromRoot(path) { return true }
        return !older.mentions.readsFromRoot(path) && mentions.reads(path)
    }

    private func isOpenMap(_ path: ValuePath, _ key: String) -> Bool {
        if mentions.takesWhole(path) { return true }
        let inner = schemas.filter { path.isWithin($0.path) }.max { $0.path.keys.count < $1.path.keys.count }
        guard let inner, case .success(let document) = inner.schema else { return false }
        return document.allows(key, below: path.relative(to: inner.path))
    }
}

extension SchemaDocument {
    /// True where the schema names the key at a place, or says that others may stand there; false where it says nothing.
    func allows(_ key: String, below path: ValuePath) -> Bool {
        var schemas = [root]
        for key in path.keys { schemas = schemas.flatMap(parts).flatMap { inner(key, of: $0) } }
        return schemas.flatMap(parts).contains { schema in
            !inner(key, of: schema).isEmpty || schema["additionalProperties"] == .bool(true)
                || schema["patternProperties"] != nil
        }
    }

    private func inner(_ key: String, of schema: ChartValue) -> [ChartValue] {
        if let property = schema["properties"]?[key] { return [property] }
        if case .map? = schema["additionalProperties"] { return [schema["additionalProperties"]].compactMap { $0 } }
        return []
    }

    /// A schema and what it is made of, references resolved.
    private func parts(_ schema: ChartValue) -> [ChartValue] {
        var found: [ChartValue] = []
        var waiting = [schema]
        while let next = waiting.popLast(), found.count < 64 {
            guard let schema = resolved(next) else { continue }
            found.append(schema)
            for keyword in ["allOf", "anyOf", "oneOf"] { waiting += schema[keyword]?.items ?? [] }
        }
        return found
    }
}
