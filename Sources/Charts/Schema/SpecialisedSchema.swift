internal import Versioning

/// A schema made ready for one set of values, in what valijson reads and validates in bounded time.
///
/// - Every reference is local, to `#/definitions/N`; what lies in another document is taken as "anything" and named.
/// - `pattern` and `patternProperties` are worked out here by RE2, whose syntax is Go's and thus Helm's, and become lists
///   of the texts and keys at hand that match: for these values the schema says the same.
/// - `format` is left out: it is an annotation. Keywords of earlier and later drafts get the form of draft 7.
struct SpecialisedSchema {
    private(set) var schema: ChartValue = .map([:])
    /// References that lead out of the document, or nowhere.
    private(set) var unresolved: Set<String> = []

    private let document: SchemaDocument
    private let texts: Set<String>
    private let keys: Set<String>
    private var names: [[String]: String] = [:]
    private var waiting: [[String]] = []
    private var matches: [String: (texts: [String], keys: [String])] = [:]

    init(_ document: SchemaDocument, for value: ChartValue) {
        self.document = document
        var texts: Set<String> = []
        var keys: Set<String> = []
        Self.collect(value, &texts, &keys)
        self.texts = texts
        self.keys = keys
        guard case .map(var root) = specialised(document.root) else { return }
        var definitions: [String: ChartValue] = [:]
        while let pointer = waiting.popLast(), let name = names[pointer] {
            definitions[name] =
                document.schema(at: pointer).flatMap(document.resolved).map { specialised($0) } ?? .map([:])
        }
        root["definitions"] = .map(definitions)
        schema = .map(root)
    }

    private static func collect(_ value: ChartValue, _ texts: inout Set<String>, _ keys: inout Set<String>) {
        switch value {
        case .string(let text): texts.insert(text)
        case .list(let items): for item in items { collect(item, &texts, &keys) }
        case .map(let members):
            for (key, inner) in members {
                keys.insert(key)
                // `propertyNames` looks at keys as texts.
                texts.insert(key)
                collect(inner, &texts, &keys)
            }
        case .null, .bool, .integer, .number: break
        }
    }

    private mutating func specialised(_ schema: ChartValue) -> ChartValue {
        switch schema {
        case .map(let members): return specialised(members)
        case .bool: return schema
        default: return .map([:])
        }
    }

    private mutating func specialised(_ members: [String: ChartValue]) -> ChartValue {
        if case .string(let reference)? = members["$ref"] {
            let target = self.reference(reference)
            let beside = members.filter { $0.key != "$ref" }
            guard document.appliesBesideReferences, !beside.isEmpty else { return target }
            return .map(["allOf": .list([target, specialised(beside)])])
        }
        var out: [String: ChartValue] = [:]
        for (keyword, value) in members {
            switch keyword {
            case "properties":
                if case .map(let properties) = value {
                    out["properties"] = .map(properties.mapValues { specialised($0) })
                }
            case "dependencies", "dependentSchemas", "dependentRequired":
                guard case .map(let dependencies) = value else { continue }
                let own = dependencies.mapValues { if case .list = $0 { $0 } else { specialised($0) } }
                if case .map(let known)? = out["dependencies"] {
                    out["dependencies"] = .map(known.merging(own) { $1 })
                } else {
                    out["dependencies"] = .map(own)
                }
            case "allOf", "anyOf", "oneOf":
                if case .list(let items) = value, !items.isEmpty { out[keyword] = .list(items.map { specialised($0) }) }
            case "items":
                // Of 2020-12, `items` are those behind the `prefixItems`.
                if members["prefixItems"] != nil {
                    out["additionalItems"] = specialised(value)
                } else if case .list(let items) = value {
                    out["items"] = .list(items.map { specialised($0) })
                } else {
                    out["items"] = specialised(value)
                }
            case "prefixItems":
                if case .list(let items) = value { out["items"] = .list(items.map { specialised($0) }) }
            case "additionalItems" where members["prefixItems"] == nil:
                if case .list? = members["items"] { out["additionalItems"] = specialised(value) }
            case "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames":
                out[keyword] = specialised(value)
            case "required":
                let names = value.items.filter { if case .string = $0 { true } else { false } }
                if !names.isEmpty { out["required"] = .list(names) }
            case "type":
                if let types = Self.types(value) { out["type"] = types }
            case "enum":
                if case .list(let items) = value, !items.isEmpty { out["enum"] = value }
            case "const", "title", "description": out[keyword] = value
            case "uniqueItems": if value == .bool(true) { out[keyword] = value }
            case "maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties":
                if case .integer(let count) = value, count >= 0 { out[keyword] = value }
            case "multipleOf":
                if value.isNumber, value != .integer(0), value != .number(0) { out[keyword] = value }
            case "minimum" where members["exclusiveMinimum"] == .bool(true): out["exclusiveMinimum"] = value
            case "maximum" where members["exclusiveMaximum"] == .bool(true): out["exclusiveMaximum"] = value
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
                if value.isNumber { out[keyword] = value }
            default: break
            }
        }
        addPatterns(of: members, to: &out)
        return .map(out)
    }

