internal import SourceYAML

/// The dependencies of an index's entry, kept as YAML: few who read an index ask for them.
enum IndexDependencies {
    static func read(_ yaml: [UInt8]) -> [ChartDependency] {
        guard let root = (try? YAMLStream(yaml))?.documents.first?.root else { return [] }
        return read(root)
    }

    /// Name, version and repository of each item that has a name.
    static func read(_ list: YAMLNode?) -> [ChartDependency] {
        (list?.items ?? []).compactMap { item in
            guard let name = item["name"]?.text, !name.isEmpty else { return nil }
            return ChartDependency(
                name: name, version: item["version"]?.text ?? "", repository: item["repository"]?.text ?? "")
        }
    }

    /// Nil for none.
    static func text(_ dependencies: [ChartDependency]) -> String? {
        guard !dependencies.isEmpty else { return nil }
        let items = dependencies.map { dependency in
            let members = [
                ("name", dependency.name), ("version", dependency.version), ("repository", dependency.repository),
            ]
            return "{" + members.map { "\"\($0)\": \(ChartValue.quoted($1))" }.joined(separator: ", ") + "}"
        }
        return "[" + items.joined(separator: ", ") + "]"
    }
}
