import SourceYAML

/// The patches of all kustomizations of a tree, and what each of them changes.
struct PatchIndex: Sendable {
    /// A patch that stands in the file of its kustomization.
    struct Written: Sendable {
        /// The object of a merge, or the list of operations.
        let node: YAMLNode
        let file: SourceFile
        let document: Int
        /// The selector; nil where the patch names its object itself.
        let target: PatchTarget?
        let scope: KustomizationReach
    }

    private(set) var written: [Written] = []
    /// Patches that are files ⇒ what they change, by selectors.
    private(set) var targets: [String: [PatchTarget]] = [:]

    init(kustomizations: [Kustomization], flux: [FluxKustomization]) {
        let graph = KustomizationGraph(kustomizations)
        for kustomization in kustomizations {
            let patches = KustomizePatch.all(in: kustomization.root, directory: kustomization.directory)
            guard !patches.isEmpty else { continue }
            let scope = KustomizationReach(of: kustomization, in: graph)
            add(patches, scope: scope, file: kustomization.file, document: kustomization.document)
        }
        for applied in flux {
            let resource = applied.resource
            guard let spec = resource.spec else { continue }
            let patches = KustomizePatch.all(in: spec, directory: resource.file.directory)
            guard !patches.isEmpty else { continue }
            let scope = KustomizationReach(ofFolder: applied.path, in: graph)
            add(patches, scope: scope, file: resource.file, document: resource.document)
        }
    }

    private mutating func add(
        _ patches: [KustomizePatch], scope: KustomizationReach, file: SourceFile, document: Int
    ) {
        for patch in patches {
            let target = patch.selector.map { PatchTarget(selector: $0, scope: scope) }
            switch patch.content {
            case .file(let path):
                if let target { targets[path, default: []].append(target) }
            case .written(let nodes):
                written += nodes.map {
                    Written(node: $0, file: file, document: document, target: target, scope: scope)
                }
            }
        }
    }
}
