import SourceYAML

/// `annotations: {files: […]}`: in which files beside YAML annotation comments are read.
enum AnnotationSection {
    static func files(_ node: YAMLNode?, base: String, _ reader: inout SectionReader) -> Setting<PathPatterns>? {
        guard let node else { return nil }
        let members = reader.members(of: node, keys: ["files"], in: "annotations")
        guard let files = members["files"] else { return nil }
        let texts = reader.texts(files, "annotations.files", expected: "globs of files: \"*.tf\", Dockerfile")
        return Setting(PathPatterns(texts, base: base), reader.origin(files))
    }
}
