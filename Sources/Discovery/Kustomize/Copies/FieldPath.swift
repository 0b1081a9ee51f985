import SourceYAML

/// A path to fields of an object as kustomize writes it: `spec.containers.[name=app].image`, `spec.rules[0].host`.
///
/// Source: kustomize, `replacements` (`fieldPath`, `fieldPaths`) and `vars` (`fieldref.fieldpath`): dots part the names, a
/// backslash keeps one; `[key=value]` are the items of a list whose key reads so, `*` all of them, a number one.
struct FieldPath: Equatable {
    enum Step: Equatable {
        case name(String)
        case index(Int)
        case item(key: String, value: String)
        case all
    }

    let steps: [Step]

    init(_ text: String) {
        var parts: [String] = [""]
        var depth = 0
        var isEscaped = false
        for character in text {
            switch character {
            case _ where isEscaped:
                parts[parts.count - 1].append(character)
                isEscaped = false
            case "\\": isEscaped = true
            case "." where depth == 0: parts.append("")
            // `rules[0]` is two steps.
            case "[":
                if depth == 0, !(parts.last?.isEmpty ?? true) { parts.append("") }
                depth += 1
                parts[parts.count - 1].append(character)
            case "]":
                depth -= 1
                parts[parts.count - 1].append(character)
            default: parts[parts.count - 1].append(character)
            }
        }
        steps = parts.filter { !$0.isEmpty }.map(Self.step)
    }

    private static func step(_ text: String) -> Step {
        if text == "*" { return .all }
        guard text.hasPrefix("["), text.hasSuffix("]") else { return Int(text).map(Step.index) ?? .name(text) }
        let inside = text.dropFirst().dropLast()
        if let index = Int(inside) { return .index(index) }
        guard let equals = inside.firstIndex(of: "=") else { return .name(text) }
        return .item(key: String(inside[..<equals]), value: String(inside[inside.index(after: equals)...]))
    }

    /// The scalars that the path leads to.
    func scalars(in object: YAMLNode) -> [YAMLNode] {
        steps.reduce([object]) { nodes, step in nodes.flatMap { Self.take(step, in: $0) } }
            .map(\.resolved).filter { $0.kind == .scalar }
    }

    private static func take(_ step: Step, in node: YAMLNode) -> [YAMLNode] {
        switch (step, node.kind) {
        case (.name(let name), .mapping): [node[name]].compactMap { $0 }
        // A number may be the name of a key, too.
        case (.index(let index), .mapping): [node[String(index)]].compactMap { $0 }
        case (.index(let index), .sequence):
            node.items.indices.contains(index) ? [node.items[index]] : []
        case (.item(let key, let value), .sequence): node.items.filter { $0[key]?.text == value }
        case (.all, .sequence): node.items
        case (.all, .mapping): node.pairs.map(\.value)
        default: []
        }
    }
}
