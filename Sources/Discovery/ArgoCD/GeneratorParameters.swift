import SourceYAML

/// The parameters that the generators of an ApplicationSet spell out.
///
/// Those are the elements of list generators and the `values` of any generator, however deep in `matrix` and `merge`.
/// Source: Argo CD, "Generators".
struct GeneratorParameters {
    /// A list element or a generator with `values`: parameters that come together.
    struct Scope {
        /// The element, or nil for `values` alone.
        fileprivate let element: YAMLNode?
        fileprivate let values: YAMLNode?
        /// What all scopes of the set have, for parameters that this one lacks.
        fileprivate let others: [(element: YAMLNode?, values: YAMLNode?)]

        /// The scalar that this scope itself has for a parameter.
        func own(_ path: [String]) -> YAMLNode? { Self.scalar(path, element, values) }

        /// The text of a parameter: of this scope, else the one on which all others agree.
        func text(_ path: [String]) -> String? {
            if let own = own(path)?.text { return own }
            let found = Set(others.compactMap { Self.scalar(path, $0.element, $0.values)?.text })
            return found.count == 1 ? found.first : nil
        }

        private static func scalar(_ path: [String], _ element: YAMLNode?, _ values: YAMLNode?) -> YAMLNode? {
            var node = element?[path]
            if node == nil, path.first == "values" { node = values?[Array(path.dropFirst())] }
            return node.flatMap { $0.kind == .scalar && !$0.isNull && $0.text?.isEmpty == false ? $0 : nil }
        }
    }

    let scopes: [Scope]

    /// Generators in generators: Argo CD itself allows two levels.
    static let depth = 4

    init(_ generators: YAMLNode?) {
        var found: [(element: YAMLNode?, values: YAMLNode?)] = []
        Self.visit(generators, depth: 0, &found)
        scopes = found.map { Scope(element: $0.element, values: $0.values, others: found) }
    }

    private static func visit(
        _ generators: YAMLNode?, depth: Int, _ found: inout [(element: YAMLNode?, values: YAMLNode?)]
    ) {
        guard depth < Self.depth else { return }
        for generator in generators?.items ?? [] {
            for (name, body) in generator.pairs where body.kind == .mapping {
                if name.reads(as: "list") {
                    for element in body["elements"]?.items ?? [] where element.kind == .mapping {
                        found.append((element, body["values"]))
                    }
                } else if let nested = body["generators"] {
                    visit(nested, depth: depth + 1, &found)
                    if body["values"]?.kind == .mapping { found.append((nil, body["values"])) }
                } else if body["values"]?.kind == .mapping {
                    found.append((nil, body["values"]))
                }
            }
        }
    }
}
