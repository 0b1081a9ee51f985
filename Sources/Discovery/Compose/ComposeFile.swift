import Artifacts
import SourceYAML

/// A Compose file: the images of its services. What a service builds itself has no version upstream.
///
/// Source: the Compose specification, "Services top-level element" and "Interpolation".
enum ComposeFile {
    /// `compose.yaml`, `compose.prod.yml`, `docker-compose.yml`, `docker-compose.override.yml`.
    static func isNamedLikeOne(_ name: Substring) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
        return name.hasPrefix("compose.") || name.hasPrefix("docker-compose.") || name.hasPrefix("docker-compose-")
    }

    static func references(in file: SourceFile) -> [ReferenceDraft] {
        guard isNamedLikeOne(file.name) else { return [] }
        return file.plainDocuments.flatMap { document in
            (document.root["services"]?.pairs ?? []).compactMap { name, service -> ReferenceDraft? in
                guard let image = service["image"], let text = image.text, !text.isEmpty else {
                    return nil
                }
                let owner = Owner(apiVersion: nil, kind: nil, namespace: nil, name: name.text)
                // What is built here is only named by its image.
                if let build = service["build"], !build.isNull { return nil }
                if TemplateText.isIn(text) || text.contains("$") {
                    return VariableDefault.draft(in: image, file: file, document: document.index, owner: owner)
                }
                return ImageScalar(text)?.draft(image, file: file, document: document.index, owner: owner)
            }
        }
    }
}
