import Artifacts
import SourceYAML

/// Values of a chart by their dotted names, each for itself: `helm.parameters` of Argo CD, `set` of a Helmfile, `valuesFrom`
/// of Flux with a `targetPath`.
///
/// `image.repository` and `image.tag` are one image, as they are in values; so is `image` with a whole reference.
enum HelmParameters {
    /// One value, and where it stands.
    struct Parameter {
        let name: String
        let value: YAMLNode
        let file: SourceFile
        let document: Int
    }

    /// A list of `name` and `value`.
    static func references(in list: YAMLNode, file: SourceFile, document: Int, owner: Owner) -> [ReferenceDraft] {
        let parameters = list.items.compactMap { item -> Parameter? in
            guard let name = item["name"]?.text, let value = item["value"], value.kind == .scalar else { return nil }
            return Parameter(name: name, value: value, file: file, document: document)
        }
        return references(in: parameters, beside: nil, owner: owner)
    }

    /// - Parameter values: What names the repository of an image where the parameters set its tag alone.
    static func references(in parameters: [Parameter], beside values: YAMLNode?, owner: Owner) -> [ReferenceDraft] {
        var groups: [String: [String: Parameter]] = [:]
        var order: [String] = []
        for parameter in parameters where parameter.value.kind == .scalar {
            let name = parameter.name
            let dot = name.lastIndex(of: ".")
            let prefix = dot.map { String(name[..<$0]) } ?? ""
            if groups[prefix] == nil { order.append(prefix) }
            groups[prefix, default: [:]][dot.map { String(name[name.index(after: $0)...]) } ?? name] = parameter
        }
        return order.flatMap { prefix in
            Group(
                path: prefix.split(separator: ".").map(String.init), parameters: groups[prefix] ?? [:], values: values,
                owner: owner
            ).references
        }
    }

    /// Parameters whose names differ in the last part alone.
    private struct Group {
        let path: [String]
        let parameters: [String: Parameter]
        let values: YAMLNode?
        let owner: Owner

        var references: [ReferenceDraft] {
            let images = parameters.sorted { $0.key < $1.key }.filter { $0.key.isImageKey }.compactMap {
                image($0.value)
            }
            return images + [tag].compactMap { $0 }
        }

        private func text(_ key: String) -> String? {
            let node = parameters[key]?.value ?? (path.isEmpty ? values : values?[path])?[key]
            return node?.text.flatMap { $0.isEmpty ? nil : $0 }
        }

        private func image(_ parameter: Parameter) -> ReferenceDraft? {
            guard text("repository") == nil, let scalar = parameter.value.text.flatMap(ImageScalar.init),
                scalar.tag != nil || scalar.digest != nil
            else { return nil }
            return scalar.draft(parameter.value, file: parameter.file, document: parameter.document, owner: owner)
        }

        private var tag: ReferenceDraft? {
            guard let main = parameters["tag"] ?? parameters["digest"] ?? parameters["sha"] else { return nil }
            let digest = (parameters["digest"] ?? parameters["sha"]).flatMap {
                $0.file.path == main.file.path ? $0 : nil
            }
            var parts = TaggedImage(file: main.file.path)
            parts.read(tag: parameters["tag"]?.value, digest: digest?.value)
            guard !parts.sites.isEmpty, parts.isLegal else { return nil }
            if let repository = text("repository") ?? text("repo") {
                let name = text("registry").map { "\($0)/\(repository)" } ?? repository
                return parts.draft(named: name, file: main.file, document: main.document, owner: owner)
            }
            guard path.last?.isImageKey ?? false, text("image") == nil else { return nil }
            return parts.draftWithoutRepository(file: main.file, document: main.document, owner: owner)
        }
    }
}
