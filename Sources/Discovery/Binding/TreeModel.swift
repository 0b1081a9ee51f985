/// What the files of a tree say together: objects, kustomizations, namespaces, sources.
///
/// Files that hold variables are there with their values, once for each set of values.
struct TreeModel: Sendable {
    let resources: [Resource]
    let kustomizations: [Kustomization]
    let namespaces: Namespaces
    let sources: SourceIndex
    let helmfiles: [Helmfile]
    let helmfileRepositories: HelmfileRepositories
    let chartDependencies: [ChartDependencies]
    /// Files with documents that are no objects: values, Compose files.
    let plainFiles: [SourceFile]
    let helmfileState: HelmfileState
    /// The paths of all lock files.
    let locks: Set<String>
    /// Files that Helmfiles and Argo CD name as values of a chart.
    let namedValues: [NamedValues]
    let policies: PolicyIndex
    let releaseValues: ReleaseValues
    let patches: PatchIndex
    let versionPatches: VersionPatches
    /// Files that hold operations of a JSON patch.
    let operationFiles: [String: SourceFile]
    /// `HelmRelease` and `HelmChart` objects by name, for patches that name only the object that they change.
    private let byName: [String: [Resource]]
    /// Applications by name, for the same.
    private let applications: [String: [Resource]]

    /// - Parameters:
    ///   - place: Where in its Git repository the tree lies; nil when it is in none.
    ///   - read: Gives a file of the tree with all its documents, also one in which the scan saw nothing.
    init(
        files: [ParsedFile], locks: Set<String> = [], place: String? = nil,
        read: @escaping @Sendable (String) -> SourceFile? = { _ in nil }
    ) async {
        self.locks = locks
        let folders = TreeFolders(files: files.lazy.map(\.path), place: place)
        let objects = files.flatMap(\.resources)
        let pinned = GitRepositoryDiscovery.pinnedNames(in: objects)
        let flux = objects.compactMap { FluxKustomization($0, in: folders) }.filter { !$0.appliesAll(of: pinned) }
        let namespaces = Namespaces(
            kustomizations: files.compactMap(\.kustomization), flux: flux, files: files.lazy.map(\.path))
        let scopes = VariableScopes(files: files, namespaces: namespaces)
        let written = await Parallel.flatMap(files, scopes.readings)
        let readings = KustomizeCopies(files, read: read).readings(of: written)
        let resources = readings.flatMap(\.resources)
        let kustomizations = readings.compactMap(\.kustomization)
        async let patchIndex = PatchIndex(kustomizations: kustomizations, flux: flux)
        async let sources = SourceIndex(resources, namespaces: namespaces)
        self.namespaces = namespaces
        self.resources = resources
        self.kustomizations = kustomizations
        releaseValues = ReleaseValues(readings, namespaces: namespaces)
        policies = PolicyIndex(resources, namespaces: namespaces)
        helmfiles = files.compactMap(\.helmfile)
        helmfileRepositories = HelmfileRepositories(helmfiles)
        chartDependencies = files.compactMap(\.chartDependencies)
        helmfileState = HelmfileState(helmfiles, read: read)
        namedValues =
            helmfiles.flatMap(HelmfileDiscovery.namedValues) + resources.flatMap(ApplicationDiscovery.namedValues)
            + kustomizations.flatMap(KustomizeCharts.namedValues) + resources.flatMap(KustomizeCharts.namedValues)
        let parsed = Set(files.lazy.map(\.path))
        // A file that only its being named makes values of: the scan need not have seen anything in it.
        let unseen = Set(namedValues.compactMap(\.path)).subtracting(parsed)
            .filter { !ValuesFile.isNamedLikeOne($0) }.sorted()
        plainFiles = files.compactMap(\.plain) + unseen.compactMap(read)
        let patches = await patchIndex
        self.patches = patches
        // What is no YAML by its name is read where a kustomization says that it is a patch.
        let json = patches.targets.keys.filter { $0.endsUTF8(".json") }.sorted().compactMap(read)
        operationFiles = Dictionary(
            files.compactMap { file in file.operations.map { (file.path, $0) } } + json.map { ($0.path, $0) }
        ) { first, _ in first }
        versionPatches = VersionPatches(
            patches, in: KustomizationGraph(kustomizations), resources: resources, operations: operationFiles)
        applications = Dictionary(
            grouping: resources.filter { $0.kind == "Application" && $0.isOfArgo && $0.name != nil }
        ) { $0.name ?? "" }
        byName = Dictionary(grouping: resources.filter { $0.kind == "HelmRelease" && $0.name != nil }) { $0.name ?? "" }
        self.sources = await sources
    }

    func applications(named name: String) -> [Resource] { applications[name] ?? [] }

    func helmReleases(named name: String) -> [Resource] { byName[name] ?? [] }

    /// The objects of a kind that a patch changes, where a kustomization says which.
    func patched(by patch: Resource, kind: String) -> [Resource] {
        let targets = patchTargets(of: patch)
        guard !targets.isEmpty else { return [] }
        let candidates = resources.filter { $0.kind == kind && $0.node != patch.node }
        return targets.flatMap { $0.objects(among: candidates) }
    }

    func patchTargets(of patch: Resource) -> [PatchTarget] {
        patch.targets.isEmpty ? patches.targets[patch.file.path] ?? [] : patch.targets
    }

    /// The object as a reference's owner: with the one namespace that it is known to be in.
    func owner(_ resource: Resource) -> Owner {
        let names = namespaces.known(of: resource).names
        let only = names.count == 1 ? names.first.flatMap { $0 } : nil
        return Owner(
            apiVersion: resource.apiVersion, kind: resource.kind, namespace: only ?? resource.namespace,
            name: resource.name
        )
    }
}
