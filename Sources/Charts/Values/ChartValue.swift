/// A value of a chart's YAML as Helm sees it: the types of JSON, because Helm turns every file into JSON first.
public enum ChartValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case list([ChartValue])
    case map([String: ChartValue])

    /// The value under a key; nil for other keys and other values.
    public subscript(key: String) -> ChartValue? {
        guard case .map(let members) = self else { return nil }
        return members[key]
    }

    /// The value at the end of a chain of keys.
    public subscript(path: some Collection<String>) -> ChartValue? {
        var value: ChartValue? = self
        for key in path { value = value?[key] }
        return value
    }

    /// The items of a list; empty for anything else.
    public var items: [ChartValue] {
        guard case .list(let items) = self else { return [] }
        return items
    }

    /// The text that a scalar gives where Helm's structures have a string: `1.10` was a number before, and is `1.1`.
    ///
    /// Nil for collections and null. Source: sigs.k8s.io/yaml, which converts to the type of the target.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .bool(let bool): bool ? "true" : "false"
        case .integer(let integer): String(integer)
        case .number(let number): GoNumber.general(number)
        case .null, .list, .map: nil
        }
    }

    /// A word of the JSON schema vocabulary: `null`, `boolean`, `integer`, `number`, `string`, `array` or `object`.
    public var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .list: "array"
        case .map: "object"
        }
    }
}
