internal import Transport

/// Makes an entry of a `[[registry]]` table, member by member.
///
/// A member of the wrong type is a fault of the whole entry: what was meant is not known, so its prefix counts as
/// blocked. A mirror that is wrong is left out: the content comes from elsewhere then, verified all the same.
struct RegistryEntryReader {
    private let place: String
    private var faults: [String] = []
    private var notes: [String] = []

    static func read(_ value: TOMLValue, place: String) -> (entry: RegistryEntry?, problems: [String]) {
        guard case .table(let table) = value else { return (nil, ["\(place): “registry”: expected a table"]) }
        var reader = RegistryEntryReader(place: place)
        let entry = reader.entry(table)
        return (entry, (reader.faults + reader.notes).map { "\(place): \($0)" })
    }

    /// An entry of which no more than the prefix is known.
    static func unreadable(_ prefix: String, place: String) -> RegistryEntry {
        RegistryEntry(
            prefix: normalize(prefix), location: "", isInsecure: false,
            refusal: "not asked, because the entry for it cannot be read (\(place))", mirrors: [], place: place)
    }

    private init(place: String) {
        self.place = place
    }

    private mutating func entry(_ table: [String: TOMLValue]) -> RegistryEntry? {
        let location = location(table)
        let given = Self.normalize(text("prefix", in: table))
        let prefix = given.isEmpty ? location : given
        let isBlocked = flag("blocked", in: table)
        let isInsecure = flag("insecure", in: table)
        let isDigestOnly = flag("mirror-by-digest-only", in: table)
        let mirrors = mirrors(table["mirror"], isDigestOnly: isDigestOnly)
        guard !prefix.isEmpty else {
            faults.append("expected “prefix” or “location”; the entry is left out")
            return nil
        }
        check(prefix: prefix)
        guard faults.isEmpty else {
            faults.append("the entry for “\(RemoteText.clean(prefix))” counts as blocked until that is corrected")
            return Self.unreadable(prefix, place: place)
        }
        let shown = RemoteText.clean(prefix)
        return RegistryEntry(
            prefix: prefix, location: location == prefix ? "" : location, isInsecure: isInsecure,
            refusal: isBlocked ? "blocked by \(place) (prefix “\(shown)”)" : nil, mirrors: mirrors, place: place)
    }

    private mutating func mirrors(_ value: TOMLValue?, isDigestOnly: Bool) -> [RegistryEntry.Mirror] {
        guard let value else { return [] }
        guard case .array(let tables) = value else {
            notes.append("“mirror”: expected tables, [[registry.mirror]]; the entry is used without")
            return []
        }
        return tables.compactMap { value in
            guard case .table(let table) = value else {
                notes.append("“mirror”: expected a table; it is left out")
                return nil
            }
            var reader = RegistryEntryReader(place: place)
            let location = reader.location(table)
            let isInsecure = reader.flag("insecure", in: table)
            let use = reader.text("pull-from-mirror", in: table)
            if location.isEmpty { reader.faults.append("expected “location”") }
            if !["", "all", "digest-only", "tag-only"].contains(use) {
                reader.faults.append("“pull-from-mirror”: expected all, digest-only or tag-only")
            }
            if isDigestOnly, !use.isEmpty {
                reader.faults.append("“pull-from-mirror” and the registry's “mirror-by-digest-only” exclude each other")
            }
            notes += reader.faults.map { "a mirror is left out: \($0)" }
            guard reader.faults.isEmpty else { return nil }
            return RegistryEntry.Mirror(location: location, isInsecure: isInsecure, servesDigests: use != "tag-only")
        }
    }

    private mutating func location(_ table: [String: TOMLValue]) -> String {
        let location = Self.normalize(text("location", in: table))
        if location.contains("://") || location.contains("*") {
            faults.append("“location”: expected a host with a path or without, and neither scheme nor wildcard")
        }
        return location
    }

    private mutating func check(prefix: String) {
        let rest = prefix.hasPrefix("*.") ? prefix.dropFirst(2) : prefix[...]
        if rest.isEmpty || rest.contains("*") || rest.contains("://")
            || (rest.count < prefix.count && rest.contains { "/:@".contains($0) })
        {
            faults.append("“prefix”: expected a host with a path or without, or *. and a host")
        }
    }

    private mutating func text(_ name: String, in table: [String: TOMLValue]) -> String {
        switch table[name] {
        case .string(let text): return text
        case nil: return ""
        default:
            faults.append("“\(name)”: expected a string")
            return ""
        }
    }

    private mutating func flag(_ name: String, in table: [String: TOMLValue]) -> Bool {
        switch table[name] {
        case .bool(let flag): return flag
        case nil: return false
        default:
            faults.append("“\(name)”: expected true or false")
            return false
        }
    }

    /// The host in lower case, no slash at the end.
    static func normalize(_ text: String) -> String {
        var rest = text[...]
        while rest.hasSuffix("/") { rest.removeLast() }
        let host = rest.prefix { $0 != "/" }
        return host.lowercased() + rest.dropFirst(host.count)
    }
}
