/// A value that a schema does not allow.
public struct SchemaViolation: Hashable, Sendable {
    /// Of values; where a required key is missing, the path that it should have.
    public let path: ValuePath
    /// The end of a sentence that begins with the path.
    public let message: String
    public let isMissing: Bool

    public init(path: ValuePath, message: String, isMissing: Bool = false) {
        self.path = path
        self.message = message
        self.isMissing = isMissing
    }

    func below(_ outer: ValuePath) -> SchemaViolation {
        SchemaViolation(path: ValuePath(outer.keys + path.keys), message: message, isMissing: isMissing)
    }

    /// An error as valijson tells it.
    struct Raw {
        let path: [String]
        let message: String

        init?(_ value: ChartValue) {
            guard let message = value["message"]?.text else { return nil }
            path = (value["path"]?.items ?? []).map { part in
                if case .integer(let index) = part { return "[\(index)]" }
                return part.text ?? ""
            }
            self.message = message
        }
    }

    /// Errors in words: of an error within an error the inner one, which says what is wrong.
    static func told(_ errors: [Raw], values: ChartValue, schema: ChartValue) -> [SchemaViolation] {
        var told: [SchemaViolation] = []
        var wrappers: [SchemaViolation] = []
        for error in errors {
            // Of a schema that is `false` only the wrapper tells, which names the property.
            let property = quoted(error.message, after: "associated with property name '").map { [$0] } ?? []
            let path = ValuePath(error.path + property)
            let found = value(at: path.keys, in: values)
            let place = SchemaPlace(root: schema).schemas(at: path.keys)
            if let key = quoted(error.message, after: "Missing required property '") {
                told.append(SchemaViolation(path: path / key, message: "is required", isMissing: true))
            } else if error.message.hasPrefix("Object contains a property that could not be validated"),
                let key = quoted(error.message, after: ": '")
            {
                told.append(SchemaViolation(path: path / key, message: "is not a key that the schema knows"))
            } else if error.message.hasPrefix("Value type not permitted") {
                let types = Set(place.flatMap { $0["type"].map { $0.items.isEmpty ? [$0] : $0.items } ?? [] })
                let names = types.compactMap(\.text).sorted().joined(separator: " or ")
                let kind = found.map { "\($0.kindName) (\($0.shown()))" } ?? "of that type"
                told.append(
                    SchemaViolation(
                        path: path,
                        message: names.isEmpty
                            ? "may not be \(kind)" : "must be of type \(names), and is \(kind)"))
            } else if error.message.hasPrefix("Failed to match against any enum") {
                let choices = place.compactMap { $0["enum"]?.items }.first ?? []
                let names = choices.prefix(12).map { $0.shown(limit: 30) }.joined(separator: ", ")
                told.append(
                    SchemaViolation(
                        path: path, message: "must be one of \(names), and is \(found?.shown() ?? "another")"))
            } else if isWrapper(error.message) {
                let pattern = place.lazy.flatMap { ($0["allOf"]?.items ?? []) + [$0] }.compactMap { $0["title"]?.text }
                    .first { $0.hasPrefix(SpecialisedSchema.patternTitle) }
                if let pattern, error.message.hasPrefix("Failed to validate against any schemas allowed by anyOf") {
                    let expression = pattern.dropFirst(SpecialisedSchema.patternTitle.count)
                    told.append(
                        SchemaViolation(
                            path: path, message: "must match \(expression), and is \(found?.shown() ?? "another")"))
                } else {
                    wrappers.append(
                        SchemaViolation(
                            path: path,
                            message:
                                "fits none of the forms that the schema allows\(found.map { ": \($0.shown())" } ?? "")"
                        ))
                }
            } else {
                let message = String(error.message.replacing(".000000", with: ""))
                let words = message.hasSuffix(".") ? String(message.dropLast()) : message
                told.append(SchemaViolation(path: path, message: "is not allowed: \(words.lowercasedFirst)"))
            }
        }
        // A pattern's own alternatives are no errors of their own.
        let patterned = Set(told.filter { $0.message.hasPrefix("must match ") }.map(\.path))
        told.removeAll { patterned.contains($0.path) && !$0.message.hasPrefix("must match ") }
        for wrapper in wrappers where !told.contains(where: { $0.path.isWithin(wrapper.path) }) {
            told.append(wrapper)
        }
        return told
    }

    /// Errors that only say that something inside is wrong.
    private static func isWrapper(_ message: String) -> Bool {
        [
            "Failed to validate", "Failed to validate against", "Cannot validate item", "Target should not",
        ].contains { message.hasPrefix($0) }
    }

    private static func quoted(_ message: String, after mark: String) -> String? {
        guard let start = message.firstRange(of: mark)?.upperBound, let end = message.lastIndex(of: "'"), end >= start
        else { return nil }
        return String(message[start..<end])
    }

    private static func value(at path: [String], in values: ChartValue) -> ChartValue? {
        var value = values
        for key in path {
            if case .list(let items) = value, let index = Int(key.dropFirst().dropLast()), items.indices.contains(index)
            {
                value = items[index]
            } else if let next = value[key] {
                value = next
            } else {
                return nil
            }
        }
        return value
    }
}

/// Finds what a schema says of a place in values, through references and combinations; conditions are taken as met.
struct SchemaPlace {
    let root: ChartValue

    /// Bounds the combinations that are followed.
    private static let limit = 256

    /// - Parameter path: Keys, and `[3]` for items of lists.
    func schemas(at path: [String]) -> [ChartValue] {
        var found = expanded([root])
        for key in path {
            found = expanded(found.flatMap { inner(key, of: $0) })
        }
        return found
    }

    private func inner(_ key: String, of schema: ChartValue) -> [ChartValue] {
        if ValuePath.isItem(key), let items = schema["items"] {
            if case .list(let list) = items {
                return Int(key.dropFirst().dropLast()).flatMap { list.indices.contains($0) ? list[$0] : nil }.map {
                    [$0]
                }
                    ?? []
            }
            return [items]
        }
        if let property = schema["properties"]?[key] { return [property] }
        return schema["additionalProperties"].map { [$0] } ?? []
    }

    private func expanded(_ schemas: [ChartValue]) -> [ChartValue] {
        var found: [ChartValue] = []
        var waiting = schemas
        while let schema = waiting.popLast(), found.count < Self.limit {
            if case .string(let reference)? = schema["$ref"] {
                let name = String(reference.dropFirst("#/definitions/".count))
                if let target = root["definitions"]?[name] { waiting.append(target) }
                found.append(.map([:]))
                continue
            }
            found.append(schema)
            for keyword in ["allOf", "anyOf", "oneOf"] { waiting += schema[keyword]?.items ?? [] }
            for keyword in ["then", "else"] { if let inner = schema[keyword] { waiting.append(inner) } }
        }
        return found
    }
}

extension String {
    fileprivate var lowercasedFirst: String { isEmpty ? self : prefix(1).lowercased() + dropFirst() }
}
