import SourceYAML

/// A scalar of a file with the marker beside it.
struct MarkedScalar: Sendable {
    let file: SourceFile
    let document: Int
    let node: YAMLNode
    let marker: SetterMarker

    /// The object that holds the scalar; nil in files that are no objects.
    var resource: Resource? {
        file.stream.documents.first { $0.index == document }.flatMap {
            Resource(file: file, document: document, node: $0.root)
        }
    }

    /// All of a file, in the order of the text.
    ///
    /// Source: kyaml, `fieldmeta` (`reference/flux.md` of the design, 4.3): values of mappings and items of sequences at
    /// any depth; the comment on the scalar's line counts, and the one above only where there is none. A null that is
    /// not written out cannot be set.
    static func all(in file: SourceFile) -> [MarkedScalar] {
        file.stream.documents.flatMap { document in
            document.root.scalarValues.compactMap { node in
                guard let comment = node.lineComment ?? node.headComment, !(node.span.isEmpty && node.isNull),
                    let marker = SetterMarker(comment: comment)
                else { return nil }
                return MarkedScalar(file: file, document: document.index, node: node, marker: marker)
            }
        }
    }
}
