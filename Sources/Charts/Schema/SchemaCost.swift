/// Counts what a validation will cost before it is begun: valijson itself bounds nothing.
///
/// Walks the schema over the values as a validator does that never gives up early, and stops at the limit.
struct SchemaCost {
    private let definitions: [String: ChartValue]
    private var stepsLeft = SchemaLimits.steps

    /// True where a validation ends within ``SchemaLimits/steps`` and ``SchemaLimits/depth``; false for schemas that
    /// lead back to themselves.
    static func isBounded(_ schema: ChartValue, for value: ChartValue) -> Bool {
        var definitions: [String: ChartValue] = [:]
        if case .map(let members)? = schema["definitions"] { definitions = members }
        var cost = SchemaCost(definitions: definitions)
        return cost.visit(schema, value, depth: 0)
    }

    private init(definitions: [String: ChartValue]) { self.definitions = definitions }

    private mutating func visit(_ schema: ChartValue, _ value: ChartValue, depth: Int) -> Bool {
        stepsLeft -= 1
        guard stepsLeft > 0, depth < 3 * SchemaLimits.depth else { return false }
        guard case .map(let members) = schema else { return true }
        if case .string(let reference)? = members["$ref"] {
            guard let target = definitions[String(reference.dropFirst("#/definitions/".count))] else { return true }
            return visit(target, value, depth: depth + 1)
        }
        for (keyword, inner) in members {
            guard visit(keyword, inner, of: members, value, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func visit(
        _ keyword: String, _ inner: ChartValue, of members: [String: ChartValue], _ value: ChartValue, depth: Int
    ) -> Bool {
        switch (keyword, value) {
        case ("allOf", _), ("anyOf", _), ("oneOf", _):
            return inner.items.allSatisfy { visit($0, value, depth: depth) }
        case ("not", _), ("if", _), ("then", _), ("else", _):
            return visit(inner, value, depth: depth)
        case ("enum", _):
            stepsLeft -= inner.items.count
            return stepsLeft > 0
        case ("properties", .map(let own)):
            guard case .map(let properties) = inner else { return true }
            return own.allSatisfy { key, value in properties[key].map { visit($0, value, depth: depth) } ?? true }
        case ("additionalProperties", .map(let own)):
            let known = members["properties"]
            return own.allSatisfy { key, value in known?[key] != nil || visit(inner, value, depth: depth) }
        case ("propertyNames", .map(let own)):
            return own.allSatisfy { visit(inner, .string($0.key), depth: depth) }
        case ("dependencies", .map):
            guard case .map(let dependencies) = inner else { return true }
            return dependencies.values.allSatisfy { visit($0, value, depth: depth) }
        case ("items", .list(let items)):
            guard case .list(let schemas) = inner else { return items.allSatisfy { visit(inner, $0, depth: depth) } }
            return zip(schemas, items).allSatisfy { visit($0, $1, depth: depth) }
        case ("additionalItems", .list(let items)), ("contains", .list(let items)):
            return items.allSatisfy { visit(inner, $0, depth: depth) }
        case ("uniqueItems", .list(let items)):
            stepsLeft -= items.count * items.count
            return items.count <= SchemaLimits.uniqueItems && stepsLeft > 0
        default:
            return true
        }
    }
}
