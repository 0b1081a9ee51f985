/// What the files of a tree say together: objects, kustomizations, namespaces, sources.
///
/// Files that hold variables are there with their values, once for each set of values.
struct TreeModel: Sendable {
    let resources: [Resource]
    let kustomizations: [Kustomization]
    let namespaces: Namespaces
    let sources: SourceIndex
    let policies: PolicyIndex
    let generatedValues: GeneratedValues
    /// `HelmRelease` and `HelmChart` objects by name, for patches that name only the object that they change.
    private let byName: [String: [Resource]]

    /// - Parameter place: Where in its Git repository the tree lies; nil when it is in none.
    init(files: [ParsedFile], place: String? = nil) {
        let folders = TreeFolders(files: files.lazy.map(\.path), place: place)
        let written = files.flatMap(\.resources)
        let pinned = GitRepositoryDiscovery.pinnedNames(in: written)
        let flux = written.compactMap { FluxKustomization($0, in: folders) }.filter { !$0.appliesAll(of: pinned) }
        namespaces = Namespaces(
            kustomizations: files.compactMap(\.kustomization), flux: flux, files: files.lazy.map(\.path))
        let scopes = VariableScopes(files: files, namespaces: namespaces)
        let read = files.flatMap(scopes.readings)
        resources = read.flatMap(\.resources)
        kustomizations = read.compactMap(\.kustomization)
        sources = SourceIndex(resources, namespaces: namespaces)
        generatedValues = GeneratedValues(read)
        policies = PolicyIndex(resources, namespaces: namespaces)
        byName = Dictionary(grouping: resources.filter { $0.kind == "HelmRelease" && $0.name != nil }) { $0.name ?? "" }
    }

    func helmReleases(named name: String) -> [Resource] { byName[name] ?? [] }

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
