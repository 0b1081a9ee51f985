import SourceYAML

/// Versions and images that patches set.
///
/// A merge is read like the object that it changes; what it does not say (the chart of a release) is that object's. A
/// patch that changes objects of several charts is bound to none of them.
enum KustomizePatches {
    /// The patches in kustomizations, and operations in files of their own.
    ///
    /// - Parameter drafts: Reads an object of any kind.
    static func references(
        in model: TreeModel, namedByReleases: Set<ResourceKey>, of drafts: (Resource) -> [ReferenceDraft]
    ) -> [ReferenceDraft] {
        let written = model.patches.written.flatMap { patch -> [ReferenceDraft] in
            if PatchOperation.areAll(in: patch.node) {
                return PatchOperations(
                    patch.node, file: patch.file, document: patch.document, targets: [patch.target].compactMap { $0 }
                ).references(in: model, namedByReleases: namedByReleases)
            }
            guard
                var object = Resource(file: patch.file, document: patch.document, node: patch.node)
            else { return [] }
            object.targets = [patch.target ?? PatchTarget(object: object, scope: patch.scope)]
            return drafts(object)
        }
        let files = model.patches.targets.sorted { $0.key < $1.key }.flatMap { path, targets -> [ReferenceDraft] in
            guard let file = model.operationFiles[path] else { return [] }
            return file.stream.documents.flatMap { document -> [ReferenceDraft] in
                guard PatchOperation.areAll(in: document.root) else { return [] }
                return PatchOperations(document.root, file: file, document: document.index, targets: targets)
                    .references(in: model, namedByReleases: namedByReleases)
            }
        }
        return written + files
    }
}
