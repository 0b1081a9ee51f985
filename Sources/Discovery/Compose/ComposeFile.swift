import SourceYAML

/// A Compose file: the images of its services, and of volumes that are images. What a service builds itself has no version
/// upstream.
///
/// Source: the Compose specification, "Services top-level element", "Volumes" (`type: image`) and "Interpolation".
enum ComposeFile {
    /// `compose.yaml`, `compose.prod.yml`, `docker-compose.yml`, `docker-compose.override.yml`.
    static func isNamedLikeOne(_ name: Substring) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
        return name.hasPrefix("compose.") || name.hasPrefix("docker-compose.") || name.hasPrefix("docker-compose-")
    }

    static func references(in file: SourceFile) -> [ReferenceDraft] {
        guard isNamedLikeOne(file.name) else { return [] }
        return file.plainDocuments.flatMap { document in
            (document.root["services"]?.pairs ?? []).flatMap { name, service -> [ReferenceDraft] in
                let owner = Owner(apiVersion: nil, kind: nil, namespace: nil, name: name.text)
                // What is built here is only named by its image.
                let isBuilt = service["build"].map { !$0.isNull } ?? false
                let volumes = (service["volumes"]?.items ?? []).filter { $0["type"]?.reads(as: "image") ?? false }
                return ([isBuilt ? nil : service["image"]] + volumes.map { $0["source"] }).compactMap { image in
                    image.flatMap { draft(of: $0, in: file, document: document.index, owner) }
                }
            }
        }
    }

    private static func draft(
        of image: YAMLNode, in file: SourceFile, document: Int, _ owner: Owner
    ) -> ReferenceDraft? {
        guard let text = image.text, !text.isEmpty else { return nil }
        if TemplateText.isIn(text) || text.contains("$") {
            return VariableDefault.draft(in: image, file: file, document: document, owner: owner)
        }
        return ImageScalar(text)?.draft(image, file: file, document: document, owner: owner)
    }
}
