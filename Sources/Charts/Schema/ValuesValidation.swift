internal import CValijson

/// What a chart's schemas make of values.
public struct ValuesValidation: Hashable, Sendable {
    /// In the order of the paths.
    public let violations: [SchemaViolation]
    /// What could not be checked, and why: a part that lies in another document, a schema that cannot be read.
    public let unchecked: [String]

    /// Validates values as Helm does: coalesced with the defaults, the chart's by its schema and those of each sub-chart
    /// by its own.
    ///
    /// - Parameter values: What a release sets.
    public init(of values: ChartValue, against defaults: ChartDefaults) {
        self.init(coalesced: values.coalesced(with: defaults.values), against: defaults)
    }

    /// - Parameter values: With the defaults filled in.
    public init(coalesced values: ChartValue, against defaults: ChartDefaults) {
        var violations: Set<SchemaViolation> = []
        var unchecked: Set<String> = []
        for (path, schema) in defaults.schemas {
            // Helm passes over a sub-chart without values.
            guard let own = values[path.keys], own != .null else { continue }
            let name = path.isRoot ? "values.schema.json" : "values.schema.json of \(path)"
            switch schema {
            case .success(let document):
                let outcome = Self.validate(own, document)
                violations.formUnion(outcome.violations.map { $0.below(path) })
                unchecked.formUnion(outcome.unchecked.map { "\(name) \($0)" })
            case .failure(let problem):
                unchecked.insert("\(name) is not JSON: \(problem)")
            }
        }
        self.violations = violations.sorted { ($0.path, $0.message) < ($1.path, $1.message) }
        self.unchecked = unchecked.sorted()
    }

    private static func validate(
        _ values: ChartValue, _ document: SchemaDocument
    ) -> (violations: [SchemaViolation], unchecked: [String]) {
        let special = SpecialisedSchema(document, for: values)
        var unchecked = special.unresolved.sorted().map { "refers to \($0), which is not in the archive" }
        guard SchemaCost.isBounded(special.schema, for: values) else {
            return ([], ["leads back to itself, or takes more than \(SchemaLimits.steps) steps: not checked"])
        }
        let answer = run(special.schema.goJSON, values.goJSON)
        defer { cvalijson_free(answer.text) }
        let text =
            answer.text.map {
                Array(UnsafeRawBufferPointer(start: UnsafeRawPointer($0), count: answer.length))
            } ?? []
        switch answer.outcome {
        case CVALIJSON_VALID:
            return ([], unchecked)
        case CVALIJSON_INVALID:
            guard let list = try? JSONReader.value(of: text) else { break }
            let errors = list.items.compactMap(SchemaViolation.Raw.init)
            return (SchemaViolation.told(errors, values: values, schema: special.schema), unchecked)
        default:
            break
        }
        let words = String(decoding: text, as: UTF8.self)
        unchecked.append("cannot be used: \(words.isEmpty ? "memory is exhausted" : words)")
        return ([], unchecked)
    }

    private static func run(_ schema: String, _ value: String) -> cvalijson_answer {
        var (schema, value) = (schema, value)
        return schema.withUTF8 { schema in
            value.withUTF8 { value in
                cvalijson_validate(
                    UnsafeRawPointer(schema.baseAddress)?.assumingMemoryBound(to: CChar.self), schema.count,
                    UnsafeRawPointer(value.baseAddress)?.assumingMemoryBound(to: CChar.self), value.count,
                    SchemaLimits.violations
                )
            }
        }
    }
}
