/// The fields that one version of a custom resource has.
struct CustomResourceFields {
    /// By their paths, `[]` for items and `*` for any key.
    private(set) var all: Set<String> = []
    /// Those that an object must have.
    private(set) var required: Set<String> = []

    /// Fields of one version; beyond it a schema is compared no further.
    private static let limit = 100_000

    init(_ schema: ChartValue) { collect(schema, at: "") }

    private mutating func collect(_ schema: ChartValue, at path: String) {
        guard all.count < Self.limit else { return }
        let prefix = path.isEmpty ? "" : path + "."
        for name in (schema["required"]?.items ?? []).compactMap(\.text) { required.insert(prefix + name) }
        if case .map(let properties)? = schema["properties"] {
            for (name, inner) in properties {
                all.insert(prefix + name)
                collect(inner, at: prefix + name)
            }
        }
        if let items = schema["items"] { collect(items, at: path + "[]") }
        if case .map? = schema["additionalProperties"], let inner = schema["additionalProperties"] {
            collect(inner, at: prefix + "*")
        }
    }
}
