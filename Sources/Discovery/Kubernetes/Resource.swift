import SourceYAML

/// An object of a document, or an item of a `List`.
struct Resource: Sendable {
    let file: SourceFile
    let document: Int
    let node: YAMLNode
    let apiVersion: String?
    let kind: String
    let name: String?
    /// `metadata.namespace`, as written.
    let namespace: String?
    /// Of a patch, the objects that it changes, where more than its own name says that.
    var targets: [PatchTarget] = []

    init?(file: SourceFile, document: Int, node: YAMLNode) {
        guard let kind = node["kind"]?.text, !kind.isEmpty else { return nil }
        self.file = file
        self.document = document
        self.node = node
        self.kind = kind
        apiVersion = node["apiVersion"]?.text
        name = node[["metadata", "name"]]?.text
        namespace = node[["metadata", "namespace"]]?.text
    }

    /// A part of objects, which has neither kind nor name of its own.
    init(fragment node: YAMLNode, file: SourceFile, document: Int, targets: [PatchTarget]) {
        self.file = file
        self.document = document
        self.node = node
        self.targets = targets
        apiVersion = nil
        kind = targets.first?.kind ?? ""
        name = targets.count == 1 ? targets[0].literalName : nil
        namespace = nil
    }

    /// The API group: `apps` of `apps/v1`, nothing for core objects.
    var group: Substring {
        guard let apiVersion, let slash = apiVersion.firstIndex(of: "/") else { return "" }
        return apiVersion[..<slash]
    }

    var spec: YAMLNode? { node["spec"] }

    /// Every object of a file; `List` objects are opened.
    static func all(in file: SourceFile) -> [Resource] {
        file.stream.documents.flatMap { document -> [Resource] in
            guard let resource = Resource(file: file, document: document.index, node: document.root) else { return [] }
            guard resource.kind.hasSuffix("List"), let items = resource.node["items"]?.items else { return [resource] }
            return items.compactMap { Resource(file: file, document: document.index, node: $0) }
        }
    }
}
