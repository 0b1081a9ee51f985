/// What the files of a tree say together: objects, kustomizations, namespaces, sources.
struct TreeModel: Sendable {
    let resources: [Resource]
    let kustomizations: [Kustomization]
    let namespaces: Namespaces
    let sources: SourceIndex
    let helmfiles: [Helmfile]
    let helmfileRepositories: HelmfileRepositories
    /// The paths of all lock files.
    let locks: Set<String>
    /// Files that Helmfiles and Argo CD name as values of a chart.
    let namedValues: [NamedValues]
    /// `HelmRelease` and `HelmChart` objects by name, for patches that name only the object that they change.
    private let byName: [String: [Resource]]
    /// Applications by name, for the same.
    private let applications: [String: [Resource]]

    init(files: [ParsedFile], locks: Set<String> = []) {
        self.locks = locks
        resources = files.flatMap(\.resources)
        kustomizations = files.compactMap(\.kustomization)
        namespaces = Namespaces(kustomizations: kustomizations, flux: resources.compactMap(FluxKustomization.init))
        helmfiles = files.compactMap(\.helmfile)
        helmfileRepositories = HelmfileRepositories(helmfiles)
        namedValues =
            helmfiles.flatMap(HelmfileDiscovery.namedValues) + resources.flatMap(ApplicationDiscovery.namedValues)
        sources = SourceIndex(resources, namespaces: namespaces)
        applications = Dictionary(
            grouping: resources.filter { $0.kind == "Application" && $0.isOfArgo && $0.name != nil }
        ) { $0.name ?? "" }
        byName = Dictionary(grouping: resources.filter { $0.kind == "HelmRelease" && $0.name != nil }) { $0.name ?? "" }
    }

    func applications(named name: String) -> [Resource] { applications[name] ?? [] }

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
