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

        func mayBe(_ namespace: String) -> Bool { names.contains(namespace) }
        var isUnknown: Bool { names.allSatisfy { $0 == nil } }
    }

    func known(of resource: Resource) -> Known {
        let overrides = overrides(ofFile: resource.file.path)
        let names = Set(overrides.map { $0 ?? resource.namespace })
        return Known(names: names, isExplicit: resource.namespace != nil && overrides.allSatisfy { $0 == nil })
    }

    /// The namespaces that kustomizations force on a file; nil among them where one forces nothing.
    private func overrides(ofFile path: String) -> Set<String?> {
        let direct = includers[path] ?? []
        if !direct.isEmpty {
            return direct.reduce(into: []) { $0.formUnion(overrides(ofFolder: $1, depth: 0)) }
        }
        let folder = Paths.directory(of: path)
        if kustomizations[folder] != nil, FileKind.isKustomization(Paths.name(of: path)) {
            return overrides(ofFolder: folder, depth: 0)
        }
        // Flux generates a kustomization for a folder that has none: it takes in all files below.
        var ancestor = folder
        while kustomizations[ancestor] == nil {
            if let flux = roots[ancestor] { return Set(flux.map(\.targetNamespace)) }
            guard !ancestor.isEmpty else { break }
            ancestor = Paths.directory(of: ancestor)
        }
        return [nil]
    }

    private func overrides(ofFolder folder: String, depth: Int) -> Set<String?> {
        guard depth < DiscoveryLimits.inclusionDepth else { return [nil] }
        let own = kustomizations[folder]?.namespace
        var outer: Set<String?> = Set((roots[folder] ?? []).map(\.targetNamespace))
        for includer in includers[folder] ?? [] where includer != folder {
            outer.formUnion(overrides(ofFolder: includer, depth: depth + 1))
        }
        if outer.isEmpty { outer = [nil] }
        return Set(outer.map { $0 ?? own })
    }
}
