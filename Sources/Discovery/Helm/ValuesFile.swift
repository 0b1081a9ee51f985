import SourceYAML

/// A file of values for a chart: told by its name, or because something of the tree names it.
enum ValuesFile {
    /// `values*.yaml`, `*-values.yaml`, `*.values.yaml`, and everything below a folder `values`.
    static func isNamedLikeOne(_ path: String) -> Bool {
        let name = Paths.name(of: path)
        guard name.endsUTF8(".yaml") || name.endsUTF8(".yml") else { return false }
        return name.startsUTF8("values") || endings.contains(where: name.endsUTF8)
            || Paths.isBelow(folder: "values", path)
    }

    private static let endings = ["-values.yaml", ".values.yaml", "-values.yml", ".values.yml"]

    /// The images in the values of a tree, in files that hold no objects.
    static func references(in model: TreeModel) -> [ReferenceDraft] {
        let named = Dictionary(model.namedValues.map { ($0.path, $0.owner) }) { first, _ in first }
        return model.plainFiles.flatMap { file -> [ReferenceDraft] in
            let owner = named[file.path]
            guard owner != nil || isNamedLikeOne(file.path) else { return [] }
            return file.plainDocuments.flatMap {
                ValuesImages.references(
                    in: $0.root, file: file, document: $0.index,
                    owner: owner ?? Owner(apiVersion: nil, kind: nil, namespace: nil, name: nil)
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
