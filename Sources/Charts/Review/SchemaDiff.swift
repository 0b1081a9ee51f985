/// Compares schemas property by property, references resolved.
///
/// A subtree that comes or goes is one change. What stands in `anyOf`, `oneOf` and conditions is not compared: what it
/// means for given values, a validation tells.
struct SchemaDiff {
    private let old: SchemaDocument
    private let new: SchemaDocument
    private(set) var changes: [SchemaChange] = []
    private var stepsLeft = 100_000

    /// - Parameters: The bytes of the schemas; one that is no JSON counts as none.
    static func changes(from old: [UInt8]?, to new: [UInt8]?) -> [SchemaChange] {
        let before = old.flatMap { try? SchemaDocument($0) }
        let after = new.flatMap { try? SchemaDocument($0) }
        switch (before, after) {
        case (nil, nil): return []
        case (nil, _?): return [SchemaChange(.schemaAdded, ValuePath())]
        case (_?, nil): return [SchemaChange(.schemaRemoved, ValuePath())]
        case (let before?, let after?):
            if before.root == after.root { return [] }
            var diff = SchemaDiff(old: before, new: after)
            diff.compare(before.root, after.root, at: ValuePath())
            return diff.changes.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
        }
    }

    private init(old: SchemaDocument, new: SchemaDocument) {
        self.old = old
        self.new = new
    }

    private mutating func compare(_ before: ChartValue, _ after: ChartValue, at path: ValuePath) {
        stepsLeft -= 1
        // A schema that holds itself has no end.
        guard stepsLeft > 0, path.keys.count < 32 else { return }
        guard let before = old.resolved(before), let after = new.resolved(after), case .map = before, case .map = after
        else { return }
        compareTypes(before, after, at: path)
        compareBounds(before, after, at: path)
        let (left, right) = (Self.properties(before), Self.properties(after))
        let required = (Self.required(before), Self.required(after))
        for name in required.1.subtracting(required.0).sorted() {
            changes.append(SchemaChange(.nowRequired, path / name))
        }
        for name in required.0.subtracting(required.1).sorted() where right[name] != nil {
            changes.append(SchemaChange(.noLongerRequired, path / name))
        }
        for name in Set(left.keys).union(right.keys).sorted() {
            switch (left[name], right[name]) {
            case (let before?, let after?): compare(before, after, at: path / name)
            case (_?, nil): changes.append(SchemaChange(.propertyRemoved, path / name))
            case (nil, _?): changes.append(SchemaChange(.propertyAdded, path / name))
            case (nil, nil): break
            }
        }
        let wasClosed = before["additionalProperties"] == .bool(false)
        let isClosed = after["additionalProperties"] == .bool(false)
        if wasClosed != isClosed { changes.append(SchemaChange(isClosed ? .closed : .opened, path)) }
        if let before = before["items"], let after = after["items"], case .map = before, case .map = after {
            compare(before, after, at: path / "[]")
        }
        for case (.map(let before)?, .map(let after)?) in [
            (before["additionalProperties"], after["additionalProperties"])
        ] {
            compare(.map(before), .map(after), at: path / "*")
        }
    }

    private mutating func compareTypes(_ before: ChartValue, _ after: ChartValue, at path: ValuePath) {
        let (left, right) = (Self.types(before), Self.types(after))
        if left != right, let kind = Self.step(left, right, narrowed: .typeNarrowed, widened: .typeWidened) {
            changes.append(SchemaChange(kind, path, old: Self.words(left), new: Self.words(right)))
        }
        let (some, others) = (Self.choices(before), Self.choices(after))
        if some != others, let kind = Self.step(some, others, narrowed: .enumNarrowed, widened: .enumWidened) {
            changes.append(SchemaChange(kind, path, old: Self.words(some), new: Self.words(others)))
        }
    }

    private mutating func compareBounds(_ before: ChartValue, _ after: ChartValue, at path: ValuePath) {
        let keywords = [
            "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
            "minItems",
            "maxItems", "minProperties", "maxProperties", "multipleOf", "const",
        ]
        for keyword in keywords where before[keyword] != after[keyword] && after[keyword] != nil {
            changes.append(
                SchemaChange(
                    .boundChanged, path, old: before[keyword].map { "\(keyword) \($0.shown())" },
                    new: after[keyword].map { "\(keyword) \($0.shown())" }))
        }
    }

    /// Nil stands for anything.
    private static func step(
        _ before: Set<String>?, _ after: Set<String>?, narrowed: SchemaChange.Kind, widened: SchemaChange.Kind
    ) -> SchemaChange.Kind? {
        guard let after else { return before == nil ? nil : widened }
        guard let before else { return narrowed }
        return before.isSubset(of: after) ? widened : narrowed
    }

    private static func words(_ names: Set<String>?) -> String {
        guard let names else { return "anything" }
        let sorted = names.sorted()
        return sorted.count > 12
            ? sorted.prefix(12).joined(separator: ", ") + " and \(sorted.count - 12) more"
            : sorted.joined(separator: ", ")
    }

    private static func types(_ schema: ChartValue) -> Set<String>? {
        guard let type = schema["type"] else { return nil }
        let names = Set(type.items.isEmpty ? [type].compactMap(\.text) : type.items.compactMap(\.text))
        guard !names.isEmpty else { return nil }
        return names.contains("number") ? names.union(["integer"]) : names
    }

    private static func choices(_ schema: ChartValue) -> Set<String>? {
        guard case .list(let items)? = schema["enum"] else { return nil }
        return Set(items.map { $0.shown(limit: 80) })
    }

    private static func required(_ schema: ChartValue) -> Set<String> {
        Set((schema["required"]?.items ?? []).compactMap(\.text))
    }

    /// The properties of the schema and of what it is made of.
    private static func properties(_ schema: ChartValue) -> [String: ChartValue] {
        var found: [String: ChartValue] = [:]
        if case .map(let properties)? = schema["properties"] { found = properties }
        for part in schema["allOf"]?.items ?? [] {
            if case .map(let properties)? = part["properties"] { found.merge(properties) { first, _ in first } }
        }
        return found
    }
}
