/// The namespaces that objects of a file end up in, through the kustomizations that include it.
///
/// A kustomization's `namespace` overrides what its objects say, an outer one overrides an inner one, and a Flux
/// `Kustomization`'s `targetNamespace` overrides them all. A file that several of them include has several namespaces.
struct Namespaces: Sendable {
    private let kustomizations: [String: Kustomization]
    /// Included file or folder ⇒ folders of the kustomizations that include it.
    private let includers: [String: [String]]
    private let roots: [String: [FluxKustomization]]

    init(kustomizations: [Kustomization], flux: [FluxKustomization]) {
        self.kustomizations = Dictionary(kustomizations.map { ($0.directory, $0) }) { first, _ in first }
        var includers: [String: [String]] = [:]
        for kustomization in kustomizations {
            for path in kustomization.includes { includers[path, default: []].append(kustomization.directory) }
        }
        self.includers = includers
        roots = Dictionary(grouping: flux, by: \.path)
    }

    /// What an object is known to be in: a nil element stands for "no namespace can be told".
    struct Known: Hashable, Sendable {
        let names: Set<String?>
        /// True when the object itself says so and nothing overrides it.
        let isExplicit: Bool
    }

    func known(of resource: Resource) -> Known {
        let overrides = overrides(ofFile: resource.file.path)
        let names = Set(overrides.map { $0 ?? resource.namespace })
        return Known(names: names, isExplicit: resource.namespace != nil && overrides.allSatisfy { $0 == nil })
    }

    /// The namespaces that kustomizations force on a file; nil among them where one forces nothing.
    private func overrides(ofFile path: String) -> Set<String?> {
        let direct = includers[path] ?? []
        if !direct.isEmpty { return overrides(from: direct) }
        let folder = Paths.directory(of: path)
        if kustomizations[folder] != nil, FileKind.isKustomization(Paths.name(of: path)) {
            return overrides(from: [folder])
        }
        let generated = generators(above: folder)
        return generated.isEmpty ? [nil] : Set(generated.map(\.targetNamespace))
    }

    /// A folder on the way outward, and the namespace that has been forced so far.
    private struct Step: Hashable {
        let folder: String
        let namespace: String?
    }

    /// Goes outward from kustomizations, each way once, so that neither circles nor overlays of overlays take long.
    private func overrides(from folders: [String]) -> Set<String?> {
        var found: Set<String?> = []
        var steps = folders.map { Step(folder: $0, namespace: nil) }
        var seen = Set(steps)
        while let step = steps.popLast() {
            let namespace = kustomizations[step.folder]?.namespace ?? step.namespace
            let parent = Paths.directory(of: step.folder)
            let applying = (roots[step.folder] ?? []) + (step.folder.isEmpty ? [] : generators(above: parent))
            let outer = (includers[step.folder] ?? []).filter { $0 != step.folder }
            found.formUnion(applying.map { $0.targetNamespace ?? namespace })
            if applying.isEmpty, outer.isEmpty { found.insert(namespace) }
            for next in outer.map({ Step(folder: $0, namespace: namespace) }) where seen.insert(next).inserted {
                steps.append(next)
            }
        }
        // Kustomizations in a circle that nothing applies.
        return found.isEmpty ? [nil] : found
    }

    /// Flux generates a kustomization for a folder that has none: it takes in all files and kustomizations below.
    private func generators(above folder: String) -> [FluxKustomization] {
        var found: [FluxKustomization] = []
        var ancestor = folder
        while kustomizations[ancestor] == nil {
            found += roots[ancestor] ?? []
            guard !ancestor.isEmpty else { break }
            ancestor = Paths.directory(of: ancestor)
        }
        return found
    }
}
