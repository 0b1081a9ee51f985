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
        /// The folder of the kustomization; nil where a Flux object has the patch.
        let directory: String?
    }

    /// A patch that is a file of its own, and the folder of the kustomization that names it.
    struct Named: Sendable {
        let path: String
        let target: PatchTarget?
        let scope: KustomizationReach
        let directory: String
    }

    private(set) var written: [Written] = []
    private(set) var named: [Named] = []
    /// Patches that are files ⇒ what they change, by selectors.
    private(set) var targets: [String: [PatchTarget]] = [:]

    init(kustomizations: [Kustomization], flux: [FluxKustomization]) {
        let graph = KustomizationGraph(kustomizations)
        for kustomization in kustomizations {
            let patches = KustomizePatch.all(in: kustomization.root, directory: kustomization.directory)
            guard !patches.isEmpty else { continue }
            let scope = KustomizationReach(of: kustomization, in: graph)
            add(
                patches, scope: scope, file: kustomization.file, document: kustomization.document,
                directory: kustomization.directory)
        }
        for applied in flux {
            let resource = applied.resource
            guard let spec = resource.spec else { continue }
            let patches = KustomizePatch.all(in: spec, directory: resource.file.directory)
            guard !patches.isEmpty else { continue }
            let scope = KustomizationReach(ofFolder: applied.path, in: graph)
            add(patches, scope: scope, file: resource.file, document: resource.document, directory: nil)
        }
    }

    private mutating func add(
        _ patches: [KustomizePatch], scope: KustomizationReach, file: SourceFile, document: Int, directory: String?
    ) {
        for patch in patches {
            let target = patch.selector.map { PatchTarget(selector: $0, scope: scope) }
            switch patch.content {
            case .file(let path):
                if let target { targets[path, default: []].append(target) }
                if let directory { named.append(Named(path: path, target: target, scope: scope, directory: directory)) }
            case .written(let nodes):
                written += nodes.map {
                    Written(
                        node: $0, file: file, document: document, target: target, scope: scope, directory: directory)
                }
            }
        }
    }
}
