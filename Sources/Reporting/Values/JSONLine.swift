extension JSONValue {
    /// The value as JSON on one line, without a line feed: an answer of a batch check.
    public var jsonLine: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): String(number)
        case .string: String(json.dropLast())
        case .array(let items): "[\(items.map(\.jsonLine).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(JSONValue.string($0.name).jsonLine):\($0.value.jsonLine)" }.joined(separator: ","))}"
        }
    }
}
