import SourceYAML
import Versioning

/// Which objects a patch changes: a selector, and the kustomization whose objects are meant.
///
/// Name, namespace, kind and group are regular expressions for the whole text, labels and annotations are selectors of
/// Kubernetes.
///
/// Source: kustomize, `types.Selector` and `types.Patch`.
struct PatchTarget: Sendable {
    /// Nil where any kind is meant.
    let kind: String?
    /// The name as a person would say it; nil where it is a pattern, or any.
    let literalName: String?
    private let kinds: TagFilter?
    private let groups: TagFilter?
    private let names: TagFilter?
    private let namespaces: TagFilter?
    private let labels: [LabelRequirement]
    private let annotations: [LabelRequirement]
    /// What the kustomization takes in.
    private let scope: KustomizationReach

    init(selector: YAMLNode, scope: KustomizationReach) {
        func text(_ key: String) -> String? { selector[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        self.init(
            kind: text("kind"), group: text("group"), name: text("name"), namespace: text("namespace"),
            labels: LabelRequirement.all(in: text("labelSelector") ?? ""),
            annotations: LabelRequirement.all(in: text("annotationSelector") ?? ""), scope: scope
        )
    }

    /// The target of a patch that names one object.
    init(object: Resource, scope: KustomizationReach) {
        self.init(
            kind: object.kind, group: String(object.group), name: object.name.map(Self.quoted),
            namespace: object.namespace.map(Self.quoted), labels: [], annotations: [], scope: scope,
            literalName: object.name
        )
    }

    private init(
        kind: String?, group: String?, name: String?, namespace: String?, labels: [LabelRequirement],
        annotations: [LabelRequirement], scope: KustomizationReach, literalName: String? = nil
    ) {
        self.kind = kind
        self.literalName = literalName ?? name.flatMap { Self.isLiteral($0) ? $0 : nil }
        kinds = kind.flatMap(Self.pattern)
        groups = group.flatMap(Self.pattern)
        names = name.flatMap(Self.pattern)
        namespaces = namespace.flatMap(Self.pattern)
        self.labels = labels
        self.annotations = annotations
        self.scope = scope
    }

    /// The objects of the tree that the patch changes. Where the kustomization's own do not hold one by that name, any of
    /// the tree may be meant: who applies them may not be written in it.
    func objects(among resources: [Resource]) -> [Resource] {
        let fitting = resources.filter { Self.fits(kinds, $0.kind) && matches($0) }
        let own = fitting.filter { scope.holds(file: $0.file.path) }
        return own.isEmpty && literalName != nil ? fitting : own
    }

    private func matches(_ resource: Resource) -> Bool {
        guard Self.fits(names, resource.name), Self.fits(groups, String(resource.group)) else { return false }
        // A namespace that a kustomization gives is not written in the object.
        if let namespace = resource.namespace, !Self.fits(namespaces, namespace) { return false }
        let metadata = resource.node["metadata"]
        return labels.allSatisfy { $0.holds(for: metadata?["labels"]) }
            && annotations.allSatisfy { $0.holds(for: metadata?["annotations"]) }
    }

    private static func fits(_ pattern: TagFilter?, _ text: String?) -> Bool {
        guard let pattern else { return true }
        return pattern.value(of: text ?? "") != nil
    }

    /// What is no pattern matches nothing but is no reason to stop: kustomize refuses it.
    private static func pattern(_ text: String) -> TagFilter? {
        (try? TagFilter(pattern: "^(?:\(text))$", extract: "")) ?? (try? TagFilter(pattern: "^\\z.", extract: ""))
    }

    private static func isLiteral(_ text: String) -> Bool {
        text.utf8.allSatisfy { !"\\^$*+?()[]{}|".utf8.contains($0) }
    }

    private static func quoted(_ text: String) -> String { "\\Q\(text)\\E" }
}

/// One requirement of a label selector.
///
/// Source: Kubernetes, "Labels and Selectors".
struct LabelRequirement: Sendable, Hashable {
    private let key: String
    /// Nil where only the presence counts.
    private let values: [String]?
    private let isNegated: Bool

    /// `a=b,c!=d,e in (f, g),h notin (i),j,!k`.
    static func all(in text: String) -> [LabelRequirement] {
        var parts: [Substring] = []
        var depth = 0
        var start = text.startIndex
        for index in text.indices {
            switch text[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case "," where depth == 0:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        return (parts + [text[start...]]).compactMap { LabelRequirement($0) }
    }

    private init?(_ text: Substring) {
        let text = text.trimmed
        guard !text.isEmpty else { return nil }
        if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
            let words = text[..<open].split(separator: " ")
            guard words.count == 2, words[1] == "in" || words[1] == "notin" else { return nil }
            key = String(words[0])
            values = text[text.index(after: open)...].dropLast().split(separator: ",").map { String($0.trimmed) }
            isNegated = words[1] == "notin"
        } else if let sign = text.firstRange(of: "!=") ?? text.firstRange(of: "==") ?? text.firstRange(of: "=") {
            key = String(text[..<sign.lowerBound].trimmed)
            values = [String(text[sign.upperBound...].trimmed)]
            isNegated = text[sign] == "!="
        } else {
            isNegated = text.hasPrefix("!")
            key = String((isNegated ? text.dropFirst() : text).trimmed)
            values = nil
        }
    }

    func holds(for labels: YAMLNode?) -> Bool {
        let value = labels?[key]?.text
        let isMet = values.map { values in value.map(values.contains) ?? false } ?? (value != nil)
        return isMet != isNegated
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }
}
