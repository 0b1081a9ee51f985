import SourceYAML

/// A file of the tree with what its documents are: read once, while the file is parsed.
final class ParsedFile: Sendable {
    let path: String
    let file: SourceFile
    /// True when the text may hold variables (`${`) that Flux fills in.
    let mayHoldVariables: Bool
    let resources: [Resource]
    let kustomization: Kustomization?
    let helmfile: Helmfile?
    let marked: [MarkedScalar]
    let extraManifests: [ReferenceDraft]
    /// The file, where it holds operations of a JSON patch.
    let operations: SourceFile?
    let chartDependencies: ChartDependencies?
    /// The file, when it holds documents that are no objects and is none of the above.
    let plain: SourceFile?
    /// What comments of the file say to track.
    let annotated: [ReferenceDraft]

    init(_ file: SourceFile) {
        path = file.path
        self.file = file
        mayHoldVariables = file.variables == nil && file.signs.contains(.variable)
        marked = file.signs.contains(.setter) ? MarkedScalar.all(in: file) : []
        resources = Resource.all(in: file)
        kustomization = Kustomization(file)
        helmfile = Helmfile(file)
        operations = file.stream.documents.contains { PatchOperation.areAll(in: $0.root) } ? file : nil
        extraManifests = file.signs.contains(.extraManifests) ? ExtraManifests.references(in: file) : []
        chartDependencies = ChartDependencies(file)
        let isOther = kustomization == nil && helmfile == nil && chartDependencies == nil
        plain = isOther && !file.plainDocuments.isEmpty ? file : nil
        annotated =
            file.signs.contains(.annotation) ? AnnotationDiscovery.references(in: file, resources: resources) : []
    }

    /// Some objects of a file that stand for it.
    init(_ file: SourceFile, resources: [Resource]) {
        path = file.path
        self.file = file
        mayHoldVariables = false
        marked = []
        self.resources = resources
        kustomization = nil
        helmfile = nil
        extraManifests = []
        operations = nil
        chartDependencies = nil
        plain = nil
        annotated = []
    }
}
