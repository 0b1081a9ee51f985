import Artifacts
import SourceYAML

/// `helm.parameters` of Argo CD: values of a chart by their dotted names.
///
/// `image.repository` and `image.tag` are one image, as they are in values; so is `image` with a whole reference.
enum HelmParameters {
    static func references(in list: YAMLNode, file: SourceFile, document: Int, owner: Owner) -> [ReferenceDraft] {
        var groups: [String: [String: YAMLNode]] = [:]
        var order: [String] = []
        for item in list.items {
            guard let name = item["name"]?.text, let value = item["value"], value.kind == .scalar else { continue }
            let dot = name.lastIndex(of: ".")
            let prefix = dot.map { String(name[..<$0]) } ?? ""
            if groups[prefix] == nil { order.append(prefix) }
            groups[prefix, default: [:]][dot.map { String(name[name.index(after: $0)...]) } ?? name] = value
        }
        return order.flatMap { prefix in
            references(in: groups[prefix] ?? [:], prefix: prefix, file: file, document: document, owner: owner)
        }
    }

    private static func references(
        in values: [String: YAMLNode], prefix: String, file: SourceFile, document: Int, owner: Owner
    ) -> [ReferenceDraft] {
        func text(_ key: String) -> String? { values[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        var drafts: [ReferenceDraft] = []
        for (key, value) in values.sorted(by: { $0.key < $1.key }) where key.isImageKey && values["repository"] == nil {
            guard let scalar = value.text.flatMap(ImageScalar.init), scalar.tag != nil || scalar.digest != nil else {
                continue
            }
            drafts.append(scalar.draft(value, file: file, document: document, owner: owner))
        }
        var parts = TaggedImage(file: file.path)
        parts.read(tag: values["tag"], digest: values["digest"] ?? values["sha"])
        guard !parts.sites.isEmpty else { return drafts }
        if let repository = text("repository") ?? text("repo") {
            let name = text("registry").map { "\($0)/\(repository)" } ?? repository
            return drafts + [parts.draft(named: name, file: file, document: document, owner: owner)].compactMap { $0 }
        }
        let key = prefix.split(separator: ".").last.map(String.init) ?? ""
        guard key.isImageKey, text("image") == nil else { return drafts }
        return drafts + [parts.draftWithoutRepository(file: file, document: document, owner: owner)]
    }
}
