import Artifacts
import SourceYAML

/// Images in what a source of an Application gives to Helm and kustomize.
enum ApplicationImages {
    static func references(
        in source: YAMLNode, of resource: Resource, owner: Owner, model: TreeModel
    ) -> [ReferenceDraft] {
        let (file, document) = (resource.file, resource.document)
        var drafts: [ReferenceDraft] = []
        if let values = source[["helm", "valuesObject"]] {
            drafts += ValuesImages.references(in: values, file: file, document: document, owner: owner)
        }
        if let text = source[["helm", "values"]] {
            drafts += embedded(text).flatMap {
                ValuesImages.references(in: $0, file: file, document: document, owner: owner)
            }
        }
        if let parameters = source[["helm", "parameters"]] {
            drafts += HelmParameters.references(in: parameters, file: file, document: document, owner: owner)
        }
        drafts += (source[["kustomize", "images"]]?.items ?? []).compactMap { image in
            guard let text = image.text else { return nil }
            // `name=new:tag` replaces an image by another, `new:tag` sets a tag.
            let equals = text.firstIndex(of: "=").map { text.index(after: $0) } ?? text.startIndex
            guard let scalar = ImageScalar(String(text[equals...])), scalar.tag != nil || scalar.digest != nil else {
                return nil
            }
            return scalar.draft(
                image, file: file, document: document, owner: owner, leading: String(text[..<equals])
            )
        }
        let patches = source["kustomize"].map {
            RenderedPatches.images(in: $0, of: resource, owner: owner, model: model)
        }
        return drafts + (patches ?? [])
    }

    /// The YAML of a text; nothing where it cannot be edited in place or is not YAML. In an ApplicationSet it may hold
    /// templates.
    static func embedded(_ text: YAMLNode) -> [YAMLNode] {
        guard text.kind == .scalar else { return [] }
        let stream =
            (try? YAMLStream(embeddedIn: text)) ?? (try? YAMLStream(embeddedIn: text, coveringTemplates: .go))
        return (stream?.documents ?? []).map(\.root)
    }
}
