/// Bounds on `values.schema.json` and on what it costs to validate values against it.
enum SchemaLimits {
    /// Nesting of a schema, and of values that are validated; the deepest real ones have some thirty levels. What
    /// valijson needs of stack is in proportion.
    static let depth = 200

    /// Steps of one validation: every schema that is tried on every value. The largest real charts take some ten
    /// thousand; `anyOf` within `anyOf` makes any number.
    static let steps = 2_000_000

    /// References to references.
    static let referenceChain = 32

    /// Different patterns in one schema; each is tried on every text of the values.
    static let patterns = 2_000

    /// Items of a list that are compared with each other for `uniqueItems`.
    static let uniqueItems = 1_000

    /// Violations that are told of one set of values.
    static let violations = 200
}