    private static func types(_ value: ChartValue) -> ChartValue? {
        let known: Set<String> = ["null", "boolean", "integer", "number", "string", "array", "object"]
        switch value {
        case .string(let name): return known.contains(name) ? value : nil
        case .list(let items):
            let names = items.compactMap(\.text)
            return !names.isEmpty && names.allSatisfy(known.contains) ? .list(names.map(ChartValue.string)) : nil
        default: return nil
        }
    }

    private mutating func reference(_ reference: String) -> ChartValue {
        guard var pointer = document.pointer(of: reference) else {
            unresolved.insert(reference)
            return .map([:])
        }
        // A reference to a reference: the end of the chain is what counts, so that none leads in a circle.
        for _ in 0..<SchemaLimits.referenceChain {
            guard let target = document.schema(at: pointer) else { break }
            guard case .string(let next)? = target["$ref"] else {
                let name = names[pointer] ?? String(names.count)
                if names[pointer] == nil {
                    names[pointer] = name
                    waiting.append(pointer)
                }
                return .map(["$ref": .string("#/definitions/\(name)")])
            }
            guard let inner = document.pointer(of: next) else { break }
            pointer = inner
        }
        unresolved.insert(reference)
        return .map([:])
    }

    private mutating func addPatterns(of members: [String: ChartValue], to out: inout [String: ChartValue]) {
        if case .string(let pattern)? = members["pattern"], let found = match(pattern) {
            // The keyword says nothing of what is no text.
            let others: [ChartValue] = ["null", "boolean", "number", "array", "object"].map(ChartValue.string)
            var choices: [ChartValue] = [.map(["type": .list(others)])]
            if !found.texts.isEmpty { choices.append(.map(["enum": .list(found.texts.map(ChartValue.string))])) }
            let constraint = ChartValue.map(["anyOf": .list(choices), "title": .string(Self.patternTitle + pattern)])
            out["allOf"] = .list((out["allOf"]?.items ?? []) + [constraint])
        }
        guard case .map(let patterns)? = members["patternProperties"] else { return }
        var properties: [String: ChartValue] = [:]
        if case .map(let known)? = out["properties"] { properties = known }
        for (pattern, schema) in patterns.sorted(by: { $0.key < $1.key }) {
            guard let found = match(pattern) else { continue }
            let schema = specialised(schema)
            for key in found.keys {
                properties[key] = properties[key].map { .map(["allOf": .list([$0, schema])]) } ?? schema
            }
        }
        if !properties.isEmpty { out["properties"] = .map(properties) }
    }

    /// Marks what stands for a pattern, so that an error can name it.
    static let patternTitle = "pattern "

    /// The texts and keys that match; nil for what is no pattern, or one pattern too many.
    private mutating func match(_ pattern: String) -> (texts: [String], keys: [String])? {
        if let known = matches[pattern] { return known }
        guard matches.count < SchemaLimits.patterns, let filter = try? TagFilter(pattern: pattern, extract: "") else {
            return nil
        }
        let found = (
            texts: texts.filter { filter.value(of: $0) != nil }.sorted(),
            keys: keys.filter { filter.value(of: $0) != nil }.sorted()
        )
        matches[pattern] = found
        return found
    }
}

extension ChartValue {
    var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}
