extension ChartValue {
    /// These values with defaults filled in, as Helm does before it renders and validates.
    ///
    /// Maps are merged key by key; a null takes the default away and goes itself; everything else is kept. Source: Helm,
    /// "Values Files" (deleting a default key) and the coalescing of `pkg/chart/common/util`.
    public func coalesced(with defaults: ChartValue) -> ChartValue {
        guard case .map(var members) = self, case .map(let others) = defaults else { return self }
        for (key, value) in others {
            guard let own = members[key] else {
                members[key] = value
                continue
            }
            if own == .null {
                members[key] = nil
            } else {
                members[key] = own.coalesced(with: value)
            }
        }
        return .map(members)
    }

    /// A map with one member set; anything else becomes a map.
    func setting(_ key: String, to value: ChartValue) -> ChartValue {
        guard case .map(var members) = self else { return .map([key: value]) }
        members[key] = value
        return .map(members)
    }

    /// This value with what stands at a path taken from another one, or away where that has nothing there.
    func replacing(_ path: ValuePath, with other: ChartValue) -> ChartValue {
        guard let key = path.keys.first, case .map(var members) = self else { return other }
        let rest = ValuePath(Array(path.keys.dropFirst()))
        members[key] = rest.isRoot ? other[key] : members[key]?.replacing(rest, with: other[key] ?? .map([:]))
        return .map(members)
    }

    /// A value below so many keys.
    public static func nested(_ value: ChartValue, below keys: some BidirectionalCollection<String>) -> ChartValue {
        keys.reversed().reduce(value) { .map([$1: $0]) }
    }

    /// How many scalars, lists and empty maps the value holds; lists count as one.
    var leafCount: Int {
        guard case .map(let members) = self, !members.isEmpty else { return 1 }
        return members.values.reduce(0) { $0 + $1.leafCount }
    }

    /// True for what says nothing: null, an empty text, list or map.
    public var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .list(let items): items.isEmpty
        case .map(let members): members.isEmpty
        case .bool, .integer, .number: false
        }
    }

    var isMap: Bool {
        if case .map = self { true } else { false }
    }

    public var isCollection: Bool {
        switch self {
        case .list, .map: true
        case .null, .bool, .integer, .number, .string: false
        }
    }

    /// The kind of value that templates can tell apart: whole and broken numbers are one.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .list: "a list"
        case .map: "a map"
        }
    }

    /// A short text for people: JSON on one line, cut to so many characters.
    public func shown(limit: Int = 60) -> String {
        let text: String =
            switch self {
            case .string(let text): "\"\(text)\""
            default: goJSON
            }
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return flat.count <= limit ? flat : flat.prefix(limit - 1) + "…"
    }
}
