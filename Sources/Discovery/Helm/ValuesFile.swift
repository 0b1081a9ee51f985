import SourceYAML

/// A file of values for a chart: told by its name, or because something of the tree names it.
enum ValuesFile {
    /// `values*.yaml`, `*-values.yaml`, `*.values.yaml`, and everything below a folder `values`; the same as templates
    /// (`.gotmpl`).
    static func isNamedLikeOne(_ path: String) -> Bool {
        var name = Paths.name(of: path)
        if name.endsUTF8(".gotmpl") { name = name.dropLast(".gotmpl".count) }
        guard name.endsUTF8(".yaml") || name.endsUTF8(".yml") else { return false }
        return name.startsUTF8("values") || endings.contains(where: name.endsUTF8)
            || Paths.isBelow(folder: "values", path)
    }

    private static let endings = ["-values.yaml", ".values.yaml", "-values.yml", ".values.yml"]

    /// The images in the values of a tree, in files that hold no objects.
    static func references(in model: TreeModel) -> [ReferenceDraft] {
        let named = Dictionary(
            model.namedValues.compactMap { values in values.path.map { ($0, values.owner) } }
        ) { first, _ in first }
        let patterns = model.namedValues.filter { $0.path == nil }
        return model.plainFiles.flatMap { file -> [ReferenceDraft] in
            let owner = named[file.path] ?? patterns.first { $0.name(file.path) }?.owner
            guard owner != nil || isNamedLikeOne(file.path) else { return [] }
            return file.plainDocuments.flatMap {
                ValuesImages.references(
                    in: $0.root, file: file, document: $0.index,
                    owner: owner ?? .none
                )
            }
        }
    }
}

extension SourceFile {
    /// The documents that are mappings and no Kubernetes objects.
    var plainDocuments: [YAMLDocument] {
        stream.documents.filter {
            $0.root.kind == .mapping && ($0.root["kind"]?.text == nil || $0.root["apiVersion"]?.text == nil)
        }
    }
}
