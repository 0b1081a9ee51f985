public import Artifacts
public import Git
import SourceYAML

/// Finds every reference in a tree.
public enum TreeDiscovery {
    /// Reads a folder or a single file.
    ///
    /// A file that cannot be read or is not YAML is named in `skipped` and never stops the rest; only a path that does
    /// not exist throws.
    ///
    /// - Parameters:
    ///   - git: Tells which files Git ignores, where the tree lies in a repository; nil: all are read.
    ///   - annotatedFiles: Files, by their paths in the tree, that are not YAML and in which `# renovate: …` and
    ///     `# astern: …` comments count, too.
    public static func discover(
        path: String, git: GitClient? = nil, annotatedFiles: [GlobPattern] = []
    ) async throws(DiscoveryError) -> DiscoveredTree {
        try await discover(path: path, git: git, annotatedFiles: annotatedFiles, parsing: .promising)
    }

    /// - Parameter documents: Which documents are parsed; what is found does not depend on it.
    static func discover(
        path: String, git: GitClient? = nil, annotatedFiles: [GlobPattern] = [], parsing documents: ParsedDocuments
    ) async throws(DiscoveryError) -> DiscoveredTree {
        let reader = try await TreeReader(
            path: path, git: git, parsing: documents, annotatedFiles: AnnotatedFiles(annotatedFiles))
        let model = await TreeModel(
            files: reader.files, locks: reader.locks, place: reader.place, read: reader.file)
        let charts = OCIRepositoryDiscovery.namedByReleases(in: model)
        async let patches = KustomizePatches.references(in: model, namedByReleases: charts) {
            Self.drafts(of: $0, in: model, namedByReleases: charts)
        }
        async let others = others(in: model)
        let objects = await Parallel.flatMap(model.resources) {
            Self.drafts(of: $0, in: model, namedByReleases: charts)
        }
        let found =
            await objects + patches + reader.files.flatMap(\.extraManifests) + others
        let settled = VariableSites.merge(found.map(VariableSites.settle))
        let drafts = SetterDiscovery.apply(reader.files.flatMap(\.marked), to: settled, in: model)
        let annotated = reader.files.flatMap(\.annotated) + reader.annotated
        var tree = DiscoveredTree(
            references: references(AnnotationDiscovery.merge(annotated, into: drafts)), filesRead: reader.filesRead,
            skipped: reader.skipped,
            charts: DiscoveredChart.all(model.chartDependencies, locks: reader.locks, read: reader.bytes)
        )
        tree.context = TreeContext(model: model, reader: reader, git: git)
        return tree
    }

    /// What files that are no objects hold.
    private static func others(in model: TreeModel) -> [ReferenceDraft] {
        model.kustomizations.flatMap(KustomizeDiscovery.references)
            + model.helmfiles.flatMap { HelmfileDiscovery.references(of: $0, in: model) }
            + model.chartDependencies.flatMap { $0.references(in: model) }
            + model.plainFiles.flatMap(ComposeFile.references) + ValuesFile.references(in: model)
    }

    private static func drafts(
        of resource: Resource, in model: TreeModel, namedByReleases charts: Set<ResourceKey>
    ) -> [ReferenceDraft] {
        switch resource.kind {
        case "HelmRelease": HelmReleaseDiscovery.references(of: resource, in: model)
        case "HelmChart": HelmChartDiscovery.references(of: resource, in: model)
        case "OCIRepository": OCIRepositoryDiscovery.references(of: resource, in: model, namedByReleases: charts)
        case "GitRepository": GitRepositoryDiscovery.references(of: resource, in: model)
        case "FluxInstance": FluxInstanceDiscovery.references(of: resource, in: model)
        case "Kustomization": FluxKustomizationDiscovery.references(of: resource, in: model)
        case "Application": ApplicationDiscovery.references(of: resource, in: model)
        case "ApplicationSet": ApplicationSetDiscovery.references(of: resource, in: model)
        case _ where KustomizeCharts.isGenerator(resource): KustomizeCharts.references(of: resource, in: model)
        case _ where resource.isOfArgo: ArgoWorkloads.references(of: resource, in: model)
        case _ where resource.isCustom: CustomResourceDiscovery.references(of: resource, in: model)
        default: WorkloadDiscovery.references(of: resource, in: model)
        }
    }

    /// Drafts in the order of file and position, each with its id.
    ///
    /// Aliases of one anchor that name the same artifact are one reference. Where they name different artifacts, each
    /// keeps a reference of its own, told apart by the alias's path.
    private static func references(_ drafts: [ReferenceDraft]) -> [Reference] {
        var seen: Set<Identity> = []
        var ids: Set<String> = []
        var references: [Reference] = []
        let places = drafts.map { (file: $0.file, start: $0.mainSite.range.lowerBound) }
        let order = drafts.indices.sorted { left, right in
            let (a, b) = (places[left], places[right])
            return a.file == b.file ? a.start < b.start : SystemPath.precedes(a.file, b.file)
        }
        for draft in order.map({ drafts[$0] }) {
            guard seen.insert(Identity(draft)).inserted else { continue }
            guard let id = draft.ids.first(where: { ids.insert($0).inserted }) else { continue }
            references.append(Reference(draft, id: id))
        }
        return references
    }

    private struct Identity: Hashable {
        let artifact: Artifact?
        let files: [String]
        let ranges: [Range<Int>]

        init(_ draft: ReferenceDraft) {
            artifact = draft.artifact
            files = draft.sites.map(\.file)
            ranges = draft.sites.map(\.range)
        }
    }
}
