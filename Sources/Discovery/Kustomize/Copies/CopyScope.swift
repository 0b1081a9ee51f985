import SourceYAML

/// What a kustomization takes in, as `replacements` and `vars` see it.
struct CopyScope {
    let kustomization: Kustomization
    let reach: KustomizationReach
    private let resources: [Resource]
    private let kustomizations: [Kustomization]
    /// Gives a file of the tree with all its documents.
    private let read: (String) -> SourceFile?

    init(
        _ kustomization: Kustomization, graph: KustomizationGraph, resources: [Resource],
        kustomizations: [Kustomization], read: @escaping (String) -> SourceFile?
    ) {
        self.kustomization = kustomization
        reach = KustomizationReach(of: kustomization, in: graph)
        self.resources = resources.filter { [reach] in reach.holds(file: $0.file.path) }
        self.kustomizations = kustomizations.filter { [reach] in reach.holds(file: $0.file.path) }
        self.read = read
    }

    /// The objects that a selector means, among those that hold something of interest, else among all.
    func objects(of target: PatchTarget) -> [Resource] {
        let found = own(target.objects(among: resources))
        guard found.isEmpty else { return found }
        let whole = reach.paths.sorted().compactMap(read).flatMap { Resource.all(in: $0) }
        return own(target.objects(among: whole))
    }

    /// What is taken in, not what has the same name elsewhere.
    func own(_ objects: [Resource]) -> [Resource] { objects.filter { reach.holds(file: $0.file.path) } }

    /// The objects with references that a target of a replacement means.
    func targets(_ selector: YAMLNode?, rejecting rejected: [YAMLNode]) -> [Resource] {
        guard let selector else { return [] }
        let out = rejected.flatMap { PatchTarget(selector: $0, scope: reach).objects(among: resources) }
        return own(PatchTarget(selector: selector, scope: reach).objects(among: resources)).filter { object in
            !out.contains { $0.node == object.node }
        }
    }

    /// The files with references, which may use variables.
    var files: [SourceFile] {
        var seen: Set<String> = []
        return resources.map(\.file).filter { seen.insert($0.path).inserted }
    }

    /// `literals` of a `configMapGenerator`: `KEY=value`.
    func literal(_ key: String, ofGenerator name: String) -> VariableDefinition? {
        let found = kustomizations.flatMap { kustomization in
            (kustomization.root["configMapGenerator"]?.items ?? []).filter { $0["name"]?.text == name }
                .compactMap { VariableData.literals(of: $0, in: kustomization.file)[key] }
        }
        return found.count == 1 ? found[0] : nil
    }
}
