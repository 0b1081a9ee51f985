extension ChartValue {
    /// Compact JSON as Go's `encoding/json` writes it: keys sorted by their bytes, `<`, `>`, `&`, U+2028 and U+2029
    /// escaped, numbers as float64. What has no number in JSON is `null`.
    public var goJSON: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .integer(let integer): GoNumber.json(Double(integer)) ?? "null"
        case .number(let number): GoNumber.json(number) ?? "null"
        case .string(let text): Self.quoted(text)
        case .list(let items): "[" + items.map(\.goJSON).joined(separator: ",") + "]"
        case .map(let members):
            "{"
                + members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(Self.quoted($0.key)):\($0.value.goJSON)" }.joined(separator: ",") + "}"
        }
    }

    /// A string in quotes, as `encoding/json` writes it with its escapes for HTML.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{8}": out += "\\b"
            case "\u{C}": out += "\\f"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..<"\u{20}":
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
