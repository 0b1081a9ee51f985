import SourceYAML

/// What `replacements` and `vars` of a kustomization copy from: a field of an object.
struct CopySource {
    let selector: YAMLNode
    let path: FieldPath
    /// What the place is called, for a person.
    let name: String
    /// The field, where the kustomization itself has the value.
    private let literal: YAMLNode?
    private let delimiter: Character?
    private let index: Int
    /// The value is written in another way where it goes.
    let isEncoded: Bool

    /// `source` or `sourceValue` of a replacement.
    init?(replacement: YAMLNode) {
        let literal = replacement["sourceValue"].flatMap { $0.kind == .scalar ? $0 : nil }
        guard let source = replacement["source"] ?? literal else { return nil }
        self.init(source, path: source["fieldPath"]?.text, options: source["options"], literal: literal)
    }

    /// `objref` and `fieldref` of a variable.
    init?(variable: YAMLNode) {
        guard let object = variable["objref"] else { return nil }
        self.init(object, path: variable[["fieldref", "fieldpath"]]?.text, options: nil, literal: nil)
    }

    private init(_ selector: YAMLNode, path: String?, options: YAMLNode?, literal: YAMLNode?) {
        // kustomize takes the name where no field is told.
        let path = path ?? "metadata.name"
        self.selector = selector
        self.path = FieldPath(path)
        self.literal = literal
        let part = options.map { CopyOptions($0).index }.map { " (part \($0))" } ?? ""
        name = "\(path) of \(selector["kind"]?.text ?? "object") \(selector["name"]?.text ?? "")\(part)"
        delimiter = CopyOptions(options).delimiter
        index = CopyOptions(options).index
        isEncoded = CopyOptions(options).isEncoded
    }

    /// Where the value is written; nil where the tree does not tell, or several objects do.
    func definition(in scope: CopyScope) -> VariableDefinition? {
        if let literal { return definition(scope.kustomization.file, literal, head: "", literal.text ?? "") }
        let target = PatchTarget(selector: selector, scope: scope.reach)
        let written = scope.objects(of: target).flatMap { object in
            path.scalars(in: object.node).map { (object.file, $0) }
        }
        if let (file, node) = written.first, let text = node.text {
            return written.count == 1 && !TemplateText.isEncrypted(text) ? definition(file, node, head: "", text) : nil
        }
        guard selector["kind"]?.reads(as: "ConfigMap") ?? false, let name = selector["name"]?.text,
            path.steps.count == 2, path.steps[0] == .name("data"), case .name(let key) = path.steps[1],
            let generated = scope.literal(key, ofGenerator: name)
        else { return nil }
        return definition(generated.file, generated.node, head: generated.head, generated.value)
    }

    /// The part of a text that is copied.
    private func definition(
        _ file: SourceFile, _ node: YAMLNode, head: String, _ text: String
    ) -> VariableDefinition? {
        guard let delimiter else { return VariableDefinition(file: file, node: node, value: text, head: head) }
        let parts = text.split(separator: delimiter, omittingEmptySubsequences: false)
        guard parts.indices.contains(index) else { return nil }
        return VariableDefinition(
            file: file, node: node, value: String(parts[index]),
            head: head + parts[..<index].map { "\($0)\(delimiter)" }.joined(),
            tail: parts[(index + 1)...].map { "\(delimiter)\($0)" }.joined())
    }
}

/// `options` of a source or a target: which part of a text is meant.
struct CopyOptions {
    let delimiter: Character?
    let index: Int
    let isEncoded: Bool

    init(_ node: YAMLNode?) {
        delimiter = node?["delimiter"]?.text?.first
        index = node?["index"]?.text.flatMap { Int($0) } ?? 0
        isEncoded = node?["encoding"]?.text.map { !$0.isEmpty } ?? false
    }
}
